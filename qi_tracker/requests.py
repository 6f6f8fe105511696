"""Every request: its name (X-Request-ID), how long it took, and a line of the log where asked for.

It is known by its route, never by its address: an address can hold a secret, and tells of people.
"""

import logging
import os
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from initiatives.base import correlation

HEADER = "X-Request-ID"
NO_ROUTE = "none"
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
KNOWN_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
REQUESTS = Counter(
    "qi_requests", "Requests answered.", ["route", "method", "status"], registry=None
)
DURATION = Histogram(
    "qi_request_duration_seconds",
    "How long requests took.",
    ["route", "method"],
    buckets=BUCKETS,
    registry=None,
)

logger = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponseBase]


def attend(get_response: Answer) -> Answer:
    """Middleware that comes before all others."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        with correlation.of(correlation.accepted(request.headers.get(HEADER))) as name:
            response = get_response(request)
            note(request, response.status_code, perf_counter() - started)
        response.headers[HEADER] = name
        return response

    return answer


def note(request: HttpRequest, status: int, seconds: float) -> None:
    """Count it, and write a line if QI_ACCESS_LOG asks for lines."""
    route = request.resolver_match.route if request.resolver_match else NO_ROUTE
    method = request.method if request.method in KNOWN_METHODS else "other"
    REQUESTS.labels(route, method, str(status)).inc()
    DURATION.labels(route, method).observe(seconds)
    if settings.ACCESS_LOG:
        told = (method, route, status, seconds * 1000)
        logger.info("%s %s %d in %.0f ms", *told, extra={"request": request})


def collect_into(registry: CollectorRegistry) -> None:
    """Register the figures of all processes of this web server, or of this one alone."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
        registry.register(DURATION)
