"""The monthly review of an initiative, who scores its progress, and what is asked of its owner."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.days import full_month
from initiatives.base.models import Record
from initiatives.portfolio.choices import Ground, SaidStatus, Side
from initiatives.portfolio.models.initiatives import Initiative

USER = settings.AUTH_USER_MODEL
STEPS = [half / 2 for half in range(1, 11)]  # 0.5 to 5.0


class Review(Record):
    """What an initiative's people say of a month, beside the score that the evidence proposed.

    The proposed score, its reasons and the version of the scale stand as they were at recording.
    """

    prefix = "RV"

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="reviews")
    month = models.DateField(help_text="The first day of the month that is reviewed.")
    held_on = models.DateField()
    said = models.CharField(max_length=10, choices=SaidStatus.choices)
    status = models.TextField(help_text="How it stands, in words.")
    barriers = models.TextField(blank=True)
    help_needed = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    proposed = models.FloatField(help_text="The score that the evidence proposed.")
    reasons = models.JSONField(default=list)
    scale = models.CharField(max_length=20, help_text="The version of the scale.")
    help_commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="help_of_review"
    )
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month", "-id"]
        indexes = [models.Index(fields=["-month", "-id"], name="review_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "month"], name="review_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="review_of_a_whole_month"),
            models.CheckConstraint(condition=~Q(status=""), name="review_says_how_it_stands"),
            models.CheckConstraint(condition=Q(proposed__in=STEPS), name="review_proposes_a_step"),
            models.CheckConstraint(
                condition=Q(held_on__gte=F("month")), name="review_held_after_month_begins"
            ),
            models.CheckConstraint(
                condition=Q(next_review_on__isnull=True) | Q(next_review_on__gt=F("held_on")),
                name="review_next_is_later",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return _("Review of %(initiative)s for %(month)s") % {
            "initiative": self.initiative,
            "month": full_month(self.month),
        }


class Score(models.Model):
    """What the team, or its adviser, says of the progress; never the same person for both."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="scores")
    side = models.CharField(max_length=8, choices=Side.choices)
    score = models.FloatField()
    because = models.TextField()
    scored_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    scored_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["review_id", "-side"]
        constraints = [
            models.UniqueConstraint(fields=["review", "side"], name="score_once_a_side"),
            models.UniqueConstraint(fields=["review", "scored_by"], name="score_by_two_people"),
            models.CheckConstraint(condition=Q(score__in=STEPS), name="score_is_a_step"),
            models.CheckConstraint(condition=~Q(because=""), name="score_says_why"),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.score:.1f}"


class ProgressDue(models.Model):
    """That an owner was asked for a review, or for what holds an initiative up.

    `since` is the month that is to be reviewed, or the day on which it last moved: nothing is
    asked for twice.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="progress_due"
    )
    ground = models.CharField(max_length=8, choices=Ground.choices)
    since = models.DateField()
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, related_name="progress_due"
    )

    class Meta:
        ordering = ["initiative_id", "since"]
        verbose_name_plural = "progress due"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "ground", "since"], name="progress_due_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative}, {self.since}"
