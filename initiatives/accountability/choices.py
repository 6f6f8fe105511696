"""The states of promises, of reminders and of the messages that carry them."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class CommitmentKind(TextChoices):
    ACTION = "action", _("Action")
    ANSWER = "answer", _("Answer to a shortfall")
    REVIEW = "review", _("Review")
    DATA = "data", _("Data of a measure")
    SIGNAL = "signal", _("Answer to a signal")
    FEEDBACK = "feedback", _("Answer to the community")


# What people promise by hand; the others arise by themselves.
BY_HAND = (CommitmentKind.ACTION, CommitmentKind.ANSWER, CommitmentKind.REVIEW)


class CommitmentState(TextChoices):
    OPEN = "open", _("Open")
    FULFILLED = "fulfilled", _("Fulfilled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Audience(TextChoices):
    """As whom a person is told. The first two hear of all steps of the owner."""

    OWNER = "owner", _("Owner")
    COVER = "cover", _("Cover")
    SPONSOR = "sponsor", _("Sponsor")
    LEAD = "lead", _("Equity lead")
    EXECUTIVE = "executive", _("Executive")
    STAND_IN = "stand_in", _("In place of someone who cannot be reached")


ESCALATIONS = (Audience.SPONSOR, Audience.LEAD, Audience.EXECUTIVE, Audience.STAND_IN)


class DayCount(TextChoices):
    CALENDAR = "calendar", _("Calendar days")
    WORKING = "working", _("Working days")


class ReminderState(TextChoices):
    """Lapsed: its ground is gone for now, and it is owed again if that comes back."""

    OWED = "owed", _("Owed")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("Cancelled")
    LAPSED = "lapsed", _("Lapsed")


class DeliveryKind(TextChoices):
    DIGEST = "digest", _("Digest")
    NOTICE = "notice", _("Notice")
    LETTER = "letter", _("Letter")


class DeliveryState(TextChoices):
    PENDING = "pending", _("Pending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")
    CHAT = "chat", _("Chat")


class EngineState(TextChoices):
    RUNNING = "running", _("Running")
    HELD = "held", _("Held until an administrator has looked")
    STOPPED = "stopped", _("Stopped")
