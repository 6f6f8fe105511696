"""Holding abuse down without watching people, and without turning people away.

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
# Within an hour. Many people share one address (a library, a ward), so a few are taken as usual,
# more are set aside for triage, and only what no group of people sends is refused.
FROM_ONE_SET_ASIDE, FROM_ONE_REFUSED, FROM_ALL_SET_ASIDE = 10, 60, 200
WRONG_CODES = 20
log = logging.getLogger(__name__)


def count(what: str, address: str = "", *, add: int = 1) -> int:
    """How often this has happened within the hour, from one address or (with none) from all.

    With `add=0` it is only asked.
    """
    try:
        salt = cache.get_or_set("community:salt", lambda: secrets.token_hex(16), HOUR)
        mark = hashlib.sha256(f"{salt}:{address}".encode()).hexdigest()[:32] if address else "all"
        key = f"community:{what}:{mark}"
        cache.add(key, 0, HOUR)
        return int(cache.incr(key, add))
    except (RedisError, ValueError):  # ValueError: it ran out between the two
        log.warning("The cache does not answer; nothing is counted.")
        return 0
