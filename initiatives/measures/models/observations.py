"""Observations: what was counted in a period. A correction keeps what was there before."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from initiatives.base import clock
from initiatives.measures.choices import ObservationState
from initiatives.measures.models.measures import Measure, OperationalDefinition
from initiatives.measures.models.stratifications import Stratum

USER = settings.AUTH_USER_MODEL


class Observation(models.Model):
    """A count or a value of one period; of everybody, of a group, or of where two groups meet.

    `numerator` over `denominator` for proportions and rates; else `value`. A row never changes: a
    correction is a row of its own, and the former one names it in `replaced_by`.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations")
    definition = models.ForeignKey(
        OperationalDefinition, on_delete=models.PROTECT, related_name="observations"
    )
    starts = models.DateField()
    ends = models.DateField()
    stratum = models.ForeignKey(
        Stratum, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    other_stratum = models.ForeignKey(
        Stratum, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    numerator = models.PositiveBigIntegerField(null=True, blank=True)
    denominator = models.PositiveBigIntegerField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=ObservationState.choices, default=ObservationState.FINAL
    )
    source = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    excluded_because = models.CharField(max_length=300, blank=True)
    corrected_because = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        ordering = ["measure_id", "starts", "id"]
        indexes = [
            models.Index(
                fields=["measure", "stratum", "other_stratum", "starts"],
                condition=Q(replaced_by__isnull=True),
                name="observation_series",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "starts", "stratum", "other_stratum"],
                condition=Q(replaced_by__isnull=True),
                nulls_distinct=False,
                name="observation_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="observation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | Q(numerator__isnull=True, denominator__isnull=True),
                name="observation_counts_or_value",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__isnull=False),
                name="observation_denominator_of_something",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True)
                | Q(denominator__gt=0)
                | Q(numerator=0, denominator=0),
                name="observation_denominator_positive",
            ),
            models.CheckConstraint(
                condition=Q(other_stratum__isnull=True) | Q(stratum__isnull=False),
                name="observation_second_group_after_first",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="keep_what_was", exclude=["replaced_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.starts}"
