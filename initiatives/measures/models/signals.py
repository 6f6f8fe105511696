"""What the tracker saw in the data by itself, and the data that are due."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.models.measures import Measure, OperationalDefinition
from initiatives.measures.models.stratifications import Stratification, Stratum

USER = settings.AUTH_USER_MODEL


class Signal(Record):
    """What was seen, in words that tell no masked count, from period `begins` to period `ends`.

    One for a run of points: while the run goes on `ends` moves, and nothing new is raised.
    """

    prefix = "SG"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="signals")
    definition = models.ForeignKey(
        OperationalDefinition, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=SignalKind.choices)
    stratification = models.ForeignKey(
        Stratification, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stratum = models.ForeignKey(
        Stratum, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begins = models.DateField(help_text="The first period of what was seen.")
    ends = models.DateField(help_text="The last period of it so far.")
    title = models.CharField(max_length=200)
    words = models.TextField(help_text="What was seen, with the numbers that may be shown.")
    rules = models.CharField(max_length=40, help_text="The rule set and its version.")
    state = models.CharField(max_length=10, choices=SignalState.choices, default=SignalState.OPEN)
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="signal"
    )
    decided_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True, help_text="Why it was dismissed.")

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["measure", "kind"], condition=Q(state="open"), name="signal_open_of_measure"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "kind", "stratification", "stratum", "begins"],
                nulls_distinct=False,
                name="signal_once_a_run",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="signal_ends_later"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(because="") & Q(decided_by__isnull=False),
                name="signal_dismissed_with_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title


class DataDue(models.Model):
    """That the data of a period are promised: the commitment that arose for it by itself."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="data_due")
    starts = models.DateField()
    ends = models.DateField()
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="data_due")

    class Meta:
        ordering = ["measure_id", "starts"]
        verbose_name_plural = "data due"
        constraints = [
            models.UniqueConstraint(fields=["measure", "starts"], name="data_due_once_a_period"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="data_due_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.starts}"
