"""What is done again and again, under the names that the scheduler knows."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _

MINUTE, HOUR = 60.0, 3_600.0


class Job(TextChoices):
    SWEEP = "sweep", _("Plan reminders and send what is owed")
    WATCH_MEASURES = "watch-measures", _("Watch the measures whose data moved")
    REFRESH_STANDINGS = "refresh-standings", _("Judge anew where initiatives stand")
    WATCH_ASSESSMENTS = "watch-assessments", _("Propose shortfalls for what was assessed")
    ASK_FOR_DATA = "ask-for-data", _("Ask for data of the period that ended")
    WATCH_PROGRESS = "watch-progress", _("Ask for reviews, and watch for what stands still")
    PROPOSE_SHORTFALLS = "propose-shortfalls", _("Propose shortfalls for missed commitments")
    SEAL_HISTORY = "seal-history", _("Check and seal the history, once a day")
    BUILD_SNAPSHOT = "build-snapshot", _("Keep the status of the night, once a day")
    REFRESH_FIGURES = "refresh-figures", _("Mask anew the figures for other systems")
    MAKE_EXPORTS = "make-exports", _("Make the files that people asked for")
    EXPIRE_EXPORTS = "expire-exports", _("Delete files whose time is over")
    SEND_WEBHOOKS = "send-webhooks", _("Tell other systems what happened")
    WATCH_WEBHOOKS = "watch-webhooks", _("Disable webhooks that fail for days")
    PICK_UP_FEEDBACK = "pick-up-feedback", _("Promise answers to the community")
    APPLY_RETENTION = "apply-retention", _("Delete what is over, once a night")
    CLEAR_SESSIONS = "clear-sessions", _("Forget sessions that have ended")
    BACKUP = "backup", _("Back up the database")


class RunState(TextChoices):
    """How a job is doing."""

    WELL = "well", _("Well")
    RUNNING = "running", _("Running")
    FAILED = "failed", _("Failed")
    LATE = "late", _("Late")
    NEVER = "never", _("Not yet")


# Every so many seconds; the worker's schedule goes by it. What is not here has no schedule.
INTERVALS: Mapping[Job, float] = {
    Job.SWEEP: settings.SWEEP_SECONDS,
    Job.WATCH_MEASURES: MINUTE,
    Job.REFRESH_STANDINGS: MINUTE,
    Job.WATCH_ASSESSMENTS: MINUTE,
    Job.ASK_FOR_DATA: HOUR,
    Job.WATCH_PROGRESS: HOUR,
    Job.PROPOSE_SHORTFALLS: HOUR / 6,
    Job.SEAL_HISTORY: HOUR / 6,
    Job.BUILD_SNAPSHOT: HOUR / 6,
    Job.REFRESH_FIGURES: MINUTE,
    Job.MAKE_EXPORTS: 5.0,
    Job.EXPIRE_EXPORTS: HOUR,
    Job.SEND_WEBHOOKS: 5.0,
    Job.WATCH_WEBHOOKS: HOUR / 6,
    Job.PICK_UP_FEEDBACK: HOUR,
    Job.APPLY_RETENTION: HOUR / 6,
    Job.CLEAR_SESSIONS: HOUR,
}
NOTED_EVERY = 30.0  # seconds; what goes well more often is noted no more often
