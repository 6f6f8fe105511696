"""Making a promise, keeping it, and changing it with a reason."""

from typing import Any

from django import forms

from initiatives.accountability.choices import BY_HAND
from initiatives.base.lazy import gettext_lazy as _
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
        _("What is promised"),
        help_text=_("Begin with a verb: Translate the discharge letter."),
        required=True,
    )
    due_on = DateField(label=_("Due"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in BY_HAND]
    )
    detail = text(_("Detail"), _("What done looks like. Counts only, no names of patients."))
    field_order = ("title", "owner", "due_on", "entity", "kind", "detail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer,
            label=_("Owner"),
            help_text=_("One person, who is reminded of it."),
            empty_label=_("Choose a person"),
        )
        if "offered" in self.initial:
            self.fields["entity"] = EntityField(
                self.viewer,
                self.initial["offered"],
                label=_("Entity"),
                empty_label=_("Choose an entity"),
            )
        self.order_fields(self.field_order)


class FulfilForm(VersionedForm):
    """How one can see that it is done."""

    evidence = text(
        _("Evidence"), _("What was done, and how others can see it. Counts only."), required=True
    )
    evidence_url = forms.URLField(
        label=_("Link to the evidence"), max_length=500, required=False, assume_scheme="https"
    )


class MoveForm(ReasonForm):
    """Another date, and why."""

    due_on = DateField(label=_("New date"))
    field_order = ("due_on", "reason")


class ReassignForm(ReasonForm):
    """Another owner, and why."""

    field_order = ("owner", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, label=_("New owner"), empty_label=_("Choose a person")
        )
        self.order_fields(self.field_order)
