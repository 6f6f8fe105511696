"""A new version of a definition."""

from typing import Any

from django import forms

from initiatives.web.frame.forms import DateField, ViewerForm


class ApproveForm(ViewerForm):
    """The text, where it comes from, who approved it and when."""

    term = forms.CharField(label="Term", max_length=60)
    text = forms.CharField(
        label="Definition", max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    source = forms.CharField(
        label="Source", max_length=300, help_text="Author, title, year: so that it can be found."
    )
    source_url = forms.URLField(
        label="Link to the source", max_length=500, required=False, assume_scheme="https"
    )
    approver = forms.CharField(
        label="Approved by", max_length=160, help_text="The person or body, as it is shown."
    )
    approved_on = DateField(label="Approved on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["term"] = " ".join(given.get("term", "").split())
        return given
