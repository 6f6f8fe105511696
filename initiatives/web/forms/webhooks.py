"""Setting up a webhook, and replaying what it was told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.web.frame.forms import VersionedForm, ViewerForm
from initiatives.webhooks.vocabulary import TYPES, groups


def type_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The types of events in groups by what they are about."""
    return [
        (kind.replace("_", " ").capitalize(), [(name, name) for name in names])
        for kind, names in groups().items()
    ]


class WebhookForm(ViewerForm):
    """Name, address and types."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What it is for, such as Integration engine.")
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=1000,
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Where messages are sent by POST. It begins with https://"),
    )
    types = forms.MultipleChoiceField(
        label=_("Types of events"),
        choices=type_choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tall"}),
        help_text=_("You are told of what you may see yourself, at the moment it is sent."),
        error_messages={"required": _("Choose at least one type of event.")},
    )


class WebhookEditForm(VersionedForm, WebhookForm):
    """The same of one that is there."""


class ReplayForm(ViewerForm):
    """From when on."""

    since = forms.SplitDateTimeField(
        label=_("Since"),
        widget=forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": _("Day")},
            time_attrs={"type": "time", "aria-label": _("Hour")},
        ),
        help_text=_("Everything of its types since then is sent again, with the ids it had."),
        error_messages={
            "required": _("Give a day and an hour."),
            "invalid_date": _("Give a day as year-month-day, such as 2027-03-31."),
            "invalid_time": _("Write a time of day like 07:30."),
        },
    )

    def clean_since(self) -> Any:
        """A clock of a browser has no seconds; the minute that was chosen counts whole."""
        return self.cleaned_data["since"]


assert TYPES
