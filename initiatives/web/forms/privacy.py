"""Erasing a person, and for how long data are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.web.frame.forms import ReasonForm, ViewerForm


class EraseForm(ReasonForm):
    """Why, and the address typed once more."""

    confirm = forms.CharField(
        label=_("Their e-mail address, to be sure"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Type it as it stands above. This cannot be undone."),
    )


class TermForm(ViewerForm):
    """For how many days, and why."""

    days = forms.IntegerField(label=_("Days"), min_value=1)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as the rule of your institution that asks for it. It is kept."),
    )

    def bounded(self, least: int, most: int) -> "TermForm":
        """The form, saying between which numbers one may choose."""
        said: Any = _("Between %(least)s and %(most)s.")
        self.fields["days"].help_text = said % {"least": least, "most": most}
        return self
