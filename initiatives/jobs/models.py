"""How each job went the last time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.jobs.choices import Job


class JobRun(models.Model):
    """The last run of one job, whichever process did it; a row a job.

    `failures` counts those in a row. `error` names the fault and where the log has it, never what
    was worked on. `asked_at` is since when somebody wants it done once more.
    """

    job = models.CharField(max_length=30, unique=True, help_text="See jobs/choices.py.")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0) | ~Q(error=""), name="job_run_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(asked_by__isnull=False),
                name="job_run_asked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(Job(self.job).label)
