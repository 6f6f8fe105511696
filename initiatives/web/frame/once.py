"""A form that was sent twice acts once: the second sending goes where the first one went.

What a person logs is never refused because the cache is away; then a form sent twice acts twice.
"""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

KEPT_FOR = 60 * 60 * 12
UNDER_WAY_FOR = 60
LENGTH = 22
T = TypeVar("T")
log = logging.getLogger(__name__)


def new_key() -> str:
    """A key for one form as it was shown to one person."""
    return secrets.token_urlsafe(16)


class Once:
    """One sending of a form; without a key, every sending counts as new."""

    def __init__(self, viewer_id: int, key: str) -> None:
        self.key = f"once:{viewer_id}:{key}" if len(key) == LENGTH and key.isascii() else ""

    def begin(self) -> bool:
        """True when nobody sent this form before."""
        return self._asked(lambda: cache.add(self.key, "", UNDER_WAY_FOR), True)

    def earlier_url(self) -> str:
        """Where the first sending went; empty while it is still under way."""
        return str(self._asked(lambda: cache.get(self.key), None) or "")

    def went_to(self, url: str) -> None:
        """The form acted; a second sending goes there too."""
        self._asked(lambda: cache.set(self.key, url, KEPT_FOR), None)

    @contextmanager
    def unless_it_fails(self) -> Iterator[None]:
        """When acting fails, whatever the reason, the next sending counts."""
        try:
            yield
        except BaseException:
            self._asked(lambda: cache.delete(self.key), False)
            raise

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        """What the cache says; otherwise where there is no key or no cache."""
        if not self.key:
            return otherwise
        try:
            return ask()
        except RedisError:
            log.warning("The cache does not answer; a form that is sent twice acts twice.")
            return otherwise
