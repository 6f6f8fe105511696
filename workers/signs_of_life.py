"""How the worker and the scheduler say that they live: from their own loops, not by a task.

A task would show one as dead when the other is. From the same loop a worker sees to it that it
sweeps when nobody asks it to.
"""

import logging
from datetime import timedelta
from typing import Any

from celery.beat import Scheduler as BeatScheduler
from celery.bootsteps import StartStopStep
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError

from initiatives.accountability.choices import Channel
from initiatives.base import clock
from qi_tracker import heartbeat

logger = logging.getLogger(__name__)
MISSED = 3  # sweeps in a row, after which a worker asks for one itself


class WorkerSign(StartStopStep):
    """Leaves the worker's mark from the timer that also serves its queue.

    The one that serves mail is *the* worker; one for chats may be missing for a while.
    """

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:
        self.part = "worker" if Channel.EMAIL in parent.app.amqp.queues.consume_from else "chat"
        heartbeat.record(self.part)
        self.entry = parent.timer.call_repeatedly(heartbeat.EVERY, heartbeat.record, (self.part,))

    def stop(self, parent: Any) -> None:
        self.entry.cancel()
        heartbeat.forget(self.part)


class OwnSweep(StartStopStep):
    """Asks for a sweep when none was noted for a while, as when the scheduler is gone."""

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:
        self.entry = parent.timer.call_repeatedly(
            settings.SWEEP_SECONDS, sweep_if_silent, (parent.app,)
        )

    def stop(self, parent: Any) -> None:
        self.entry.cancel()


def sweep_if_silent(app: Any) -> None:
    """Send the message that the scheduler should have sent; what fails is tried the next time."""
    from initiatives.accountability import queries  # the app is made before Django is ready

    try:
        close_old_connections()
        silent_since = queries.engine().swept_at
        limit = clock.now() - MISSED * timedelta(seconds=settings.SWEEP_SECONDS)
        if silent_since is None or silent_since < limit:
            app.send_task("workers.tasks.sweep", expires=settings.SWEEP_SECONDS)
    except (DatabaseError, OperationalError) as error:
        logger.warning("Nobody could be asked to sweep: %s", error)


class Scheduler(BeatScheduler):
    """Celery's scheduler without its file, which a killed process or a second one would break.

    It leaves its mark each time round.
    """

    def tick(self, *args: Any, **kwargs: Any) -> float:
        heartbeat.record("scheduler")
        return min(super().tick(*args, **kwargs), heartbeat.EVERY)
