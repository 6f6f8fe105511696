"""The states of an export, and when the monthly mail comes."""

from django.db.models import TextChoices


class ExportState(TextChoices):
    """Expired: the file is gone, since its time was over or since its owner deleted it."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "File deleted"


IN_MOTION = (ExportState.WAITING, ExportState.RUNNING)


class MonthlyDay(TextChoices):
    WORKING_DAY = "working_day", "On my first working day of the month"
    DAY = "day", "On a day of the month"
