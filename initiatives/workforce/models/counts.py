"""Heads by group, of an entity and a job family, on a day. A correction keeps what was there."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base.models import Record
from initiatives.measures.models import Stratification, Stratum
from initiatives.people.models import Entity
from initiatives.workforce.models.families import JobFamily

USER = settings.AUTH_USER_MODEL


class WorkforceCount(Record):
    """The workforce of an entity on a day by the groups of one vocabulary.

    `family` is None where all job families are counted together. What is corrected is
    `superseded_at`, and the later row names it in `corrects`.
    """

    prefix = "WC"

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="workforce_counts")
    family = models.ForeignKey(
        JobFamily, null=True, blank=True, on_delete=models.PROTECT, related_name="counts"
    )
    stratification = models.ForeignKey(Stratification, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    corrected_because = models.CharField(max_length=300, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-as_of", "-id"]
        indexes = [
            models.Index(
                fields=["stratification", "as_of", "entity"],
                condition=Q(superseded_at__isnull=True),
                name="workforce_count_of_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "family", "stratification", "as_of"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="workforce_count_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, corrected_because="")
                | Q(corrects__isnull=False) & ~Q(corrected_because=""),
                name="workforce_count_corrected_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="keep_what_was", exclude=["superseded_at", "version", "updated_at"]
            ),
        ]

    def __str__(self) -> str:
        family = self.family or _("All job families")
        return f"{family}, {self.entity.short_name}, {self.as_of.isoformat()}"


class CountedGroup(models.Model):
    """The heads of a group in a count, or of one of the ways in which the group is not known."""

    count = models.ForeignKey(WorkforceCount, on_delete=models.PROTECT, related_name="groups")
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="+")
    heads = models.PositiveIntegerField()

    class Meta:
        ordering = ["count_id", "stratum__position"]
        constraints = [
            models.UniqueConstraint(fields=["count", "stratum"], name="workforce_group_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.stratum} in {self.count}"
