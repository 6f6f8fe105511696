"""How much may be asked in a minute: by a person (QI_API_RATE), and by one token of theirs
(QI_API_TOKEN_RATE), so that a program that runs wild does not keep its owner out.

Told as draft-ietf-httpapi-ratelimit-headers-10 has it: `RateLimit-Policy` names each limit with its
quota `q` and window `w` in seconds, `RateLimit` what is left of it, `r`, and the seconds `t` until
it is whole again.
"""

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from initiatives.base import clock
from initiatives.people.models import Token

if TYPE_CHECKING:  # DRF's views import their throttles
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class Limit(NamedTuple):
    """How a limit stands after the request was counted; the window and the wait in seconds."""

    name: str
    quota: int
    window: int
    left: int
    wait: int


class Counted(SimpleRateThrottle):
    """Requests in windows of a fixed length; while the cache is away, nobody is kept out.

    A window is one number that Redis adds to, so no two requests at once are counted as one.
    """

    cache: Any = cache
    THROTTLE_RATES: Any = api_settings.DEFAULT_THROTTLE_RATES
    num_requests: int | None
    duration: int | None
    limit: Limit | None = None

    def who(self, request: Request) -> str | None:
        """Whose requests are counted together; None where this limit does not apply."""
        raise NotImplementedError

    def allow_request(self, request: Request, view: "APIView") -> bool:
        who = self.who(request)
        if who is None or self.num_requests is None or self.duration is None:
            return True
        now = int(clock.now().timestamp())
        window = now // self.duration
        try:
            count = self.count(f"requests:{self.scope}:{who}:{window}")
        except RedisError:
            log.warning("The cache does not answer; requests are not counted.")
            return True
        left = max(self.num_requests - count, 0)
        wait = (window + 1) * self.duration - now
        assert self.scope is not None
        self.limit = Limit(self.scope, self.num_requests, self.duration, left, wait)
        return count <= self.num_requests

    def count(self, key: str) -> int:
        """One request more; raises RedisError."""
        self.cache.add(key, 0, timeout=2 * (self.duration or 0))
        return int(self.cache.incr(key))

    def wait(self) -> float | None:
        return self.limit.wait if self.limit else None


class PerPerson(Counted):
    """Counted by person, whatever the token; by address where nobody says who they are."""

    scope = "user"

    def who(self, request: Request) -> str | None:
        key = getattr(request.user, "pk", None)
        return self.get_ident(request) if key is None else str(key)


class PerToken(Counted):
    """Counted by token; a browser's session has only its person's limit."""

    scope = "token"

    def who(self, request: Request) -> str | None:
        return str(request.auth.pk) if isinstance(request.auth, Token) else None
