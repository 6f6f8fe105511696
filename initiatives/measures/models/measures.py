"""Measures, and how each is counted: definitions in versions that somebody approves."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.base.words import letters, words
from initiatives.measures.choices import Chart, Direction, Frequency, MeasureKind
from initiatives.measures.models.stratifications import Stratification
from initiatives.portfolio.models import Initiative

USER = settings.AUTH_USER_MODEL


class Measure(Record):
    """What an initiative counts to know whether things get better, and for whom.

    Counts from 1 to below `threshold` are masked for whoever does not hold the data role; a group
    of fewer than `floor` people is too few for a verdict.
    """

    prefix = "M"

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=MeasureKind.choices)
    why = models.TextField(blank=True, help_text="Why this is counted.")
    owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    stratifications = models.ManyToManyField(Stratification, blank=True, related_name="measures")
    threshold = models.PositiveSmallIntegerField(default=11)
    floor = models.PositiveSmallIntegerField(default=30)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    watched_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version whose data were last looked at."
    )

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["initiative", "name", "id"], name="measure_of_initiative"),
            GinIndex(words("name", "why"), name="measure_words"),
            GinIndex(OpClass(letters("name"), name="gin_trgm_ops"), name="measure_title_letters"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="measure_has_a_name"),
            models.CheckConstraint(
                condition=Q(threshold__gte=2, threshold__lte=1000), name="measure_threshold_masks"
            ),
            models.CheckConstraint(condition=Q(floor__gte=1), name="measure_floor_is_people"),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class OperationalDefinition(models.Model):
    """One version of how a measure is counted and charted. Observations say under which they stand.

    A draft may change until it is approved; an approved one never does, and a later one takes its
    place.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="What is counted, so that two people count alike.")
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    inclusions = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True, help_text="As in per 1,000 patient days.")
    multiplier = models.FloatField(default=1, help_text="100 for percent.")
    direction = models.CharField(max_length=8, choices=Direction.choices)
    baseline = models.FloatField(null=True, blank=True, help_text="In the unit.")
    target = models.FloatField(null=True, blank=True, help_text="In the unit.")
    target_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where the data come from.")
    frequency = models.CharField(max_length=8, choices=Frequency.choices)
    due_days = models.PositiveSmallIntegerField(help_text="Days after the end of a period.")
    chart = models.CharField(max_length=4, choices=Chart.choices)
    rules = models.CharField(max_length=20, default="anhoej", help_text="The rule set.")
    rules_version = models.CharField(max_length=10, default="1")
    screen = models.BooleanField(default=True, help_text="Leave out wild moving ranges once.")
    freeze = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Centre and limits come from so many first periods."
    )
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    in_force = models.BooleanField(default=False)

    class Meta:
        ordering = ["measure_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="definition_number_once"),
            models.UniqueConstraint(
                fields=["measure"], condition=Q(in_force=True), name="definition_one_in_force_each"
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(approved_at__isnull=True),
                name="definition_one_draft_each",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="definition_says_what_is_counted"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, in_force=False)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="definition_in_force_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(multiplier__gt=0), name="definition_multiplier_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(due_days__lte=366), name="definition_due_within_a_year"
            ),
            models.CheckConstraint(
                condition=Q(freeze__isnull=True) | Q(freeze__gte=2), name="definition_freeze_of_two"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_approved",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.approved_at IS NOT NULL AND "
                    "to_jsonb(OLD) - 'in_force' IS DISTINCT FROM to_jsonb(NEW) - 'in_force'"
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("%(measure)s, definition %(number)s") % {
            "measure": self.measure,
            "number": self.number,
        }
