"""What an error says when a server that this system needs is away for a moment.

PostgreSQL restarts or Redis is killed: that is nobody's fault in the program, and what was asked
for can be done soon. A deadlock or a statement that took too long is a fault of ours and stays one.
"""

from django.db import InterfaceError, OperationalError
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSilent

AGAIN_IN = 5  # seconds; an embedded PostgreSQL is back in two or three
# Classes of SQLSTATE (PostgreSQL, appendix A): the connection is lost, the server has no room for
# one more, an operator or a crash ended it. Without any, there was no answer at all.
AWAY = ("08", "53", "57P")


def is_outage(error: BaseException | None) -> bool:
    """Whether it is worth asking again in `AGAIN_IN` seconds."""
    if isinstance(error, (OperationalError, InterfaceError)):
        state = getattr(error.__cause__, "sqlstate", None)
        return state is None or state.startswith(AWAY)
    return isinstance(error, (RedisAway, RedisSilent))
