"""Holding abuse down without watching people.

An address is counted under a hash whose salt is drawn anew each hour and kept only in the cache;
after that hour nobody can tell which address it was, and it never stands beside a text. Without
the cache nothing is counted: what people want to say is not refused for that.
"""

import hashlib
import logging
import secrets

from django.core.cache import cache
from redis.exceptions import RedisError

HOUR = 60 * 60
log = logging.getLogger(__name__)


def count(what: str, address: str = "") -> int:
    """How often this has happened within the hour, from one address or (with none) from all."""
    try:
        salt = cache.get_or_set("community:salt", lambda: secrets.token_hex(16), HOUR)
        mark = hashlib.sha256(f"{salt}:{address}".encode()).hexdigest()[:32] if address else "all"
        key = f"community:{what}:{mark}"
        cache.add(key, 0, HOUR)
        return int(cache.incr(key))
    except (RedisError, ValueError):  # ValueError: it ran out between the two
        log.warning("The cache does not answer; nothing is counted.")
        return 0
