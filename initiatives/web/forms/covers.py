"""Asking somebody to cover."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.rules import may_administer
from initiatives.web.frame.forms import DateField, PersonField, ViewerForm, person_choices


class CoverForm(ViewerForm):
    """Who covers, from when to when, and why; an administrator also says for whom."""

    starts = DateField(label=_("First day"))
    ends = DateField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("They read it. “On leave” will do."),
    )
    field_order = ("person", "stand_in", "starts", "ends", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared: Any = {
            "offered": person_choices(people.directory(self.viewer)),
            "empty_label": _("Choose a person"),
        }
        if may_administer(self.viewer):
            self.fields["person"] = PersonField(self.viewer, label=_("Who is away"), **shared)
        self.fields["stand_in"] = PersonField(self.viewer, label=_("Who covers"), **shared)
        self.order_fields(self.field_order)
