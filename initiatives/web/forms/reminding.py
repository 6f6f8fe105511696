"""How a person wants to be reminded: hours, days away, chat, calendar, snoozes."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from initiatives.base import clock
from initiatives.base.days import weekday
from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame.forms import DateField, ReasonForm, ViewerForm
from initiatives.web.words import day_in_words

OTHER = "other"
INSTEAD = "instead"
PLACES = [
    ("besides", _("In addition to e-mail")),
    (INSTEAD, _("Instead of e-mail. What escalates to you still comes by e-mail as well.")),
]


class RemindingForm(ViewerForm):
    """When the daily digest comes, in which language, and when not."""

    digests = forms.BooleanField(
        label=_("Send me a digest on each working day that has something to tell"),
        required=False,
        help_text=_(
            "Without it you get no mail about your own commitments. "
            "What escalates to you, and what a policy calls urgent, still comes."
        ),
    )
    digest_at = forms.TimeField(
        label=_("From this time of the day on"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Give a time of the day, such as 07:30.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the pages and mails"),
        choices=settings.LANGUAGES,
        widget=forms.Select(attrs={"class": "short"}),
    )
    away_from = DateField(label=_("First day away"), required=False)
    away_until = DateField(label=_("Last day away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.viewer.time_zone.replace("_", " ")
        self.fields["digest_at"].help_text = _("Your own time: %(zone)s.") % {"zone": zone}


class ChatForm(ViewerForm):
    """The secret address of a chat, pasted from there."""

    address = forms.CharField(
        label=_("Address"),
        max_length=1000,
        widget=forms.TextInput(
            attrs={"type": "url", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text=_(
            "The webhook address that your chat gives for one channel. It begins with https. "
            "Keep it as a password: whoever has it can write there."
        ),
    )
    place = forms.ChoiceField(
        label=_("Digests go there"),
        choices=PLACES,
        initial=PLACES[0][0],
        widget=forms.RadioSelect,
    )


class SnoozeForm(ReasonForm):
    """Until when, by a day that is offered or another one, and why."""

    when = forms.ChoiceField(label=_("Remind me again"), widget=forms.RadioSelect, required=False)
    until = DateField(label=_("Which other day"), required=False)
    field_order = ("when", "until", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when: Any = self.fields["when"]
        when.choices = [*offered(clock.today(self.viewer.time_zone)), (OTHER, _("On another day"))]

    def clean(self) -> dict[str, Any]:
        """One date comes of the two fields; what contradicts itself is asked again."""
        given = super().clean() or {}
        when, until = given.pop("when", ""), given.get("until")
        if when and when != OTHER:
            if until and until.isoformat() != when:
                self.add_error("until", _("Leave this empty, or choose “On another day” above."))
            given["until"] = date.fromisoformat(when)
        elif not until and not {"when", "until"} & set(self.errors):
            self.add_error(
                "until" if when else "when", _("Give a day.") if when else _("Choose a day.")
            )
        return given


def offered(today: date) -> list[tuple[str, str]]:
    """The days that are asked for most, each with its date."""
    days = {
        _("Tomorrow"): today + timedelta(days=1),
        _("In a week"): today + timedelta(days=7),
        _("In a month"): a_month_after(today),
    }
    return [
        (day.isoformat(), f"{label}: {weekday(day)}, {day_in_words(day)}")
        for label, day in days.items()
    ]


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last day where it is shorter."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
