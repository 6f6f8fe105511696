"""Decisions that were taken."""

from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.choices import Verdict

ABOUT = ("initiative", "shortfall", "commitment")


def about_one() -> Q:
    """That a decision is about exactly one record."""
    return reduce(
        or_, (Q(**{f"{name}__isnull": name != one for name in ABOUT}) for one in ABOUT), Q()
    )


class Ruling(Record):
    """What somebody decided on one record. It stands until a later one takes its place.

    What it says is never changed and it is never deleted. `gravity` is how severe the shortfall
    concerned was at that time: 1 low to 4 severe, 0 where there is none.
    """

    prefix = "DC"

    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="rulings"
    )
    shortfall = models.ForeignKey(
        Shortfall, null=True, blank=True, on_delete=models.PROTECT, related_name="rulings"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="rulings"
    )
    words = models.TextField(blank=True, help_text="What is given or done, or why.")
    review_on = models.DateField(null=True, blank=True, help_text="When it is decided again.")
    follow_up = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="follows_from"
    )
    gravity = models.PositiveSmallIntegerField(default=0)
    stands = models.BooleanField(default=True, help_text="No later decision took its place.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="ruling_by_time"),
            models.Index(
                fields=["review_on"],
                condition=Q(stands=True, review_on__isnull=False),
                name="ruling_by_review",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=about_one(), name="ruling_about_one_record"),
            models.CheckConstraint(
                condition=Q(verdict="approve") | ~Q(words=""), name="ruling_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="approve") | Q(initiative__isnull=False),
                name="ruling_approves_an_initiative",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["accept_risk", "defer"], review_on__isnull=False)
                | ~Q(verdict__in=["accept_risk", "defer"]) & Q(review_on__isnull=True),
                name="ruling_accepts_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["fund", "unblock"], follow_up__isnull=False)
                | ~Q(verdict__in=["fund", "unblock"]) & Q(follow_up__isnull=True),
                name="ruling_is_followed_up",
            ),
            *(
                models.UniqueConstraint(
                    fields=[name], condition=Q(stands=True), name=f"ruling_stands_once_on_{name}"
                )
                for name in ABOUT
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="keep_words", exclude=["stands", "version", "updated_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.record}"

    @property
    def record(self) -> Initiative | Shortfall | Commitment:
        """What it was decided on."""
        found = self.initiative or self.shortfall or self.commitment
        assert found is not None  # the database sees to it
        return found
