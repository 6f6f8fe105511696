"""What people say of a chart: phases, events, which groups are compared and shown together."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.measures.models.measures import Measure
from initiatives.measures.models.stratifications import Stratification, Stratum

USER = settings.AUTH_USER_MODEL
ALL_YES = Q(different=True, known=True, wanted=True, lasting=True)


class Phase(models.Model):
    """From a period on, centre and limits are drawn anew; proposed by one, approved by another.

    The four questions are Wheeler's (`spc.FOUR_QUESTIONS`); a phase holds while all are answered
    yes, it is approved and nobody took it back.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="phases")
    starts = models.DateField(help_text="The first day of its first period.")
    different = models.BooleanField()
    known = models.BooleanField()
    wanted = models.BooleanField()
    lasting = models.BooleanField()
    reason = models.TextField(help_text="What changed.")
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["measure_id", "starts", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "starts"],
                condition=Q(withdrawn_at__isnull=True),
                name="phase_once_a_period",
            ),
            models.CheckConstraint(condition=ALL_YES, name="phase_answers_all_yes"),
            models.CheckConstraint(condition=~Q(reason=""), name="phase_has_a_reason"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
                name="phase_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="phase_withdrawn_with_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return _("%(measure)s, phase from %(starts)s") % {
            "measure": self.measure,
            "starts": self.starts,
        }


class Annotation(models.Model):
    """What happened on a day, drawn on the charts of a measure until it is taken off."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="annotations")
    on = models.DateField()
    text = models.CharField(max_length=120)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    removed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure_id", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="annotation_says_what")]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text


class ReferenceGroup(models.Model):
    """The group that others are compared with, frozen, since a best group that moves makes gaps.

    Without one, the best group that passes the floor of the measure is taken.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="references")
    stratification = models.ForeignKey(Stratification, on_delete=models.PROTECT, related_name="+")
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300, help_text="Why this group.")
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["measure_id", "stratification_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "stratification"], name="reference_once_a_vocabulary"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="reference_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.stratum}"


class Intersection(models.Model):
    """The two vocabularies whose groups are shown where they meet: one pair a measure.

    More pairs would share margins, and what is masked in one could be told from another.
    """

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="intersection")
    one = models.ForeignKey(Stratification, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Stratification, on_delete=models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["measure_id"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="intersection_of_two")
        ]

    def __str__(self) -> str:
        return f"{self.one} by {self.other}"
