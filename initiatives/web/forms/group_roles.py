"""Which role a group of an institution gives."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.people.choices import Role
from initiatives.web.forms.people import GrantForm


class GroupRoleForm(GrantForm):
    """The group by the name that the institution sends, the role, and where it holds."""

    field_order = ("provider", "group", "role", "entity")
    provider = forms.ChoiceField(label=_("Institution"))
    group = forms.CharField(
        label=_("Group"),
        max_length=255,
        help_text=_("Exactly as the institution sends it; for Entra ID that is the object ID."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.key, one.name) for one in settings.INSTITUTIONS.values()]
        self.fields["provider"].choices = known  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
