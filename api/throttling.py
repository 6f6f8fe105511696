"""How many requests a person may make: QI_API_RATE."""

import logging

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

log = logging.getLogger(__name__)


class PerPerson(UserRateThrottle):
    """Counted by person whatever the token; while the cache is away, nobody is kept out."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            return bool(super().allow_request(request, view))
        except RedisError:
            log.warning("The cache does not answer; requests are not counted.")
            return True
