"""What part of the status is looked at; read from the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework import queries as framework
from initiatives.framework.models import Framework
from initiatives.people.models import Entity
from initiatives.portfolio.queries import sponsors
from initiatives.status.choices import View
from initiatives.status.scope import NOT_OF_THE_PAST, Scope
from initiatives.web.forms.months import MonthField
from initiatives.web.frame.forms import PersonAmongField, PrincipleField, ViewerForm, entity_choices


class StatusForm(ViewerForm):
    """Which entity, laid out how, of whose work, for whom, when, and by which edition."""

    view = forms.ChoiceField(choices=View.choices, required=False, widget=forms.HiddenInput)
    population = forms.CharField(
        label=_("Population"),
        max_length=80,
        required=False,
        help_text=_("A word of whom it is for."),
    )
    period = MonthField(
        label=_("As it was in"),
        required=False,
        help_text=_("The last night of a month that was kept."),
    )

    def __init__(self, *args: Any, tree: Sequence[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = list(tree)
        places = [("", _("The highest")), *entity_choices(self.viewer, self.tree)]
        entity = forms.TypedChoiceField(
            label=_("Entity"), choices=places, required=False, coerce=int, empty_value=None
        )
        sponsor = PersonAmongField(
            sponsors(self.viewer), label=_("Sponsor"), required=False, empty_label=_("Any")
        )
        edition = forms.ModelChoiceField(
            framework.frameworks(self.viewer),
            label=_("Framework"),
            required=False,
            empty_label=_("The one in force"),
        )
        principle = PrincipleField(
            self.viewer, label=_("Principle"), required=False, empty_label=_("The gravest of all")
        )
        self.fields = {
            "entity": entity,
            "sponsor": sponsor,
            **self.fields,
            "framework": edition,
            "principle": principle,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("period") and (given.get("sponsor") or given.get("population")):
            self.add_error("period", NOT_OF_THE_PAST)
        return given

    @cached_property
    def edition(self) -> Framework | None:
        """The edition asked for, or the one in force."""
        asked: Framework | None = self.cleaned_data["framework"]
        return asked or framework.framework_in_force(self.viewer)

    @property
    def scope(self) -> Scope:
        """Whose work, for whom."""
        sponsor = self.cleaned_data["sponsor"]
        return Scope(sponsor.pk if sponsor else None, self.cleaned_data["population"].strip())
