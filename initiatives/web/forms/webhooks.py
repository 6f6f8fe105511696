"""Setting up a webhook, and replaying what it was told."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.web.frame.forms import DateField, VersionedForm, ViewerForm
from initiatives.webhooks.vocabulary import groups


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
    """From when on, where the viewer is."""

    day = DateField(label=_("Day"))
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write a time of day like 07:30.")},
    )

    def clean(self) -> dict[str, Any]:
        """Both as one instant, under the name that the service knows it by."""
        given = super().clean() or self.cleaned_data
        day, hour = given.pop("day", None), given.pop("hour", None)
        if day is not None and hour is not None:
            given["since"] = timezone.make_aware(datetime.combine(day, hour))
        return given
