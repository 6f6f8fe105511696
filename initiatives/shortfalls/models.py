"""The shortfall log: where the system has fallen short, who answers for it, what came of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.framework.models import Principle
from initiatives.measures.models import Signal
from initiatives.people.models import Entity
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.choices import FoundBy, Severity, ShortfallState

USER = settings.AUTH_USER_MODEL


class Shortfall(Record):
    """One shortfall. It is proposed or logged, owned, answered, confirmed closed; never deleted."""

    prefix = "SF"

    title = models.CharField(max_length=200, help_text="What fell short.")
    detail = models.TextField(blank=True)
    principle = models.ForeignKey(
        Principle, null=True, blank=True, on_delete=models.PROTECT, related_name="shortfalls"
    )
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="shortfalls")
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="shortfalls"
    )
    affected = models.CharField(max_length=300, blank=True, help_text="Who is affected; no names.")
    found_by = models.CharField(max_length=20, choices=FoundBy.choices, default=FoundBy.PERSON)
    found_on = models.DateField()
    found_note = models.TextField(blank=True, help_text="How it was found.")
    severity = models.CharField(max_length=10, choices=Severity.choices)
    owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="shortfalls"
    )
    state = models.CharField(
        max_length=10, choices=ShortfallState.choices, default=ShortfallState.OPEN
    )
    explanation = models.TextField(blank=True, help_text="Why it happened.")
    missed_commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposed_shortfalls",
    )
    missed_generation = models.PositiveIntegerField(null=True, blank=True)
    signal = models.OneToOneField(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="shortfall"
    )
    logged_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmation = models.TextField(blank=True, help_text="What the confirmation rests on.")
    closed_at = models.DateTimeField(null=True, blank=True)
    dismissed_because = models.TextField(blank=True)
    times_reopened = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-found_on", "-id"]
        indexes = [
            models.Index(fields=["-found_on", "-id"], name="shortfall_by_found"),
            models.Index(fields=["state", "-found_on", "-id"], name="shortfall_by_state"),
            models.Index(
                fields=["entity", "principle"], condition=Q(state="open"), name="shortfall_open_in"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(state="dismissed") | Q(principle__isnull=False),
                name="shortfall_names_a_principle",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(owner__isnull=False, confirmed_by__isnull=False, closed_at__isnull=False)
                & ~Q(confirmed_by=F("owner"))
                & ~Q(confirmation=""),
                name="shortfall_closed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissed_because=""),
                name="shortfall_dismissed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["missed_commitment", "missed_generation"],
                name="shortfall_once_a_missed_commitment",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title
