"""`/healthz/live`: this process answers. `/healthz/ready`: everything that it needs is there.

`?parts=database` asks for some parts only, by commas, as a load balancer does that must not take
the pages away because a worker is missing.

They and `/metrics` are answered before any other middleware: a probe has no session, may not use
the name that people use for this system, and must not be sent to HTTPS.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from initiatives.accountability.queries import oldest_owed
from qi_tracker import heartbeat
from qi_tracker.metrics import metrics

PATIENCE = 3

logger = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponseBase]


def live(request: HttpRequest) -> JsonResponse:
    """Always 200."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Each part by name, *ok* or *missing*; 503 while one is missing, 400 for an unknown part."""
    asked = [name for name in request.GET.get("parts", "").split(",") if name] or list(CHECKS)
    if not set(asked) <= set(CHECKS):
        return JsonResponse({"status": "unknown", "parts": list(CHECKS)}, status=400)
    parts = {name: "ok" if holds(name) else "missing" for name in asked}
    complete = set(parts.values()) == {"ok"}
    status = "ok" if complete else "not ready"
    response = JsonResponse({"status": status, **parts}, status=200 if complete else 503)
    vars(response)["_has_been_logged"] = True  # by `holds`; Django would add an error a probe
    return response


def holds(name: str) -> bool:
    """Whether a check passes. Why not goes to the log, not to whoever asked."""
    try:
        return CHECKS[name]()
    except Exception as error:
        logger.warning("The %s does not answer: %s", name, error)
        return False


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() is not None


def broker() -> bool:
    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    with redis.Redis.from_url(settings.CELERY["broker_url"], **limits) as client:
        return bool(client.ping())


def reminders() -> bool:
    """Whether the oldest message that could go has not waited for too long."""
    return oldest_owed() < timedelta(minutes=settings.OLDEST_OWED_MINUTES)


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database,
    "broker": broker,
    "worker": lambda: heartbeat.is_fresh("worker"),
    "scheduler": lambda: heartbeat.is_fresh("scheduler"),
    "reminders": reminders,
}
PROBES: dict[str, Answer] = {
    "/healthz/live": live,
    "/healthz/ready": ready,
    "/metrics": metrics,
}


def answer_probes(get_response: Answer) -> Answer:
    """Middleware that comes before all others."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return PROBES.get(request.path_info, get_response)(request)

    return answer
