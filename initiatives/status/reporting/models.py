"""The figures of measures as anybody may see them, kept for the views that show them."""

from django.db import models
from django.db.models import Q

from initiatives.base import clock
from initiatives.measures.choices import ObservationState
from initiatives.measures.models import Measure, Stratum


class ReportedMeasure(models.Model):
    """Of which version of a measure the figures are kept."""

    measure = models.OneToOneField(
        Measure, primary_key=True, on_delete=models.PROTECT, related_name="reported"
    )
    version = models.PositiveIntegerField()
    reported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["measure_id"]

    def __str__(self) -> str:
        return f"{self.measure}, version {self.version}"


class ReportedFigure(models.Model):
    """A figure of a period, of everybody or of a group; a masked one holds no number at all."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts = models.DateField()
    ends = models.DateField()
    stratum = models.ForeignKey(
        Stratum, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    value = models.FloatField(null=True)
    masked = models.BooleanField()
    state = models.CharField(max_length=12, choices=ObservationState.choices)
    excluded = models.BooleanField()

    class Meta:
        ordering = ["measure_id", "starts", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "starts", "stratum"],
                nulls_distinct=False,
                name="reported_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(masked=False)
                | Q(numerator__isnull=True, denominator__isnull=True, value__isnull=True),
                name="reported_figure_masked_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.starts}"
