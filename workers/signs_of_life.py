"""How the worker and the scheduler say that they live: from their own loops, not by a task.

A task would show one as dead when the other is.
"""

from typing import Any

from celery.beat import Scheduler as BeatScheduler
from celery.bootsteps import StartStopStep

from qi_tracker import heartbeat


class WorkerSign(StartStopStep):
    """Leaves the worker's mark from the timer that also serves its queue."""

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:
        heartbeat.record("worker")
        self.entry = parent.timer.call_repeatedly(heartbeat.EVERY, heartbeat.record, ("worker",))

    def stop(self, parent: Any) -> None:
        self.entry.cancel()
        heartbeat.forget("worker")


class Scheduler(BeatScheduler):
    """Celery's scheduler without its file, which a killed process or a second one would break.

    It leaves its mark each time round.
    """

    def tick(self, *args: Any, **kwargs: Any) -> float:
        heartbeat.record("scheduler")
        return min(super().tick(*args, **kwargs), heartbeat.EVERY)
