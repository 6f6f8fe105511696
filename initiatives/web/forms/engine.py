"""What administrators tell the reminder engine, and the instant that they ask it about."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame.forms import ViewerForm

FARTHEST = timedelta(days=730)
MINUTE = "%Y-%m-%dT%H:%M"


class StopForm(ViewerForm):
    """Why nothing is to be sent."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who miss their reminders will ask. It is kept in the history."),
    )


class InstantField(forms.DateTimeField):
    """A minute in the reader's time zone, within two years of now."""

    widget = forms.DateTimeInput(format=MINUTE, attrs={"type": "datetime-local", "class": "medium"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Give a day and a time, such as 2027-03-31T08:00.")
    }

    def clean(self, value: Any) -> datetime | None:
        instant: datetime | None = super().clean(value)
        if instant is not None and abs(instant - clock.now()) > FARTHEST:
            raise forms.ValidationError(_("Give a day within two years of today."))
        return instant


class InstantForm(ViewerForm):
    """When."""

    at = InstantField(
        label=_("Day and time"), input_formats=[MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.viewer.time_zone.replace("_", " ")
        self.fields["at"].help_text = _("Your own time: %(zone)s.") % {"zone": zone}
