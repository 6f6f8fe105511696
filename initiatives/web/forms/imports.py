"""Bringing in a register: the file, then the word to write it."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame.forms import VersionedForm, ViewerForm

LARGEST = 10 * 1024 * 1024
WRITE, DISCARD = "write", "discard"


class UploadForm(ViewerForm):
    """One file."""

    file = forms.FileField(
        label=_("Register"),
        help_text=_("A spreadsheet as CSV or XLSX, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": _("This file is empty. Choose the one with the register.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Split it and try again.")
            )
        return file


class ConfirmForm(VersionedForm):
    """Write or put aside; writing what has questions asks that they were read."""

    act = forms.ChoiceField(
        choices=[(WRITE, _("Write")), (DISCARD, _("Put aside"))], widget=forms.HiddenInput
    )
    questions_read = forms.BooleanField(label=_("I have read the questions."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("questions"):
            del self.fields["questions_read"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("act") == WRITE and given.get("questions_read") is False:
            self.add_error(
                "questions_read", _("Read the questions above, then tick this to write the rows.")
            )
        return given
