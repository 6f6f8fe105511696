"""Who takes on what a person carries."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.web.frame.forms import PersonField, VersionedForm

KINDS = {
    "commitment": _("Commitment"),
    "shortfall": _("Shortfall"),
    "measure": _("Measure"),
    "initiative": _("Initiative"),
}


class SuccessionForm(VersionedForm):
    """All of it is ticked to begin with; what goes to somebody else is done in a second round."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept in the history of each."),
    )

    def __init__(self, *args: Any, carried: dict[str, list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (f"{kind}-{one.pk}", f"{KINDS[kind]} {one.reference}: {one}")
            for kind, rows in carried.items()
            for one in rows
        ]
        self.fields["keys"] = forms.MultipleChoiceField(
            label=_("What goes"),
            choices=offered,
            initial=[key for key, _label in offered],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "tall"}),
        )
        self.fields["successor"] = PersonField(
            self.viewer, label=_("Successor"), empty_label=str(_("Choose a person"))
        )
        self.order_fields(("keys", "successor", "reason"))
