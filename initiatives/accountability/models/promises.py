"""Commitments, and what their owners put off.

The foreign keys to initiatives and shortfalls are named as text: the database keeps them whole,
and nothing here imports the packages above.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.base.words import letters, words
from initiatives.people.models import Entity

USER = settings.AUTH_USER_MODEL


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
            GinIndex(words("title", "detail", "evidence"), name="commitment_words"),
            GinIndex(
                OpClass(letters("title"), name="gin_trgm_ops"), name="commitment_title_letters"
            ),
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


class Snooze(models.Model):
    """The owner's reminders of a commitment, put off until a date for a reason.

    Its end is a new occasion: reminders count the snoozes of their commitment before them.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="snoozes")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="snoozes")
    generation = models.PositiveIntegerField()
    begun_on = models.DateField(help_text="The person's own date.")
    until = models.DateField(help_text="The first day on which reminders come again.")
    reason = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["commitment", "generation"], name="snooze_of_commitment")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("begun_on")), name="snooze_ends_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="snooze_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} until {self.until}"
