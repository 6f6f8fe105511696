"""The states of a webhook and of what is sent to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WebhookState(TextChoices):
    """Disabled: nothing is sent until somebody enables it. Closed: for good."""

    ACTIVE = "active", _("Active")
    DISABLED = "disabled", _("Disabled")
    CLOSED = "closed", _("Closed")


class Because(TextChoices):
    """Why a webhook is disabled."""

    ASKED = "asked", _("Somebody disabled it.")
    FAILING = "failing", _("Nothing could be delivered for five days.")
    GONE = "gone", _("Its receiver answered 410: it wants nothing more.")
    OWNER = "owner", _("The account of its owner is closed, or holds no role any more.")


class SendingState(TextChoices):
    """Left out: at the moment of sending its owner could not see the record."""

    PENDING = "pending", _("Pending")
    SENT = "sent", _("Delivered")
    FAILED = "failed", _("Failed")
    LEFT_OUT = "left_out", _("Left out")
