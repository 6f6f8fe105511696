"""The books: what is owed to whom, and the messages that carry it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.accountability.choices import (
    Audience,
    Channel,
    DeliveryKind,
    DeliveryState,
    ReminderState,
)
from initiatives.accountability.models.policy import Policy
from initiatives.accountability.models.promises import Commitment
from initiatives.base import clock

USER = settings.AUTH_USER_MODEL


class Delivery(models.Model):
    """One message to one person: the digest of one of their days, or a notice of one occasion.

    Its message id follows from its key, so a message that was sent twice is known for one.
    """

    recipient = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    kind = models.CharField(max_length=8, choices=DeliveryKind.choices, default=DeliveryKind.DIGEST)
    key = models.CharField(max_length=40, help_text="digest/2027-03-10, notice/1234")
    day = models.DateField(help_text="The recipient's own date.")
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now, help_text="When it should have gone.")
    not_before = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["channel", "not_before", "id"],
                condition=Q(state="pending"),
                name="delivery_pending",
            ),
            models.Index(
                fields=["-day", "-id"], condition=Q(state="failed"), name="delivery_failed"
            ),
            models.Index(fields=["sent_at"], condition=Q(state="sent"), name="delivery_by_sending"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "channel", "key"], name="delivery_each_message_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="delivery_sent_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} to {self.recipient} on {self.day}"


class Reminder(models.Model):
    """One occasion to tell one person about one commitment: owed by this row until it is sent."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="reminders")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    audience = models.CharField(max_length=9, choices=Audience.choices)
    generation = models.PositiveIntegerField()
    snoozes = models.PositiveSmallIntegerField(default=0, help_text="Of this generation, before.")
    step = models.SmallIntegerField(help_text="Days after the due date; negative before it.")
    urgent = models.BooleanField(default=False)
    due_on = models.DateField()
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=ReminderState.choices, default=ReminderState.OWED
    )
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="reminders"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["recipient", "id"], condition=Q(state="owed"), name="reminder_owed_to"
            ),
            models.Index(fields=["recipient", "-created_at", "-id"], name="reminder_of_recipient"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("commitment", "recipient", "channel", "audience"),
                    *("generation", "snoozes", "step"),
                ],
                name="reminder_each_occasion_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(delivery__isnull=False),
                name="reminder_sent_in_a_delivery",
            ),
            models.CheckConstraint(
                condition=~Q(audience__in=["sponsor", "lead", "executive"]) | Q(step__gt=0),
                name="reminder_escalates_once_overdue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_name} for {self.recipient}"

    @property
    def step_name(self) -> str:
        """The occasion in short: `T-3`, `T+0`, `T+14`."""
        return f"T{self.step:+d}"
