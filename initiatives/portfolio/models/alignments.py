"""What an initiative serves: alignments with principles, how each was assessed, what it cites."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base.models import Record
from initiatives.framework.models import Definition, Expectation, Principle
from initiatives.portfolio.choices import Checkpoint, EvidenceKind, Rating
from initiatives.portfolio.models.initiatives import Initiative

USER = settings.AUTH_USER_MODEL
FOR_GOOD = pgtrigger.Update | pgtrigger.Delete


class Alignment(Record):
    """That an initiative serves a principle, and how.

    When a later edition of the principles comes into force, an alignment is carried over to it: the
    former stays, with all that was assessed under it.
    """

    prefix = "A"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="alignments")
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="alignments")
    rationale = models.TextField()
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["initiative_id", "principle__number", "id"]
        indexes = [models.Index(fields=["principle", "initiative"], name="alignment_of_principle")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "principle"], name="alignment_once"),
            models.CheckConstraint(condition=~Q(rationale=""), name="alignment_says_how"),
        ]

    def __str__(self) -> str:
        return _("%(initiative)s and principle %(principle)s") % {
            "initiative": self.initiative,
            "principle": self.principle,
        }


class Assessment(Record):
    """How far an aligned principle is lived, at a checkpoint; a new one never replaces it."""

    prefix = "AS"

    alignment = models.ForeignKey(Alignment, on_delete=models.PROTECT, related_name="assessments")
    checkpoint = models.CharField(max_length=12, choices=Checkpoint.choices)
    rating = models.CharField(max_length=16, choices=Rating.choices)
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    reason = models.TextField(blank=True, help_text="Why the principle does not apply.")
    assessor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()

    class Meta:
        ordering = ["-assessed_on", "-id"]
        triggers = [pgtrigger.Protect(name="refuse_change", operation=FOR_GOOD)]
        indexes = [
            models.Index(fields=["alignment", "-assessed_on", "-id"], name="assessment_latest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating="not_applicable") & ~Q(reason="")
                | ~Q(rating="not_applicable") & ~Q(evidence=""),
                name="assessment_says_why",
            )
        ]

    def __str__(self) -> str:
        return _("%(rating)s at %(checkpoint)s") % {
            "rating": self.get_rating_display(),
            "checkpoint": self.get_checkpoint_display(),
        }


class Answer(models.Model):
    """How far an expectation of the principle is met, as one of the questions of an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="answers")
    rating = models.CharField(max_length=16, choices=Rating.choices)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["assessment_id", "expectation__position"]
        triggers = [pgtrigger.Protect(name="refuse_change", operation=FOR_GOOD)]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "expectation"], name="answer_once_an_expectation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expectation}: {self.get_rating_display()}"


class Evidence(models.Model):
    """A record that an assessment rests on, by its kind, key and label as they were then.

    Named so, and not by a foreign key, since some kinds belong to packages above this one.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    about_id = models.BigIntegerField()
    label = models.CharField(max_length=240)

    class Meta:
        ordering = ["assessment_id", "kind", "label"]
        triggers = [pgtrigger.Protect(name="refuse_change", operation=FOR_GOOD)]
        indexes = [models.Index(fields=["kind", "about_id"], name="evidence_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "kind", "about_id"], name="evidence_linked_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Citation(models.Model):
    """The version of a definition that an initiative works by."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="citations")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="citations")

    class Meta:
        ordering = ["definition__term", "definition__number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "definition"], name="citation_once")
        ]

    def __str__(self) -> str:
        return _("%(initiative)s cites %(definition)s") % {
            "initiative": self.initiative,
            "definition": self.definition,
        }
