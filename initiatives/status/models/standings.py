"""Where each initiative stands by the rules, and what its people say: kept, so that lists can ask.

Written by the worker alone. It counts for everybody alike: confidential shortfalls, and what tells
of them, are left out.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from initiatives.portfolio.choices import SaidStatus
from initiatives.portfolio.models import Initiative
from initiatives.status.choices import Level, State


class Standing(models.Model):
    """The state of an initiative, how far its evidence goes, and whether its own word differs.

    `turns_on` is the first day on which it may be another by the mere passing of time.
    """

    initiative = models.OneToOneField(
        Initiative, primary_key=True, on_delete=models.CASCADE, related_name="standing"
    )
    state = models.CharField(max_length=10, choices=State.choices)
    said = models.CharField(max_length=10, choices=SaidStatus.choices, blank=True)
    said_of = models.DateField(null=True, help_text="The first day of the month it was said of.")
    differs = models.BooleanField(help_text="Said to be better than the evidence shows.")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    stale = models.BooleanField()
    no_data = models.BooleanField()
    not_met = ArrayField(models.BigIntegerField(), help_text="Principles found not met.")
    rules_version = models.CharField(max_length=20)
    judged_at = models.DateTimeField()
    turns_on = models.DateField(null=True)

    class Meta:
        ordering = ["initiative_id"]
        indexes = [
            models.Index(fields=["state", "initiative"], name="standing_by_state"),
            models.Index(
                fields=["initiative"], condition=Q(differs=True), name="standing_that_differs"
            ),
            models.Index(fields=["turns_on"], name="standing_turns"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} by {self.rules_version}"


class JudgedUpTo(models.Model):
    """One row: up to which event of the history what changed was judged anew."""

    event_id = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "judged up to"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="judged_up_to_is_one_row")]

    def __str__(self) -> str:
        return f"Up to event {self.event_id}"
