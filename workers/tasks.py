"""What the worker does: each task calls one service, and a message lost costs nothing.

What is owed stands in rows; the next message finds it there.
"""

import logging
from collections.abc import Callable
from math import ceil
from threading import Event, Lock
from time import monotonic
from typing import Any

from celery.signals import worker_shutting_down
from django.conf import settings
from django.core.management import call_command

from initiatives.accountability import queries
from initiatives.accountability import services as accountability
from initiatives.community import services as community
from initiatives.exports import services as exports
from initiatives.history import services as history
from initiatives.jobs import services as jobs
from initiatives.measures import services as measures
from initiatives.portfolio import services as portfolio
from initiatives.retention import services as retention
from initiatives.shortfalls import services as shortfalls
from initiatives.status import services as status
from initiatives.status.reporting import figures
from initiatives.webhooks import services as webhooks
from workers.app import app
from workers.schedule import options_of, task_of

logger = logging.getLogger(__name__)
LONGEST_DRAIN = 20.0  # seconds; then others have their turn
A_SHARE = 250  # messages for which another drain is worth asking
MOST_DRAINS = 8
stopping = Event()
sending = Lock()
exporting = Lock()
telling = Lock()


@worker_shutting_down.connect
def stop(**_: Any) -> None:
    """Let a drain end with the message that it is sending."""
    stopping.set()


@app.task
def sweep() -> None:
    """Plan what is owed, and ask for as many drains as there is work for."""
    planned = accountability.prepare()
    if planned:
        logger.info("%d occasions are newly owed.", planned)
    for channel, size in queries.backlog().items():
        for _ in range(min(ceil(size / A_SHARE), MOST_DRAINS)):
            drain.apply_async((channel,), queue=channel, expires=settings.SWEEP_SECONDS)


@app.task
def drain(channel: str) -> None:
    """Send what waits on a channel, for a while; ask for another drain if that did not do.

    One at a time in a process: two threads that compose and send only wait for each other.
    """
    if not sending.acquire(blocking=False):
        return
    try:
        done = accountability.drain(channel, keep_going=for_a_while())
    finally:
        sending.release()
    if done:
        logger.info("%s: %s", channel, dict(done))
    if done["sent"] and not done["away"] and not stopping.is_set() and channel in queries.backlog():
        drain.apply_async((channel,), queue=channel, expires=settings.SWEEP_SECONDS)


def for_a_while() -> Callable[[], bool]:
    """True until the time of a drain is over, or the worker stops."""
    end = monotonic() + LONGEST_DRAIN
    return lambda: monotonic() < end and not stopping.is_set()


@app.task
def watch_measures() -> None:
    """Look at the measures whose data moved, and propose a shortfall for what is seen."""
    measures.watch_all()
    shortfalls.propose_from_signals()


@app.task
def ask_for_data() -> None:
    """Ask for the data of the period that has ended, and say which are overdue."""
    measures.promise_data()
    measures.watch_overdue()


@app.task
def watch_progress() -> None:
    """Ask for the review of the month that is over, and for what holds an initiative up."""
    portfolio.watch_progress()


@app.task
def propose_shortfalls() -> None:
    """Propose a shortfall for each promise that was missed for too long."""
    shortfalls.propose_from_missed_commitments()


@app.task
def watch_assessments() -> None:
    """Propose a shortfall for what an assessment found short."""
    shortfalls.propose_from_assessments()


@app.task
def refresh_standings() -> None:
    """Judge anew where those initiatives stand of which anything changed."""
    judged = status.refresh_standings()
    if judged:
        logger.info("%d initiatives are judged anew.", judged)


@app.task
def seal_history() -> None:
    """Check and seal the history, once a day."""
    history.seal_daily()


@app.task
def build_snapshot() -> None:
    """Keep what the status is, once a day."""
    built = status.build_snapshot()
    if built is not None:
        logger.info("%s is kept.", built[0])


@app.task
def refresh_figures() -> None:
    """Mask anew for reporting what has changed in the measures, for a while."""
    figures.refresh_figures(keep_going=for_a_while())


@app.task
def make_exports() -> None:
    """Make the files that people asked for, one at a time in a process, until none waits."""
    if exporting.acquire(blocking=False):
        try:
            exports.make_exports(keep_going=lambda: not stopping.is_set())
        finally:
            exporting.release()


@app.task
def expire_exports() -> None:
    """Delete the files whose time is over, and what was left behind while one was made."""
    exports.expire_exports()
    exports.forget_strays()


@app.task
def send_webhooks() -> None:
    """Owe to webhooks what happened since the last time, and send what is owed, for a while.

    Receivers take their time, so this has a queue that holds up no mail.
    """
    if telling.acquire(blocking=False):
        try:
            webhooks.follow()
            done = webhooks.send_webhooks(keep_going=for_a_while())
        finally:
            telling.release()
        if done:
            logger.info("webhooks: %s", {str(state): count for state, count in done.items()})


@app.task
def watch_webhooks() -> None:
    """Disable those that fail for days; forget old deliveries and secrets."""
    webhooks.watch_webhooks()


@app.task
def pick_up_feedback() -> None:
    """Promise answers for what the community said before today; forget contacts after use."""
    community.pick_up_feedback()
    community.forget_old_contacts()


@app.task
def apply_retention() -> None:
    """Delete what is over by the retention policy, once a night."""
    retention.apply_nightly(keep_going=lambda: not stopping.is_set())


@app.task
def do_what_was_asked() -> None:
    """Send the messages of the jobs that an administrator wants done once more."""
    for job in jobs.take_asked():
        app.send_task(task_of(job), **options_of(job))


@app.task
def clear_sessions() -> None:
    """Forget sessions that have ended."""
    call_command("clearsessions")
