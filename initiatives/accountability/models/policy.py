"""When people are told of what they promised: policies with their steps, and days off."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from initiatives.accountability.choices import Audience, CommitmentKind, DayCount
from initiatives.base.models import Record
from initiatives.people.models import Entity


class Policy(Record):
    """One version of the rule for one kind of commitment (or all) at one entity (or everywhere).

    The nearest entity upward decides, and there the kind's own policy before that for all kinds.
    """

    prefix = "RP"

    number = models.PositiveIntegerField(default=1, help_text="Version, of this place and kind.")
    entity = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="policies"
    )
    kind = models.CharField(max_length=12, blank=True, choices=CommitmentKind.choices)
    in_force = models.BooleanField(default=True)
    days = models.CharField(max_length=8, choices=DayCount.choices, default=DayCount.CALENDAR)
    repeat_every = models.PositiveSmallIntegerField(default=7, help_text="Days, once overdue.")
    repeat_longest = models.PositiveSmallIntegerField(
        default=28, help_text="Days; the pause doubles each time until it is this long."
    )
    quiet_from = models.TimeField(default=time(18))
    quiet_until = models.TimeField(default=time(7))
    shortfall_after = models.PositiveSmallIntegerField(default=30, help_text="Days overdue.")

    class Meta:
        ordering = [F("entity").asc(nulls_first=True), "kind", "-number"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "kind", "number"],
                nulls_distinct=False,
                name="policy_version_once",
            ),
            models.UniqueConstraint(
                fields=["entity", "kind"],
                condition=Q(in_force=True),
                nulls_distinct=False,
                name="policy_one_in_force",
            ),
            models.CheckConstraint(condition=Q(repeat_every__gte=1), name="policy_repeat_is_days"),
            models.CheckConstraint(
                condition=Q(repeat_longest__gte=F("repeat_every")), name="policy_repeat_grows"
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display().lower() if self.kind else "all kinds"
        return f"Reminder policy for {kind} at {self.entity or 'the whole system'}"


class PolicyStep(models.Model):
    """Whom a policy tells how many days after the due date; negative before it."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="steps")
    days = models.SmallIntegerField()
    audience = models.CharField(max_length=9, choices=Audience.choices)
    urgent = models.BooleanField(default=False, help_text="At once, not with the day's digest.")

    class Meta:
        ordering = ["days", "id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "audience", "days"], name="policy_step_once"),
            models.CheckConstraint(
                condition=Q(audience="owner") | Q(days__gt=0), name="policy_step_escalates_late"
            ),
        ]

    def __str__(self) -> str:
        return f"T{self.days:+d} {self.get_audience_display()}"


class Holiday(models.Model):
    """A day on which nobody at the organisation is expected to work."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
