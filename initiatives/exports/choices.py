"""The states of an export, and when the monthly mail comes."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class ExportState(TextChoices):
    """Expired: the file is gone, since its time was over or since its owner deleted it."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("File deleted")


IN_MOTION = (ExportState.WAITING, ExportState.RUNNING)


class MonthlyDay(TextChoices):
    WORKING_DAY = "working_day", _("On my first working day of the month")
    DAY = "day", _("On a day of the month")
