"""The form of a board pack: of which place and which months, and as what."""

from typing import Any

from django import forms

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.rules import entity_ids_in_sight
from initiatives.status.pack import HIDDEN, KINDS, period_of
from initiatives.web.forms.months import MonthField
from initiatives.web.frame.forms import EntityField, ViewerForm, add_errors, entity_choices


class PackForm(ViewerForm):
    """Places where the viewer holds a role or that lie below one."""

    start = MonthField(label=_("First month"))
    end = MonthField(label=_("Last month"))
    kind = forms.ChoiceField(
        label=_("Format"),
        choices=[(one.key, one.label) for one in KINDS.values()],
        widget=forms.RadioSelect,
        initial=next(iter(KINDS)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = entity_ids_in_sight(self.viewer)
        offered = [one for one in people.tree(self.viewer) if one.pk in seen]
        entity = EntityField(
            self.viewer,
            offered,
            label=_("Entity"),
            empty_label=None,
            help_text=_("With everything below it."),
            error_messages={"invalid_choice": HIDDEN},
        )
        entity.queryset = people.entities(self.viewer).filter(pk__in=seen)
        entity.choices = [(value, label) for value, label in entity_choices(self.viewer, offered)]
        self.fields = {"entity": entity, **self.fields}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "start" in given and "end" in given:
            try:
                given["period"] = period_of(given["start"], given["end"])
            except Invalid as error:
                add_errors(self, error.errors)
        return given
