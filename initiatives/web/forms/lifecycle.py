"""The forms of an initiative's life: its stage, a hold, what is handed over, its end."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import Lasted, Outcome, Stage
from initiatives.web.forms.charter_fields import day, text
from initiatives.web.frame.forms import (
    DateField,
    PersonField,
    ReasonForm,
    VersionedForm,
    ViewerForm,
)

OPEN_STAGES = [(stage.value, stage.label) for stage in Stage if stage != Stage.CLOSED]


class StageForm(VersionedForm):
    """To which stage, and why."""

    stage = forms.ChoiceField(label=_("Stage"), choices=OPEN_STAGES, widget=forms.RadioSelect)
    reason = text(_("Why"), _("It is kept in the history."), rows=2)


class OverrideForm(ReasonForm):
    """Past which gate, and why."""

    stage = forms.ChoiceField(label=_("Let it go on to"), choices=OPEN_STAGES)
    field_order = ("stage", "reason")


class HoldForm(ReasonForm):
    """Why it rests, and until when."""

    resume_on = DateField(
        label=_("Decide again on"), help_text=_("Its owner is reminded of this day to decide.")
    )


class HandoverForm(ViewerForm):
    """What is handed over; `version` is 0 where nothing was written yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    control_plan = text(
        _("Control plan"),
        _("What is watched and how often, by whom, and what is done if it slips."),
    )
    spread_plan = text(_("Spread"), _("Where it spreads to and how, or why it does not."), rows=3)
    look_again_on = day(
        _("Look whether it lasted on"), _("The operational owner is reminded of this day.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operational_owner"] = PersonField(
            self.viewer,
            named=self.initial.get("operational_owner"),
            label=_("Operational owner"),
            help_text=_("Who keeps the change up once the team is done."),
            required=False,
            empty_label=_("Nobody yet"),
        )
        self.order_fields(["operational_owner"])


class CloseForm(VersionedForm):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    summary = text(
        _("What was done, and what came of it"),
        _("For those who come after. No names."),
        required=True,
    )
    lessons = text(_("What was learned"), _("What you would do the same way, and what not."))


class LastedForm(VersionedForm):
    """Whether it lasted."""

    lasted = forms.ChoiceField(
        label=_("Did it last?"), choices=Lasted.choices, widget=forms.RadioSelect
    )
    note = text(
        _("What shows it"),
        _("Figures since the end, and what people say. Counts only."),
        required=True,
    )
    look_again_on = day(_("Look again on"), _("Leave it empty if this was the last look."))
