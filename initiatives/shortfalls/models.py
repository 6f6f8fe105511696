"""The shortfall log: where the system has fallen short, who answers for it, what came of it."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.base.words import letters, words
from initiatives.framework.models import Principle
from initiatives.measures.models import Signal, Stratum
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
    owned_at = models.DateTimeField(null=True, blank=True, help_text="When somebody first was.")
    explanation = models.TextField(blank=True, help_text="Why it happened.")
    whys = models.JSONField(
        default=list, blank=True, help_text="Five whys: each answers the one before."
    )
    causes = models.JSONField(
        default=dict, blank=True, help_text="A fishbone: kind of cause to causes."
    )
    groups = models.ManyToManyField(Stratum, blank=True, related_name="shortfalls")
    size_count = models.PositiveIntegerField(null=True, blank=True)
    size_out_of = models.PositiveIntegerField(null=True, blank=True)
    compared_with = models.CharField(max_length=120, blank=True)
    compared_count = models.PositiveIntegerField(null=True, blank=True)
    compared_out_of = models.PositiveIntegerField(null=True, blank=True)
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
    check_again_on = models.DateField(null=True, blank=True, help_text="When to see if it lasts.")
    returned_signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="returned_to"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    state_before_merging = models.CharField(max_length=10, blank=True)
    confidential = models.BooleanField(default=False)
    confidential_because = models.TextField(blank=True)
    named: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        USER, blank=True, related_name="named_on_shortfalls"
    )

    class Meta:
        ordering = ["-found_on", "-id"]
        indexes = [
            models.Index(fields=["-found_on", "-id"], name="shortfall_by_found"),
            models.Index(fields=["state", "-found_on", "-id"], name="shortfall_by_state"),
            models.Index(
                fields=["entity", "principle"], condition=Q(state="open"), name="shortfall_open_in"
            ),
            models.Index(
                fields=["id"], condition=Q(confidential=True), name="shortfall_confidential"
            ),
            GinIndex(words("title", "detail", "affected", "explanation"), name="shortfall_words"),
            GinIndex(
                OpClass(letters("title"), name="gin_trgm_ops"), name="shortfall_title_letters"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dismissed", "merged"])
                | Q(principle__isnull=False),
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
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                & ~Q(state_before_merging="")
                & ~Q(merged_into=F("id"))
                | ~Q(state="merged") & Q(merged_into__isnull=True, state_before_merging=""),
                name="shortfall_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False) | ~Q(confidential_because=""),
                name="shortfall_confidential_with_reason",
            ),
            models.UniqueConstraint(
                fields=["missed_commitment", "missed_generation"],
                name="shortfall_once_a_missed_commitment",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title


class ShortfallSource(models.Model):
    """One way in which a shortfall was found: by whom, when, and what showed it.

    What showed it is named by its kind, key and label, so that a kind that comes later needs no
    column. It stays with the shortfall that it first spoke of; one that others were merged into
    shows theirs too.
    """

    shortfall = models.ForeignKey(Shortfall, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=FoundBy.choices)
    found_on = models.DateField()
    found_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    signal = models.OneToOneField(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="source"
    )
    about_kind = models.CharField(max_length=24, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    about_label = models.CharField(max_length=240, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["found_on", "id"]
        indexes = [
            models.Index(
                fields=["about_kind", "about_id"],
                condition=Q(about_id__isnull=False),
                name="shortfall_source_of_record",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shortfall", "kind", "about_kind", "about_id", "found_on"],
                condition=Q(about_id__isnull=False),
                name="shortfall_source_once",
            ),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id__isnull=True)
                | ~Q(about_kind="") & Q(about_id__isnull=False),
                name="shortfall_source_names_its_record",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.about_label or self.get_kind_display()
