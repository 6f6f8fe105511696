"""When the monthly mail comes, and of which entity."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.exports import queries
from initiatives.exports.choices import MonthlyDay
from initiatives.web.frame.forms import EntityField, VersionedForm

NEVER = ("", _("Never"))


class MonthlyForm(VersionedForm):
    """A day that every month has, and what the mail is about."""

    when = forms.ChoiceField(
        label=_("When it comes"),
        choices=[NEVER, *MonthlyDay.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    day = forms.IntegerField(
        label=_("Day of the month"),
        required=False,
        min_value=1,
        max_value=28,
        help_text=_("From 1 to 28. Only if you chose a day of the month above."),
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "min_value": _("Give a day from 1 to 28, which every month has."),
            "max_value": _("Give a day from 1 to 28, which every month has."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entity"] = EntityField(
            self.viewer,
            queries.monthly_places(self.viewer),
            label=_("The status of"),
            required=False,
            empty_label=_("The highest entity where I hold a role"),
            help_text=_("With everything below it, as you may see it on that day."),
        )
