"""Community benchmarks: how the people around an entity are made up, from a named source."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.base.models import Record
from initiatives.measures.models import Stratification, Stratum
from initiatives.people.models import Entity
from initiatives.workforce.choices import BenchmarkKind
from initiatives.workforce.models.families import JobFamily

USER = settings.AUTH_USER_MODEL


class CommunityBenchmark(Record):
    """Estimates of the groups of one vocabulary in a community, out of a total.

    Margins of error are those of 90 %, as the American Community Survey publishes them; None where
    everybody was counted. Versions are kept as those of a workforce count are.
    """

    prefix = "CB"

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="benchmarks")
    family = models.ForeignKey(
        JobFamily, null=True, blank=True, on_delete=models.PROTECT, related_name="benchmarks"
    )
    stratification = models.ForeignKey(Stratification, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, help_text="Whom it counts.")
    kind = models.CharField(max_length=12, choices=BenchmarkKind.choices)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    period = models.CharField(max_length=60, help_text="Such as 2019 to 2023.")
    total = models.PositiveBigIntegerField()
    total_moe = models.PositiveBigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    corrected_because = models.CharField(max_length=300, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "-period", "-id"]
        indexes = [
            models.Index(
                fields=["entity", "stratification"],
                condition=Q(superseded_at__isnull=True),
                name="benchmark_of_entity",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "family", "stratification", "name", "period"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="benchmark_one_stands",
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="benchmark_of_somebody"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, corrected_because="")
                | Q(corrects__isnull=False) & ~Q(corrected_because=""),
                name="benchmark_corrected_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="keep_what_was", exclude=["superseded_at", "version", "updated_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.period}"


class BenchmarkGroup(models.Model):
    """The estimate of a group in a benchmark, with its margin of error where it is a sample's."""

    benchmark = models.ForeignKey(
        CommunityBenchmark, on_delete=models.PROTECT, related_name="groups"
    )
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="+")
    estimate = models.PositiveBigIntegerField()
    moe = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["benchmark_id", "stratum__position"]
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "stratum"], name="benchmark_group_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.stratum} in {self.benchmark}"
