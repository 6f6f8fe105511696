"""The forms of a driver diagram and of the cycles that test its ideas."""

from typing import Any

from django import forms

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
NOT_SAID = [("", "Not said")]


def one_of(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """A choice that may stay open."""
    return forms.ChoiceField(
        label=label, choices=[*NOT_SAID, *choices], required=False, help_text=help_text
    )


class NodeForm(ViewerForm):
    """A new node: its text."""

    text = line("In a few words", 200, required=True)


class NewIdeaForm(NodeForm):
    """A change idea, with what it may bring and take."""

    impact = one_of("Impact", Level.choices, "How much it may bring.")
    effort = one_of("Effort", Level.choices, "How much it takes.")


class DriverForm(VersionedForm):
    """A node as it stands; `initial` has the drivers that it can hang on."""

    text = line("In a few words", 200, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parents" in self.initial:
            self.fields["parent"] = forms.ModelChoiceField(
                self.initial["parents"], label="Hangs on", empty_label=None
            )


class IdeaForm(DriverForm):
    """A change idea as it stands."""

    state = forms.ChoiceField(label="State", choices=IdeaState.choices)
    impact = one_of("Impact", Level.choices, "How much it may bring.")
    effort = one_of("Effort", Level.choices, "How much it takes.")


class WayForm(VersionedForm):
    """Where a node is moved."""

    way = forms.ChoiceField(label="Move it", choices=list(WAYS.items()))


class MeasuresForm(VersionedForm):
    """Which measures of the initiative; `initial` has them all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"] = forms.ModelMultipleChoiceField(
            self.initial["offered"],
            label="Measures",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class PlanForm(ViewerForm):
    """The plan of a cycle; what is still open can be written later, but before it is done."""

    title = line("Title", 80, "A few words that fit on a chart.", required=True)
    scale = forms.ChoiceField(label="Scale", choices=CycleScale.choices)
    purpose = forms.ChoiceField(label="Purpose", choices=CyclePurpose.choices, initial="test")
    question = text("Question", "What do you want to know?", rows=2)
    prediction = text("Prediction", "It cannot be changed once the test begins.", rows=2)
    prediction_reason = text("Why you predict this", "The theory behind it.", rows=2)
    plan_who = line("Who", 300)
    plan_what = text("What", rows=2)
    plan_when = line("When", 300)
    plan_where = line("Where", 300)
    data_to_collect = text("Data to collect", rows=2)
    planned_from = day("Starts on")
    planned_until = day("Carried out by", "Its owner is reminded of this day.")
    study_by = day("Studied by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, self.initial.get("named"), label="Owner", required=False
        )
        self.order_fields(["title", "scale", "purpose", "owner"])


class PlanChangeForm(PlanForm, VersionedForm):
    """The plan as it stands."""


class DoForm(VersionedForm):
    """What was done and seen."""

    began_on = day("Began on")
    ended_on = day("Ended on")
    as_planned = one_of("Was it carried out as planned?", AsPlanned.choices)
    observations = text("What was observed", "Also problems, and what nobody expected.")
    study_by = day("Studied by")


class StudyForm(VersionedForm):
    """The data against the prediction, of everybody and by group."""

    finding = one_of("How do the data compare with the prediction?", Finding.choices)
    learning = text("What was learned")
    no_groups_because = text("Why no group is looked at alone", "Where no group stands above.", 2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = sum(name.startswith("group_") for name in self.initial)
        self.rows = max(GROUP_ROWS, told + 1)
        for at in range(1, self.rows + 1):
            self.fields[f"group_{at}"] = line(f"Group {at}", 120)
            self.fields[f"finding_{at}"] = one_of(f"Data of group {at}", Finding.choices)
            self.fields[f"learning_{at}"] = line(f"Learned of group {at}", 300)
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

    decision = one_of("Decision", Decision.choices)
    decision_reason = text("Why")


FORM_OF: dict[str, type[VersionedForm]] = {
    CycleStep.PLAN: PlanChangeForm,
    CycleStep.DO: DoForm,
    CycleStep.STUDY: StudyForm,
    CycleStep.ACT: ActForm,
}
