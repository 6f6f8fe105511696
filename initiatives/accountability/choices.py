"""The states of promises, of reminders and of the messages that carry them."""

from django.db.models import TextChoices


class CommitmentKind(TextChoices):
    ACTION = "action", "Action"
    ANSWER = "answer", "Answer to a shortfall"
    REVIEW = "review", "Review"
    DATA = "data", "Data of a measure"
    SIGNAL = "signal", "Answer to a signal"
    FEEDBACK = "feedback", "Answer to the community"


# What people promise by hand; the others arise by themselves.
BY_HAND = (CommitmentKind.ACTION, CommitmentKind.ANSWER, CommitmentKind.REVIEW)


class CommitmentState(TextChoices):
    OPEN = "open", "Open"
    FULFILLED = "fulfilled", "Fulfilled"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Audience(TextChoices):
    """As whom a person is told. The first two hear of all steps of the owner."""

    OWNER = "owner", "Owner"
    COVER = "cover", "Cover"
    SPONSOR = "sponsor", "Sponsor"
    LEAD = "lead", "Equity lead"
    EXECUTIVE = "executive", "Executive"
    STAND_IN = "stand_in", "In place of someone who cannot be reached"


ESCALATIONS = (Audience.SPONSOR, Audience.LEAD, Audience.EXECUTIVE, Audience.STAND_IN)


class DayCount(TextChoices):
    CALENDAR = "calendar", "Calendar days"
    WORKING = "working", "Working days"


class ReminderState(TextChoices):
    """Lapsed: its ground is gone for now, and it is owed again if that comes back."""

    OWED = "owed", "Owed"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Cancelled"
    LAPSED = "lapsed", "Lapsed"


class DeliveryKind(TextChoices):
    DIGEST = "digest", "Digest"
    NOTICE = "notice", "Notice"
    LETTER = "letter", "Letter"


class DeliveryState(TextChoices):
    PENDING = "pending", "Pending"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Channel(TextChoices):
    EMAIL = "email", "E-mail"
    CHAT = "chat", "Chat"


class EngineState(TextChoices):
    RUNNING = "running", "Running"
    HELD = "held", "Held until an administrator has looked"
    STOPPED = "stopped", "Stopped"
