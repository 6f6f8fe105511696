"""The forms of a driver diagram and of the cycles that test its ideas."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import (
    AsPlanned,
    CyclePurpose,
    CycleScale,
    CycleStep,
    Decision,
    Finding,
    IdeaState,
    Level,
)
from initiatives.portfolio.rules.diagrams import WAYS
from initiatives.web.forms.charter_fields import day, line, text
from initiatives.web.frame.forms import PersonField, VersionedForm, ViewerForm

GROUP_ROWS = 6  # at least, and one more than are told
NOT_SAID = [("", _("Not said"))]


def one_of(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """A choice that may stay open."""
    return forms.ChoiceField(
        label=label, choices=[*NOT_SAID, *choices], required=False, help_text=help_text
    )


class NodeForm(ViewerForm):
    """A new node: its text."""

    text = line(_("In a few words"), 200, required=True)


class NewIdeaForm(NodeForm):
    """A change idea, with what it may bring and take."""

    impact = one_of(_("Impact"), Level.choices, _("How much it may bring."))
    effort = one_of(_("Effort"), Level.choices, _("How much it takes."))


class DriverForm(VersionedForm):
    """A node as it stands; `initial` has the drivers that it can hang on."""

    text = line(_("In a few words"), 200, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parents" in self.initial:
            self.fields["parent"] = forms.ModelChoiceField(
                self.initial["parents"], label=_("Hangs on"), empty_label=None
            )


class IdeaForm(DriverForm):
    """A change idea as it stands."""

    state = forms.ChoiceField(label=_("State"), choices=IdeaState.choices)
    impact = one_of(_("Impact"), Level.choices, _("How much it may bring."))
    effort = one_of(_("Effort"), Level.choices, _("How much it takes."))


class WayForm(VersionedForm):
    """Where a node is moved."""

    way = forms.ChoiceField(label=_("Move it"), choices=list(WAYS.items()))


class MeasuresForm(VersionedForm):
    """Which measures of the initiative; `initial` has them all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"] = forms.ModelMultipleChoiceField(
            self.initial["offered"],
            label=_("Measures"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class PlanForm(ViewerForm):
    """The plan of a cycle; what is still open can be written later, but before it is done."""

    title = line(_("Title"), 80, _("A few words that fit on a chart."), required=True)
    scale = forms.ChoiceField(label=_("Scale"), choices=CycleScale.choices)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=CyclePurpose.choices, initial="test")
    question = text(_("Question"), _("What do you want to know?"), rows=2)
    prediction = text(_("Prediction"), _("It cannot be changed once the test begins."), rows=2)
    prediction_reason = text(_("Why you predict this"), _("The theory behind it."), rows=2)
    plan_who = line(_("Who"), 300)
    plan_what = text(_("What"), rows=2)
    plan_when = line(_("When"), 300)
    plan_where = line(_("Where"), 300)
    data_to_collect = text(_("Data to collect"), rows=2)
    planned_from = day(_("Starts on"))
    planned_until = day(_("Carried out by"), _("Its owner is reminded of this day."))
    study_by = day(_("Studied by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, self.initial.get("named"), label=_("Owner"), required=False
        )
        self.order_fields(["title", "scale", "purpose", "owner"])


class PlanChangeForm(PlanForm, VersionedForm):
    """The plan as it stands."""


class DoForm(VersionedForm):
    """What was done and seen."""

    began_on = day(_("Began on"))
    ended_on = day(_("Ended on"))
    as_planned = one_of(_("Was it carried out as planned?"), AsPlanned.choices)
    observations = text(_("What was observed"), _("Also problems, and what nobody expected."))
    study_by = day(_("Studied by"))


class StudyForm(VersionedForm):
    """The data against the prediction, of everybody and by group."""

    finding = one_of(_("How do the data compare with the prediction?"), Finding.choices)
    learning = text(_("What was learned"))
    no_groups_because = text(
        _("Why no group is looked at alone"), _("Where no group stands above."), 2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = sum(name.startswith("group_") for name in self.initial)
        self.rows = max(GROUP_ROWS, told + 1)
        for at in range(1, self.rows + 1):
            self.fields[f"group_{at}"] = line(_("Group %(at)s") % {"at": at}, 120)
            self.fields[f"finding_{at}"] = one_of(
                _("Data of group %(at)s") % {"at": at}, Finding.choices
            )
            self.fields[f"learning_{at}"] = line(_("Learned of group %(at)s") % {"at": at}, 300)
        self.order_fields(["finding", "learning"])
        self.fields["no_groups_because"] = self.fields.pop("no_groups_because")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        rows = [
            {name: given.pop(f"{name}_{at}", "") for name in ("group", "finding", "learning")}
            for at in range(1, self.rows + 1)
        ]
        given["groups"] = [row for row in rows if any(row.values())]
        return given


class ActForm(VersionedForm):
    """What follows from it."""

    decision = one_of(_("Decision"), Decision.choices)
    decision_reason = text(_("Why"))


FORM_OF: dict[str, type[VersionedForm]] = {
    CycleStep.PLAN: PlanChangeForm,
    CycleStep.DO: DoForm,
    CycleStep.STUDY: StudyForm,
    CycleStep.ACT: ActForm,
}
