"""Signs of life of the processes that no request reaches: the worker and the scheduler.

Each leaves a mark in the cache that goes by itself; a mark that is there was left a moment ago.
The mark says that one of its kind lives, wherever; a file beside the process says that this one
does.
"""

import logging

from django.core.cache import cache

from initiatives.base import clock
from qi_tracker import signs
from qi_tracker.signs import EVERY, KEPT

__all__ = ["EVERY", "KEPT", "forget", "is_fresh", "record"]

logger = logging.getLogger(__name__)


def record(part: str) -> None:
    """Leave both marks of `worker` or `scheduler`; what hinders one is logged, never raised."""
    for leave in (signs.touch, mark):
        try:
            leave(part)
        except Exception as error:
            logger.warning("The %s could not leave its sign of life: %s", part, error)


def mark(part: str) -> None:
    """The mark in the cache; raises what the cache raises."""
    cache.set(f"heartbeat:{part}", clock.now().isoformat(), KEPT)


def forget(part: str) -> None:
    """Take the mark away, as a process does that ends in good order."""
    signs.forget(part)
    cache.delete(f"heartbeat:{part}")


def is_fresh(part: str) -> bool:
    """Whether the part left its mark a moment ago; raises what the cache raises."""
    return cache.get(f"heartbeat:{part}") is not None
