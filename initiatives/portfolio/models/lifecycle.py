"""How an initiative ends: what is handed over, how it was closed, and whether it lasted."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.base.words import words_of_text
from initiatives.portfolio.choices import Lasted, Outcome
from initiatives.portfolio.models.initiatives import Initiative

USER = settings.AUTH_USER_MODEL
SEARCHED = ("summary", "lessons", "lasted_note", "control_plan", "spread_plan")


class Handover(Record):
    """Who keeps a change up and how, once the team is done; how it closed; whether it lasted.

    It is written while the initiative is under way; closing fills in the outcome, and a later look
    at the data whether it lasted. Opening the initiative again empties both; history keeps them.
    """

    prefix = "HO"

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="handover")
    operational_owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="kept_up"
    )
    control_plan = models.TextField(blank=True, help_text="What is watched, by whom, what then.")
    spread_plan = models.TextField(blank=True, help_text="Where to and how, or why nowhere.")
    look_again_on = models.DateField(null=True, blank=True, help_text="When to see if it lasted.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    summary = models.TextField(blank=True, help_text="What was done and what came of it.")
    lessons = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lasted = models.CharField(max_length=8, choices=Lasted.choices, blank=True)
    lasted_note = models.TextField(blank=True, help_text="What shows it.")
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["initiative_id"]
        indexes = [GinIndex(words_of_text(*SEARCHED), name="handover_words")]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True, closed_by__isnull=True)
                | ~Q(outcome="")
                & ~Q(summary="")
                & Q(closed_at__isnull=False, closed_by__isnull=False),
                name="handover_closed_with_summary",
            ),
            models.CheckConstraint(
                condition=Q(lasted="", looked_on__isnull=True, looked_by__isnull=True)
                | ~Q(lasted="")
                & ~Q(lasted_note="")
                & ~Q(outcome="")
                & Q(looked_on__isnull=False, looked_by__isnull=False),
                name="handover_lasted_says_why",
            ),
        ]

    def __str__(self) -> str:
        return _("Handover of %(initiative)s") % {"initiative": self.initiative}
