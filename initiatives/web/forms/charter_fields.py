"""The fields that a charter and the smaller forms of an initiative are made of."""

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import TeamPart
from initiatives.web.frame.forms import Choices, DateField
from initiatives.web.frame.offered import Offered

LONGEST_TEXT = 10_000


def line(
    label: str, length: int = 200, help_text: str = "", required: bool = False
) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, max_length=length, help_text=help_text, required=required)


def text(label: str, help_text: str = "", rows: int = 4, required: bool = False) -> forms.CharField:
    """A text of several lines, which may stay empty unless it is required."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, help_text=help_text, required=required, widget=area
    )


def day(label: str, help_text: str = "") -> DateField:
    """A date that may stay empty."""
    return DateField(label=label, help_text=help_text, required=False)


def member_field(row: int, offered: Choices) -> forms.TypedChoiceField:
    """Who is on the team."""
    return forms.TypedChoiceField(
        label=_("Team member %(value)s") % {"value": row + 1},
        choices=[("", _("Nobody")), *offered],
        widget=Offered,
        coerce=int,
        empty_value=None,
        required=False,
    )


def part_field(row: int) -> forms.ChoiceField:
    """The part they take."""
    return forms.ChoiceField(
        label=_("Part of team member %(value)s") % {"value": row + 1},
        choices=TeamPart.choices,
        initial=TeamPart.MEMBER,
        required=False,
    )
