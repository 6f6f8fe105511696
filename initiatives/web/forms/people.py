"""People, their roles, and what a person says of themselves."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries
from initiatives.people.choices import WEEKDAYS, Role, Scope
from initiatives.people.rules import may_manage
from initiatives.people.scopes import canonical
from initiatives.web.frame.forms import EntityField, VersionedForm, ViewerForm

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


class NewPersonForm(ViewerForm):
    """Who they are; their password is theirs to set."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    title = forms.CharField(
        label=_("Post"), max_length=120, required=False, help_text=_("Such as: Laboratory Director")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=ZONES, initial=lambda: settings.TIME_ZONE
    )


class ProfileForm(VersionedForm):
    """How a person is called, and when they work."""

    name = forms.CharField(label="Name", max_length=120)
    title = forms.CharField(label=_("Post"), max_length=120, required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=ZONES,
        help_text=_("Dates that you promise end when your day ends."),
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )


class GrantForm(ViewerForm):
    """Which role, and on which entity with all below it."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entity"] = EntityField(
            self.viewer,
            [one for one in queries.tree(self.viewer) if may_manage(self.viewer, one)],
            label=_("Entity"),
            help_text=_("The role reaches everything below it as well."),
            empty_label=_("Choose an entity"),
        )


class TokenForm(ViewerForm):
    """What the token is for, what it may do, and how long."""

    name = forms.CharField(label="What it is for", max_length=80)
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        initial=Scope.READ,
        widget=forms.RadioSelect,
    )
    areas = forms.CharField(
        label=_("Only in these areas"),
        max_length=500,
        required=False,
        help_text=_(
            "Collections of the API, such as: status measures. "
            "Leave it empty for all that you may see and do."
        ),
    )
    days = forms.IntegerField(
        label=_("Days until it expires"),
        min_value=1,
        max_value=366,
        initial=90,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def clean(self) -> dict[str, Any]:
        """The scope as it is kept, of what it may do and where."""
        given = super().clean() or {}
        areas = given.pop("areas", "").replace(",", " ").split()
        if areas and "scope" in given:
            try:
                given["scope"] = canonical(" ".join(f"{given['scope']}:{one}" for one in areas))
            except Invalid as error:
                self.add_error("areas", error.message)
        return given
