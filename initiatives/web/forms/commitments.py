"""Making a promise, keeping it, and changing it with a reason."""

from typing import Any

from django import forms

from initiatives.accountability.choices import BY_HAND
from initiatives.web.forms.charter_fields import line, text
from initiatives.web.frame.forms import (
    DateField,
    EntityField,
    PersonField,
    ReasonForm,
    VersionedForm,
    ViewerForm,
)


class PromiseForm(ViewerForm):
    """What is promised, by whom and by when; where it belongs, if it is about nothing else."""

    title = line(
        "What is promised",
        help_text="Begin with a verb: Translate the discharge letter.",
        required=True,
    )
    due_on = DateField(label="Due")
    kind = forms.ChoiceField(label="Kind", choices=[(kind.value, kind.label) for kind in BY_HAND])
    detail = text("Detail", "What done looks like. Counts only, no names of patients.")
    field_order = ("title", "owner", "due_on", "entity", "kind", "detail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer,
            label="Owner",
            help_text="One person, who is reminded of it.",
            empty_label="Choose a person",
        )
        if "offered" in self.initial:
            self.fields["entity"] = EntityField(
                self.viewer,
                self.initial["offered"],
                label="Entity",
                empty_label="Choose an entity",
            )
        self.order_fields(self.field_order)


class FulfilForm(VersionedForm):
    """How one can see that it is done."""

    evidence = text(
        "Evidence", "What was done, and how others can see it. Counts only.", required=True
    )
    evidence_url = forms.URLField(
        label="Link to the evidence", max_length=500, required=False, assume_scheme="https"
    )


class MoveForm(ReasonForm):
    """Another date, and why."""

    due_on = DateField(label="New date")
    field_order = ("due_on", "reason")


class ReassignForm(ReasonForm):
    """Another owner, and why."""

    field_order = ("owner", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, label="New owner", empty_label="Choose a person"
        )
        self.order_fields(self.field_order)
