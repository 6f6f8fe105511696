"""Who wants the status once a month, on which day, and of what."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.base import clock
from initiatives.exports.choices import MonthlyDay
from initiatives.people.models import Entity


class MonthlyMail(models.Model):
    """One person's own choice; without a row nothing is sent.

    That a month's mail went is the delivery's to say, whose key names person and month.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="monthly_mail",
    )
    when = models.CharField(max_length=12, choices=MonthlyDay.choices)
    day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 to 28.")
    entity = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the highest in the person's sight.",
    )
    chosen_at = models.DateTimeField(default=clock.now, help_text="What was before is not owed.")

    class Meta:
        ordering = ["person_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(when="day", day__gte=1, day__lte=28)
                | Q(when="working_day", day__isnull=True),
                name="monthly_mail_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"Monthly mail of {self.person}"
