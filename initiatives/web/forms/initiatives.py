"""The smaller forms of an initiative: its stage, its alignments, their assessments."""

from typing import Any

from django import forms

from initiatives.framework import queries as framework
from initiatives.portfolio.choices import Checkpoint, Rating, Stage
from initiatives.web.forms.charter_fields import text
from initiatives.web.frame.forms import PrincipleField, VersionedForm, ViewerForm


class StageForm(VersionedForm):
    """To which stage, and why."""

    stage = forms.ChoiceField(label="Stage", choices=Stage.choices, widget=forms.RadioSelect)
    reason = text("Why", "It is kept in the history.", rows=2)


class RationaleForm(VersionedForm):
    """How the initiative serves a principle, said anew."""

    rationale = text("How it serves the principle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rationale"].required = True


class AlignForm(ViewerForm):
    """Which principle that it is not aligned with yet, and how the initiative serves it."""

    rationale = text(
        "How it serves the principle", "A sentence or two that a stranger understands."
    )
    field_order = ("principle", "rationale")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rationale"].required = True
        self.principles = [
            principle
            for principle in framework.principles(self.viewer)
            if principle.pk not in self.initial.get("aligned", ())
        ]
        self.fields["principle"] = PrincipleField(
            self.viewer, self.principles, label="Principle", empty_label="Choose a principle"
        )
        self.order_fields(self.field_order)


class AssessmentForm(ViewerForm):
    """How far a principle is lived, at which checkpoint, by what evidence."""

    checkpoint = forms.ChoiceField(
        label="Checkpoint", choices=Checkpoint.choices, widget=forms.RadioSelect
    )
    rating = forms.ChoiceField(label="Rating", choices=Rating.choices, widget=forms.RadioSelect)
    evidence = text(
        "Evidence", "What shows it: needed unless it does not apply. Counts only, no names."
    )
    evidence_url = forms.URLField(
        label="Link to the evidence", max_length=500, required=False, assume_scheme="https"
    )
    reason = text("Why it does not apply", "Only for the rating “Not applicable”.", rows=2)

    def clean(self) -> dict[str, Any]:
        """Evidence for a rating; a reason for none."""
        given = super().clean() or self.cleaned_data
        applies = given.get("rating") != Rating.NOT_APPLICABLE
        if applies and not given.get("evidence"):
            self.add_error("evidence", "Say what shows it.")
        if not applies and not given.get("reason"):
            self.add_error("reason", "Say why the principle does not apply.")
        return given
