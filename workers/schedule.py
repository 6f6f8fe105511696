"""What the scheduler does how often. Intervals only: what a moment asks for is decided by rows."""

from typing import Any

from django.conf import settings

MINUTE, HOUR = 60.0, 3600.0


def schedule() -> dict[str, dict[str, Any]]:
    """The entries of Celery's scheduler by name."""
    return {
        "sweep": every(settings.SWEEP_SECONDS, "workers.tasks.sweep"),
        "watch-measures": every(MINUTE, "workers.tasks.watch_measures"),
        "refresh-standings": every(MINUTE, "workers.tasks.refresh_standings"),
        "watch-assessments": every(MINUTE, "workers.tasks.watch_assessments"),
        "ask-for-data": every(HOUR, "workers.tasks.ask_for_data"),
        "watch-progress": every(HOUR, "workers.tasks.watch_progress"),
        "propose-shortfalls": every(HOUR / 6, "workers.tasks.propose_shortfalls"),
        "seal-history": every(HOUR / 6, "workers.tasks.seal_history"),
        "build-snapshot": every(HOUR / 6, "workers.tasks.build_snapshot"),
        "refresh-figures": every(MINUTE, "workers.tasks.refresh_figures"),
        "make-exports": every(5.0, "workers.tasks.make_exports"),
        "expire-exports": every(HOUR, "workers.tasks.expire_exports"),
        "send-webhooks": every(5.0, "workers.tasks.send_webhooks", queue="webhooks"),
        "watch-webhooks": every(HOUR / 6, "workers.tasks.watch_webhooks"),
        "pick-up-feedback": every(HOUR, "workers.tasks.pick_up_feedback"),
        "apply-retention": every(HOUR / 6, "workers.tasks.apply_retention"),
        "clear-sessions": every(HOUR, "workers.tasks.clear_sessions"),
    }


def every(seconds: float, task: str, **options: str) -> dict[str, Any]:
    """A task at this interval; a message that waited for the next one is dropped by the worker."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds, **options}}
