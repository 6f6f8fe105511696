"""What people say of charts: a phase, an event, a reference group, which vocabularies meet."""

from datetime import date
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.models import Stratum
from initiatives.measures.rules.charting import QUESTIONS
from initiatives.web.forms.charter_fields import line
from initiatives.web.forms.charter_fields import text as area
from initiatives.web.frame.forms import DateField, VersionedForm
from initiatives.web.measure_words import period_in_words

YES, NO = "yes", "no"
HINTS = {
    "different": _("More than a point or two: a run that chance does not explain."),
    "known": _("You can name what was changed, and when."),
    "wanted": _("It is a change for the better."),
    "lasting": _("What was changed stays in place."),
}


def question(name: str) -> forms.TypedChoiceField:
    """One of the four questions; neither answer is chosen beforehand."""
    return forms.TypedChoiceField(
        label=QUESTIONS[name],
        choices=[(YES, _("Yes")), (NO, _("No"))],
        coerce=lambda said: said == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=HINTS[name],
    )


class PhaseForm(VersionedForm):
    """From which period, what changed, and the four questions.

    `initial` names the periods that can be chosen and the frequency in which they are said.
    """

    reason = area(
        _("What changed"), _("It is kept in the history and shown with the phase."), rows=2
    )
    different = question("different")
    known = question("known")
    wanted = question("wanted")
    lasting = question("lasting")
    field_order = ("starts", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        periods: list[date] = self.initial.get("periods", [])
        words = [(day.isoformat(), self.said(day)) for day in reversed(periods)]
        self.fields["starts"] = forms.TypedChoiceField(
            label=_("A new phase from"),
            choices=[("", _("Choose a period")), *words],
            coerce=date.fromisoformat,
            empty_value=None,
            widget=forms.Select(attrs={"class": "short"}),
        )
        self.order_fields(self.field_order)

    def said(self, day: date) -> str:
        return period_in_words(day, self.initial.get("frequency", ""))


class EventForm(VersionedForm):
    """What happened on a day."""

    on = DateField(label=_("Day"))
    text = line(
        _("What happened"),
        120,
        _("A few words that fit on a chart, such as: Interpreter carts on all wards"),
        required=True,
    )


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A group of a vocabulary."""

    def label_from_instance(self, obj: Stratum) -> str:
        return obj.label


class ReferenceForm(VersionedForm):
    """Which group the others are compared with, and why; `initial` has the groups."""

    because = line(_("Why"), 300, _("It is printed with each result."), required=True)
    field_order = ("stratum", "because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stratum"] = GroupField(
            self.initial["groups"],
            label=_("Reference group"),
            required=False,
            empty_label=_("None: the best group with enough people"),
            widget=forms.Select(attrs={"class": "medium"}),
        )
        self.order_fields(self.field_order)


class MeetingForm(VersionedForm):
    """Two vocabularies whose groups are shown where they meet, or neither."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("one", _("Vocabulary")), ("other", _("Shown by"))):
            self.fields[name] = forms.ModelChoiceField(
                self.initial["vocabularies"],
                label=label,
                required=False,
                empty_label=_("None"),
                widget=forms.Select(attrs={"class": "medium"}),
            )
