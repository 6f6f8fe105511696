"""Answers that say how many requests are left."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.throttling import PerPerson, PerToken


class Limited(APIView):
    """Counts requests, and tells in each answer what is left."""

    throttle_classes = (PerPerson, PerToken)

    def get_throttles(self) -> list[Any]:
        self.counted = super().get_throttles()
        return self.counted

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        limits = [one.limit for one in getattr(self, "counted", ()) if one.limit]
        if limits:
            answer["RateLimit-Policy"] = ", ".join(
                f'"{one.name}";q={one.quota};w={one.window}' for one in limits
            )
            answer["RateLimit"] = ", ".join(
                f'"{one.name}";r={one.left};t={one.wait}' for one in limits
            )
        return answer
