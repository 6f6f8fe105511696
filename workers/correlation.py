"""A task carries the name of the request that it is done for; without one it gets a name itself.

The name travels in the headers of a message, so no task has a parameter for it.
"""

from contextlib import AbstractContextManager
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun

from initiatives.base import correlation

HEADER = "qi_request"

running: dict[str, AbstractContextManager[str]] = {}


@before_task_publish.connect
def hand_over(headers: dict[str, Any] | None = None, **_: Any) -> None:
    """Write the name into the message."""
    if headers is not None and correlation.current():
        headers[HEADER] = correlation.current()


@task_prerun.connect
def take_over(task_id: str = "", task: Any = None, **_: Any) -> None:
    """Work under the name that came with the message, if it is sane."""
    given = getattr(task.request, HEADER, None) if task else None
    within = correlation.of(correlation.accepted(given))
    within.__enter__()
    running[task_id] = within


@task_postrun.connect
def put_back(task_id: str = "", **_: Any) -> None:
    """Back to none."""
    if within := running.pop(task_id, None):
        within.__exit__(None, None, None)
