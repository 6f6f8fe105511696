"""A list's filters and order under a name."""

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame.lists import LISTS


class SaveViewForm(forms.Form):
    """The name, the list, and the query string that is kept."""

    list_name = forms.ChoiceField(choices=[(name, name) for name in LISTS])
    name = forms.CharField(
        max_length=80,
        error_messages={
            "required": "Give the view a name, then save it.",
            "max_length": "Keep the name of a view within 80 characters.",
        },
    )
    query = forms.CharField(
        max_length=2000,
        required=False,
        error_messages={"max_length": _("These filters are too long to keep.")},
    )
