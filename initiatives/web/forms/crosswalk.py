"""The forms of the crosswalk: what evidence is asked for, the review of a link, an attestation."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.choices import Strength
from initiatives.status.evidence import period_complaint
from initiatives.web.frame.forms import DateField, EntityField, VersionedForm, ViewerForm


class ScopeForm(ViewerForm):
    """Where and when evidence is looked for; left open, everywhere and always."""

    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entity = EntityField(
            self.viewer,
            label=_("Entity"),
            required=False,
            empty_label=_("Everything in your sight"),
        )
        self.fields = {"entity": entity, **self.fields}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if complaint := period_complaint(given.get("since"), given.get("until")):
            self.add_error("until", complaint)
        return given


class ReviewForm(VersionedForm):
    """How closely a principle answers a requirement."""

    strength = forms.ChoiceField(
        label=_("How closely the principle answers it"),
        choices=Strength.choices,
        help_text=_(
            "Direct: living the principle does what is asked. Partial: it does a part of it. "
            "Contextual: it bears on it."
        ),
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence or two, for whoever prepares a survey."),
    )


class AttestForm(VersionedForm):
    """What the organization attests."""

    text = forms.CharField(
        label=_("What we attest"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Say what is done, where it is written down, and what is still missing. It is "
            "kept with your name and today's date, and never changed."
        ),
    )
