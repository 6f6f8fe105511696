"""What is owed to a webhook, each a row until it is delivered, and how each try went."""

from django.db import models
from django.db.models import Q

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.webhooks.choices import SendingState
from initiatives.webhooks.models.endpoints import Webhook


class WebhookDelivery(models.Model):
    """One event for one webhook; a test has no event.

    Whoever sends it holds it until `leased_until`. `message_id` is the same in every try, so that
    a receiver knows what it has. Old ones are deleted.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    message_id = models.CharField(max_length=64, unique=True)
    type = models.CharField(max_length=40)
    state = models.CharField(
        max_length=8, choices=SendingState.choices, default=SendingState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Since it was last owed.")
    created_at = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["webhook", "-id"], name="webhook_delivery_of"),
            models.Index(
                fields=["webhook", "not_before"],
                condition=Q(state="pending"),
                name="webhook_delivery_owed",
            ),
            models.Index(
                fields=["settled_at"],
                condition=~Q(state="pending"),
                name="webhook_delivery_to_forget",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event"], name="webhook_delivery_once_an_event"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", settled_at__isnull=True)
                | ~Q(state="pending") & Q(settled_at__isnull=False, leased_until__isnull=True),
                name="webhook_delivery_settled_or_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.message_id}"


class WebhookAttempt(models.Model):
    """One try: what the receiver answered, or why it did not. `status` is empty without answer."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=clock.now)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True, help_text="Its beginning.")
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.status or self.error)
