"""Signs of life of the processes that no request reaches: the worker and the scheduler.

Each leaves a mark in the cache that goes by itself; a mark that is there was left a moment ago.
"""

import logging

from django.core.cache import cache

from initiatives.base import clock

EVERY = 5
KEPT = 4 * EVERY

logger = logging.getLogger(__name__)


def record(part: str) -> None:
    """Leave the mark of `worker` or `scheduler`; a cache that is away is logged, never raised."""
    try:
        cache.set(f"heartbeat:{part}", clock.now().isoformat(), KEPT)
    except Exception as error:
        logger.warning("The %s could not leave its sign of life: %s", part, error)


def forget(part: str) -> None:
    """Take the mark away, as a process does that ends in good order."""
    cache.delete(f"heartbeat:{part}")


def is_fresh(part: str) -> bool:
    """Whether the part left its mark a moment ago; raises what the cache raises."""
    return cache.get(f"heartbeat:{part}") is not None
