"""How a job is doing, who may look, and who may have it done once more."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer
from initiatives.jobs.choices import INTERVALS, NOTED_EVERY, Job, RunState
from initiatives.jobs.models import JobRun
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all, may_oversee

GRACE = timedelta(minutes=5)
LONGEST_RUN = timedelta(hours=2)


def state_of(run: JobRun, now: datetime) -> RunState:
    """Late where it should have run twice since, or does not come to its end.

    A job without a schedule is never late. What began after it last ended is running.
    """
    if run.started_at is None:
        return RunState.NEVER
    if run.ended_at is None or run.started_at > run.ended_at:
        return RunState.LATE if now - run.started_at > LONGEST_RUN else RunState.RUNNING
    due = next_run(run)
    if due is not None and now - due > GRACE + interval_of(run.job):
        return RunState.LATE
    return RunState.FAILED if run.failures else RunState.WELL


def interval_of(job: str) -> timedelta:
    """How often it is noted, at the least; nothing for one without a schedule."""
    return timedelta(seconds=max(INTERVALS.get(Job(job), 0.0), NOTED_EVERY))


def next_run(run: JobRun) -> datetime | None:
    """About when it is due again; None without a schedule, or before the first time."""
    if run.job not in INTERVALS or run.started_at is None:
        return None
    return run.started_at + timedelta(seconds=INTERVALS[Job(run.job)])


def visible_runs(viewer: User) -> QuerySet[JobRun]:
    """All of them, for administrators and auditors."""
    every = JobRun.objects.all()
    return every if may_oversee(viewer) else every.none()


def may_ask(viewer: User, run: JobRun) -> Answer:
    """An administrator of the whole system, which is what the worker works for."""
    if run.job not in INTERVALS:
        return Answer(_("The worker does not do this one. Start it as docs/operations.md says."))
    return may_administer_all(viewer)
