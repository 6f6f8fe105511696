"""The improvement method: the driver diagram of an initiative, and the cycles that test ideas."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.portfolio.choices import (
    AsPlanned,
    CyclePurpose,
    CycleScale,
    CycleStep,
    Decision,
    DriverKind,
    Finding,
    IdeaState,
    Level,
)
from initiatives.portfolio.models.initiatives import Initiative

USER = settings.AUTH_USER_MODEL
PREDICTED = ("question", "prediction", "prediction_reason")


class Driver(Record):
    """A node of a driver diagram: what moves the aim, what moves that, an idea to change it.

    The aim itself is the initiative's. The diagram is a tree: a node has one parent, a primary
    driver none. It is never deleted but retired, since cycles and measures may hang on it.
    """

    prefix = "DR"

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="drivers")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=DriverKind.choices)
    order = models.PositiveSmallIntegerField(default=0, help_text="Among those of its parent.")
    text = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=IdeaState.choices, blank=True)
    impact = models.CharField(max_length=8, choices=Level.choices, blank=True)
    effort = models.CharField(max_length=8, choices=Level.choices, blank=True)
    retired_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.TextField(blank=True)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["initiative_id", "order", "id"]
        indexes = [
            models.Index(fields=["initiative", "order", "id"], name="driver_of_initiative"),
            models.Index(fields=["parent"], name="driver_of_parent"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="driver_says_what"),
            models.CheckConstraint(
                condition=Q(kind="primary", parent__isnull=True)
                | ~Q(kind="primary") & Q(parent__isnull=False),
                name="driver_primary_has_no_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind="idea") & ~Q(state="")
                | ~Q(kind="idea") & Q(state="", impact="", effort=""),
                name="driver_idea_has_a_state",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True)
                | Q(retired_by__isnull=False) & ~Q(retired_because=""),
                name="driver_retired_with_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text


class PdsaCycle(Record):
    """A test of a change idea: plan, do, study, act. Cycles that follow one another are a ramp.

    Once it is carried out, its question and prediction stand: the database refuses to change
    them, and to take the cycle back to its plan.
    """

    prefix = "PC"

    idea = models.ForeignKey(Driver, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(help_text="Among those of its idea.")
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_cycles"
    )
    title = models.CharField(max_length=80)
    scale = models.CharField(max_length=8, choices=CycleScale.choices)
    purpose = models.CharField(max_length=10, choices=CyclePurpose.choices)
    owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="cycles"
    )
    step = models.CharField(max_length=8, choices=CycleStep.choices, default=CycleStep.PLAN)
    question = models.TextField(blank=True)
    prediction = models.TextField(blank=True)
    prediction_reason = models.TextField(blank=True, help_text="Why this is expected.")
    plan_who = models.CharField(max_length=300, blank=True)
    plan_what = models.TextField(blank=True)
    plan_when = models.CharField(max_length=300, blank=True)
    plan_where = models.CharField(max_length=300, blank=True)
    data_to_collect = models.TextField(blank=True)
    planned_from = models.DateField(null=True, blank=True)
    planned_until = models.DateField(null=True, blank=True)
    study_by = models.DateField(null=True, blank=True, help_text="By when it is studied.")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    as_planned = models.CharField(max_length=8, choices=AsPlanned.choices, blank=True)
    observations = models.TextField(blank=True, help_text="Also problems, and the unexpected.")
    finding = models.CharField(max_length=8, choices=Finding.choices, blank=True)
    learning = models.TextField(blank=True)
    no_groups_because = models.TextField(blank=True, help_text="Why no group is looked at alone.")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    dropped_because = models.TextField(blank=True)
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="cycle"
    )
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["idea_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "number"], name="cycle_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="cycle_has_a_title"),
            models.CheckConstraint(
                condition=Q(step__in=["plan", "dropped"])
                | ~Q(question="")
                & ~Q(prediction="")
                & ~Q(prediction_reason="")
                & Q(began_on__isnull=False, owner__isnull=False),
                name="cycle_predicts_before_do",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=["act", "done"]) | ~Q(finding="") & ~Q(learning=""),
                name="cycle_studied_before_act",
            ),
            models.CheckConstraint(
                condition=~Q(step="done") | ~Q(decision="") & ~Q(decision_reason=""),
                name="cycle_decided_when_done",
            ),
            models.CheckConstraint(
                condition=~Q(step="dropped") | ~Q(dropped_because=""),
                name="cycle_dropped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="cycle_ends_after_it_began",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep_prediction",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__step__df=pgtrigger.F("new__step"))
                & pgtrigger.Q(new__step="plan")
                | ~pgtrigger.Q(old__step="plan")
                & (
                    pgtrigger.Q(old__question__df=pgtrigger.F("new__question"))
                    | pgtrigger.Q(old__prediction__df=pgtrigger.F("new__prediction"))
                    | pgtrigger.Q(old__prediction_reason__df=pgtrigger.F("new__prediction_reason"))
                ),
                func="RAISE EXCEPTION 'pgtrigger: A prediction stands once it is tested.';",
            ),
        ]

    def __str__(self) -> str:
        return _("Cycle %(number)s: %(title)s") % {"number": self.number, "title": self.title}


class GroupFinding(models.Model):
    """How the data of a group compared with the prediction."""

    cycle = models.ForeignKey(PdsaCycle, on_delete=models.CASCADE, related_name="groups")
    group = models.CharField(max_length=120)
    finding = models.CharField(max_length=8, choices=Finding.choices)
    learning = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["cycle_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "group"], name="group_finding_once"),
            models.CheckConstraint(condition=~Q(group=""), name="group_finding_of_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_finding_display()}"
