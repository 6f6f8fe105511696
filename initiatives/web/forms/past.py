"""The forms that ask what the status was; all of them are read from the address."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.rules import entity_ids_in_sight
from initiatives.status.choices import Number, Step
from initiatives.status.evidence import period_complaint
from initiatives.web.frame.forms import DateField, EntityField, PrincipleField, ViewerForm


class PastForm(ViewerForm):
    """What both share: an entity, of those in sight by role."""

    def entity_field(self, **kwargs: Any) -> EntityField:
        """Any entity can be asked for; those whose past the viewer sees are offered.

        What was merged comes last: its past ends, and is still there.
        """
        seen = entity_ids_in_sight(self.viewer)
        offered = [*people.tree(self.viewer), *people.merged(self.viewer)]
        offered = [one for one in offered if one.pk in seen]
        return EntityField(self.viewer, offered, label=_("Entity"), required=False, **kwargs)


class OverTimeForm(PastForm):
    """Which number of which cell; left open, the first of each."""

    number = forms.ChoiceField(label=_("Number"), choices=Number.choices, required=False)
    by = forms.ChoiceField(
        label=_("Points"),
        choices=[("", _("Months if enough, else weeks")), *Step.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        principle = PrincipleField(
            self.viewer, label=_("Principle"), required=False, empty_label=None
        )
        entity = self.entity_field(empty_label=None)
        self.fields = {"principle": principle, "entity": entity, **self.fields}


class ChangesForm(PastForm):
    """Between which days, and where; left open, since the last look and everywhere in sight."""

    since = DateField(label=_("Since"), required=False)
    until = DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entity = self.entity_field(empty_label=_("Everything in your sight"))
        self.fields = {**self.fields, "entity": entity}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if complaint := period_complaint(given.get("since"), given.get("until")):
            self.add_error("until", complaint)
        return given
