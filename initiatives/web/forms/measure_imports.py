"""Bringing in a file of figures: the file or what was pasted, the word to write."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import Layout
from initiatives.web.frame.forms import VersionedForm, ViewerForm

LARGEST = 10 * 1024 * 1024
LONGEST_PASTE = 4_000_000
READ, WRITE, DISCARD = "read", "write", "discard"
LAYOUTS = [("", _("Find out by itself")), *Layout.choices]
WHY = _("Say why figures that were final are corrected.")


def of_fair_size(file: Any) -> None:
    """A validator: what is larger is not even looked at."""
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(_("This file is larger than 10 MB. Split it and try again."))


def file_field(label: str, help_text: str, required: bool = True) -> forms.FileField:
    """A file of figures."""
    return forms.FileField(
        label=label,
        required=required,
        help_text=help_text,
        validators=[of_fair_size],
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json"}),
        error_messages={"empty": _("This file is empty. Choose the one with the figures.")},
    )


class UploadForm(ViewerForm):
    """A file, or rows that were copied from a spreadsheet."""

    file = file_field(
        _("File"), _("CSV, XLSX, or a FHIR MeasureReport as JSON; at most 10 MB."), required=False
    )
    pasted = forms.CharField(
        label=_("Or paste rows from a spreadsheet"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        help_text=_("With the row that names the columns."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "pasted", "spellcheck": "false"}),
    )
    layout = forms.ChoiceField(
        label=_("How it is laid out"),
        choices=LAYOUTS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file, pasted = given.get("file"), (given.get("pasted") or "").strip()
        if file and pasted:
            self.add_error(
                "pasted", _("Give a file or pasted rows, not both. Empty one of the two.")
            )
        elif not file and not pasted and not self.errors:
            self.add_error("file", _("Choose a file, or paste rows below."))
        return given


class ConfirmForm(VersionedForm):
    """Write what was read, or put it aside."""

    act = forms.ChoiceField(
        choices=[(WRITE, _("Write")), (DISCARD, _("Put aside"))], widget=forms.HiddenInput
    )
    because = forms.CharField(
        label=_("Why figures that were final are corrected"),
        max_length=300,
        required=False,
        help_text=_("It is kept with what was there before, and goes for the whole file."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("unexplained"):
            del self.fields["because"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("act") == WRITE and given.get("because") == "":
            self.add_error("because", WHY)
        return given
