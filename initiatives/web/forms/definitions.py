"""A new version of a definition."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame.forms import DateField, ViewerForm


class ApproveForm(ViewerForm):
    """The text, where it comes from, who approved it and when."""

    term = forms.CharField(label=_("Term"), max_length=60)
    text = forms.CharField(
        label=_("Definition"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Author, title, year: so that it can be found."),
    )
    source_url = forms.URLField(
        label=_("Link to the source"), max_length=500, required=False, assume_scheme="https"
    )
    approver = forms.CharField(
        label=_("Approved by"), max_length=160, help_text=_("The person or body, as it is shown.")
    )
    approved_on = DateField(label=_("Approved on"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["term"] = " ".join(given.get("term", "").split())
        return given
