"""Noting how a job went, and having it done once more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from initiatives.base import clock
from initiatives.history.services import record
from initiatives.jobs import rules
from initiatives.jobs.choices import Job
from initiatives.jobs.models import JobRun
from initiatives.people.models import User

LONGEST_ERROR = 300


def note_start(job: Job) -> datetime:
    """It begins now; returns that instant, which `note_end` takes."""
    now = clock.now()
    JobRun.objects.update_or_create(job=job, defaults={"started_at": now})
    return now


def note_end(job: Job, started_at: datetime, error: str = "") -> None:
    """It has ended, well unless `error` says what was wrong, in words that tell of nobody."""
    now = clock.now()
    told = {
        "started_at": started_at,
        "ended_at": now,
        "seconds": max((now - started_at).total_seconds(), 0.0),
        "error": error[:LONGEST_ERROR],
    }
    JobRun.objects.update_or_create(
        job=job,
        defaults={**told, "failures": F("failures") + 1 if error else 0},
        create_defaults={**told, "failures": 1 if error else 0},
    )


@transaction.atomic
def ask_for_run(*, actor: User, run: JobRun) -> JobRun:
    """Have the worker do it once more within seconds; asked twice, it is done once."""
    rules.may_ask(actor, run).require()
    found = JobRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if found.asked_at is None:
        found.asked_at, found.asked_by = clock.now(), actor
        found.save(update_fields=["asked_at", "asked_by"])
        record(actor=actor, verb="asked for", subject=found)
    return found


@transaction.atomic
def take_asked() -> list[Job]:
    """What somebody asked for, each told to one caller alone."""
    asked = JobRun.objects.filter(asked_at__isnull=False, job__in=Job.values)
    found = list(asked.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    JobRun.objects.filter(pk__in=[one.pk for one in found]).update(asked_at=None)
    return [Job(one.job) for one in found]
