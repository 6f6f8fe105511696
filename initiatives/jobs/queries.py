"""Reading how the jobs are doing."""

from django.db.models import QuerySet

from initiatives.jobs.choices import Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.rules import visible_runs
from initiatives.people.models import User


def runs(viewer: User) -> QuerySet[JobRun]:
    """Each job with its last run, for administrators and auditors."""
    every_run()
    return visible_runs(viewer).filter(job__in=Job.values).select_related("asked_by")


def run(viewer: User, pk: int) -> JobRun:
    """One of them; raises JobRun.DoesNotExist."""
    return runs(viewer).get(pk=pk)


def every_run() -> None:
    """See to it that each job has its row."""
    if JobRun.objects.count() < len(Job):
        JobRun.objects.bulk_create([JobRun(job=job) for job in Job], ignore_conflicts=True)


def run_of(job: Job) -> JobRun | None:
    """The last run of one job, for the tracker itself; None before the first."""
    return JobRun.objects.filter(job=job).first()
