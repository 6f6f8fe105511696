"""Commitments, the policy by which people are reminded, and the books of what was sent.

The foreign keys to initiatives and shortfalls are named as text: the database keeps them whole,
and nothing here imports the packages above.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from initiatives.accountability.choices import (
    Audience,
    Channel,
    CommitmentKind,
    CommitmentState,
    DeliveryState,
    ReminderState,
)
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.people.models import Entity

USER = settings.AUTH_USER_MODEL


def two_weeks_three_days_and_the_day() -> list[int]:
    """The days before the due date on which the first policy reminds."""
    return [14, 3, 0]


class Policy(Record):
    """One version of when people are reminded; the highest number is in force."""

    prefix = "RP"

    number = models.PositiveIntegerField(unique=True, default=1)
    days_before = ArrayField(
        models.PositiveSmallIntegerField(), default=two_weeks_three_days_and_the_day
    )
    repeat_every = models.PositiveSmallIntegerField(default=7, help_text="Days, once overdue.")
    sponsor_after = models.PositiveSmallIntegerField(default=14, help_text="Days overdue.")
    shortfall_after = models.PositiveSmallIntegerField(default=30, help_text="Days overdue.")

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(condition=Q(repeat_every__gte=1), name="policy_repeat_is_days"),
            models.CheckConstraint(condition=Q(sponsor_after__gte=1), name="policy_sponsor_later"),
        ]

    def __str__(self) -> str:
        return f"Reminder policy, version {self.number}"


class Commitment(Record):
    """A dated promise with an owner; `generation` counts the states it was promised under."""

    prefix = "C"

    kind = models.CharField(
        max_length=12, choices=CommitmentKind.choices, default=CommitmentKind.ACTION
    )
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="commitments")
    due_on = models.DateField()
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="commitments")
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    shortfall = models.ForeignKey(
        "initiatives.Shortfall",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    state = models.CharField(
        max_length=12, choices=CommitmentState.choices, default=CommitmentState.OPEN
    )
    generation = models.PositiveIntegerField(default=1, editable=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(state="open"),
                name="commitment_open_of_owner",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(state="open"), name="commitment_open_by_due"
            ),
            models.Index(fields=["due_on", "id"], name="commitment_by_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=True) | Q(shortfall__isnull=True),
                name="commitment_has_one_subject",
            ),
            models.CheckConstraint(
                condition=~Q(state="fulfilled")
                | (~Q(evidence="") & Q(closed_at__isnull=False) & Q(closed_by__isnull=False)),
                name="commitment_fulfilled_with_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (~Q(withdrawn_because="") & Q(closed_at__isnull=False)),
                name="commitment_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One mail to one person on one of their days; its message id follows from that key."""

    recipient = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    day = models.DateField(help_text="The recipient's own date.")
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
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
                fields=["not_before", "id"], condition=Q(state="pending"), name="delivery_pending"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "channel", "day"], name="delivery_one_a_person_a_day"
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
    audience = models.CharField(max_length=8, choices=Audience.choices)
    generation = models.PositiveIntegerField()
    step = models.SmallIntegerField(help_text="Days after the due date; negative before it.")
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
                fields=["commitment", "recipient", "audience", "generation", "step"],
                name="reminder_each_occasion_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(delivery__isnull=False),
                name="reminder_sent_in_a_delivery",
            ),
            models.CheckConstraint(
                condition=Q(audience="owner") | Q(step__gt=0), name="reminder_sponsor_once_overdue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_name} for {self.recipient}"

    @property
    def step_name(self) -> str:
        """The occasion in short: `T-3`, `T+0`, `T+14`."""
        return f"T{self.step:+d}"
