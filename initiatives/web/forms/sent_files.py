"""A file that is read first, shown, and then said yes to: the form carries it along."""

import binascii
from base64 import b64decode, b64encode
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.yaml_files import LARGEST
from initiatives.web.frame.forms import ViewerForm

CHOOSE_AGAIN = _("The file did not come along. Choose it again.")


class FileForm(ViewerForm):
    """One file of YAML."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A YAML file, at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"empty": _("This file is empty. Choose another.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is larger than 1 MB. Choose another."))
        return file


class CarriedForm(ViewerForm):
    """The file that was read, and why it comes in force."""

    content = forms.CharField(
        widget=forms.HiddenInput, strip=False, error_messages={"required": CHOOSE_AGAIN}
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who decided it, and why. It is kept in the history."),
    )

    def clean_content(self) -> bytes:
        return unwrapped(self.cleaned_data["content"])


class SentForm(CarriedForm):
    """One file, with the key of the record that it was compared with; 0 for none."""

    instead_of = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, error_messages={"required": CHOOSE_AGAIN}
    )


def wrapped(content: bytes) -> str:
    """A file as a form carries it."""
    return b64encode(content).decode()


def unwrapped(text: str) -> bytes:
    """The file again; raises ValidationError for what is none."""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise forms.ValidationError(CHOOSE_AGAIN) from None
