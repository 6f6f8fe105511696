"""What the scheduler does how often. Intervals only: what a moment asks for is decided by rows.

They stand in `initiatives/jobs/choices.py`, since the page of the jobs says when each is due.
"""

from typing import Any

from initiatives.jobs.choices import INTERVALS, Job

TASKS = "workers.tasks"
QUEUES = {Job.SEND_WEBHOOKS: "webhooks"}  # the others go to the usual one
ASKED_EVERY = 5.0  # seconds


def schedule() -> dict[str, dict[str, Any]]:
    """The entries of Celery's scheduler by name."""
    entries = {
        job.value: every(seconds, task_of(job), **options_of(job))
        for job, seconds in INTERVALS.items()
    }
    return entries | {"do-what-was-asked": every(ASKED_EVERY, f"{TASKS}.do_what_was_asked")}


def task_of(job: Job) -> str:
    """The task that does a job."""
    return f"{TASKS}.{job.value.replace('-', '_')}"


def job_of(task: str) -> Job | None:
    """The job that a task does; None for one that is no job of its own."""
    name = task.removeprefix(f"{TASKS}.").replace("_", "-")
    return Job(name) if name in Job.values else None


def options_of(job: Job) -> dict[str, Any]:
    """In which queue it waits."""
    return {"queue": QUEUES[job]} if job in QUEUES else {}


def every(seconds: float, task: str, **options: Any) -> dict[str, Any]:
    """A task at this interval; a message that waited for the next one is dropped by the worker."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds, **options}}
