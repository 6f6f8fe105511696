"""Each job that ends is noted, so that the pages can say how it went.

What comes every few seconds and goes well is noted once in a while: a row that is written without
end is work for the database that tells nobody anything. It is listened to before `correlation`,
which takes the name of a request away when a task has ended.
"""

import logging
from datetime import datetime
from time import monotonic
from typing import Any

from celery.signals import task_postrun, task_prerun
from django.db import DatabaseError

from initiatives.base import clock, correlation
from initiatives.jobs.choices import INTERVALS, NOTED_EVERY
from workers.schedule import job_of

logger = logging.getLogger(__name__)
begun: dict[str, datetime] = {}
noted: dict[str, float] = {}


@task_prerun.connect
def begins(task_id: str = "", task: Any = None, **_: Any) -> None:
    """Note that a job begins, unless it is one that comes all the time."""
    from initiatives.jobs.services import note_start  # the app is made before Django is ready

    job = job_of(task.name) if task else None
    if job is None:
        return
    begun[task_id] = clock.now()
    if INTERVALS[job] > NOTED_EVERY:
        attempt(lambda: note_start(job))


@task_postrun.connect
def ends(task_id: str = "", task: Any = None, retval: Any = None, **_: Any) -> None:
    """Note how it went; a fault by its kind and the name under which the log has it."""
    from initiatives.jobs.services import note_end

    job = job_of(task.name) if task else None
    started = begun.pop(task_id, None)
    if job is None or started is None:
        return
    error = words_for(retval) if isinstance(retval, BaseException) else ""
    lately = monotonic() - noted.get(job, -NOTED_EVERY) < NOTED_EVERY
    if lately and not error:
        return
    noted.pop(job, None)
    if attempt(lambda: note_end(job, started, error)) and not error:
        noted[job] = monotonic()


def words_for(error: BaseException) -> str:
    """What the page says of a fault; what it was about stays in the log."""
    name = correlation.current()
    return f"{type(error).__name__}; the log of the worker has it" + (
        f" under {name}." if name else "."
    )


def attempt(note: Any) -> bool:
    """Note it if the database is there; a job is not held up by its books."""
    try:
        note()
    except DatabaseError as error:
        logger.warning("How a job went could not be noted: %s", error)
        return False
    return True
