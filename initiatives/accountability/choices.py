"""The states of promises, of reminders and of the mails that carry them."""

from django.db.models import TextChoices


class CommitmentKind(TextChoices):
    ACTION = "action", "Action"
    ANSWER = "answer", "Answer to a shortfall"
    REVIEW = "review", "Review"


class CommitmentState(TextChoices):
    OPEN = "open", "Open"
    FULFILLED = "fulfilled", "Fulfilled"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Audience(TextChoices):
    OWNER = "owner", "Owner"
    SPONSOR = "sponsor", "Sponsor"


class ReminderState(TextChoices):
    OWED = "owed", "Owed"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Cancelled"


class DeliveryState(TextChoices):
    PENDING = "pending", "Pending"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Channel(TextChoices):
    EMAIL = "email", "E-mail"
