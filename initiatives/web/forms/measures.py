"""Defining a measure: what is counted, how it is charted, by which groups; and its next version."""

from dataclasses import fields
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import queries
from initiatives.measures.choices import PROPORTIONS, Direction, Frequency, MeasureKind
from initiatives.measures.models import Stratification
from initiatives.measures.services import Terms
from initiatives.measures.spc import RULE_SETS
from initiatives.portfolio.models import Initiative
from initiatives.web.forms.charter_fields import day, line
from initiatives.web.forms.charter_fields import text as area
from initiatives.web.frame.forms import PersonField, VersionedForm, ViewerForm
from initiatives.web.measure_words import CHART_GROUPS, vocabulary_label

PERCENT = 100.0
KINDS = [
    (MeasureKind.OUTCOME, _("Outcome: what changes for people")),
    (MeasureKind.PROCESS, _("Process: what we do, or fail to do")),
    (MeasureKind.BALANCING, _("Balancing: what must not get worse meanwhile")),
]
NO_VOCABULARIES = _(
    "There are no vocabularies yet. An equity lead or an administrator of the whole system adds "
    "them; they can be added to the measure afterwards."
)


def number(label: str, help_text: str = "") -> forms.FloatField:
    """A number that may stay empty."""
    wrong = {"invalid": _("Give a number, such as 12.5.")}
    return forms.FloatField(label=label, help_text=help_text, required=False, error_messages=wrong)


def whole(label: str, help_text: str = "", least: int = 0, **said: Any) -> forms.IntegerField:
    """A whole number; the service says from where to where."""
    box = forms.NumberInput(attrs={"class": "short", "min": least})
    wrong = {"invalid": _("Give a whole number.")}
    return forms.IntegerField(
        label=label, help_text=help_text, widget=box, error_messages=wrong, **said
    )


class VocabulariesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of vocabularies, ticked."""

    def __init__(self, offered: Any, **kwargs: Any) -> None:
        super().__init__(offered, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)

    def label_from_instance(self, obj: Stratification) -> str:
        return vocabulary_label(obj)


class InitiativeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One initiative, by name and reference."""

    def label_from_instance(self, obj: Initiative) -> str:
        return f"{obj.title} ({obj.reference})"


class TermsForm(ViewerForm):
    """How something is counted and charted; `cleaned_data["terms"]` is the whole of it."""

    text = area(
        _("Operational definition"),
        _("What is counted, so exactly that two people who count get the same figure."),
        rows=3,
    )
    numerator = line(_("Numerator"), 300, _("Whom or what you count, such as: patients screened"))
    denominator = line(_("Denominator"), 300, _("Among whom or what, such as: adult patients seen"))
    inclusions = area(_("Who is counted"), _("Ages, places, visits, codes."), rows=2)
    exclusions = area(_("Who is left out, and why"), rows=2)
    unit = line(
        _("Unit"), 60, _("Left empty: % for a share. Else such as: falls per 1,000 bed days")
    )
    multiplier = number(_("Multiply by"), _("Left empty: 100 for a share, 1 for all else."))
    direction = forms.ChoiceField(
        label=_("Which way is better"), choices=Direction.choices, widget=forms.RadioSelect
    )
    baseline = number(_("Baseline"), _("Where it stood at the start, in the unit."))
    target = number(_("Target"), _("In the unit."))
    target_on = day(_("Target date"))
    source = line(
        _("Data source"), 300, _("The report, register or system, such as: Epic report 1234")
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Frequency.choices,
        initial=Frequency.MONTH,
        widget=forms.Select(attrs={"class": "short"}),
    )
    due_days = whole(
        _("Data are due after so many days"),
        _("From the end of a period. Its owner is reminded."),
        initial=Terms.due_days,
    )
    chart = forms.ChoiceField(
        label=_("What the numbers are"), choices=CHART_GROUPS, widget=forms.RadioSelect
    )
    rules = forms.ChoiceField(
        label=_("Rules for signals"),
        choices=[(name, one.title) for name, one in RULE_SETS.items()],
        initial=Terms.rules,
        widget=forms.Select(attrs={"class": "medium"}),
        help_text=_("What counts as more than chance. Unsure? Keep the Anhøj rules."),
    )
    screen = forms.BooleanField(
        label=_("Leave out wild moving ranges once"),
        required=False,
        initial=Terms.screen,
        help_text=_("On individuals charts, so that one freak value does not widen the limits."),
    )
    freeze = whole(
        _("Freeze the limits after so many periods"),
        _("Left empty: limits come from all periods of a phase."),
        least=2,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        share = given.get("chart") in PROPORTIONS
        if given.get("multiplier") is None:
            given["multiplier"] = PERCENT if share else 1.0
        if share and not given.get("unit") and given["multiplier"] == PERCENT:
            given["unit"] = "%"
        if not self.errors:
            given["terms"] = Terms(**{one.name: given[one.name] for one in fields(Terms)})
        return given


class DraftForm(TermsForm, VersionedForm):
    """The next definition of a measure."""


class MeasureFields(ViewerForm):
    """What a measure is, apart from how it is counted."""

    name = line("Name", help_text="What people call it.", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    why = area(_("Why it is counted"), _("What it tells you of the people you serve."), rows=2)
    threshold = whole(
        _("Mask counts below"),
        _("11 masks counts from 1 to 10 for everybody who does not work with these data."),
        least=2,
        initial=11,
    )
    floor = whole(
        _("People needed for a verdict"),
        _("A group of fewer is shown as too few to say, never as without a gap."),
        least=1,
        initial=30,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer,
            named=self.initial.get("owner"),
            label=_("Owner"),
            help_text=_("Who sees to it that the data come, and is reminded when they are due."),
            required=False,
            empty_label=_("Nobody yet"),
        )
        self.fields["stratifications"] = VocabulariesField(
            self.offered(),
            label=_("Vocabularies"),
            help_text=_(
                "By which groups the data are told apart, so that a good average hides "
                "nobody. More can be added later; none is taken away."
            ),
        )
        if not self.fields["stratifications"].choices:  # type: ignore[attr-defined]
            self.fields["stratifications"].help_text = self.none_offered

    none_offered = NO_VOCABULARIES

    def offered(self) -> Any:
        """The vocabularies to choose from."""
        return queries.stratifications(self.viewer)


class NewMeasure(MeasureFields, TermsForm):
    """A measure with the draft of its definition; asks for the initiative where none is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if initiatives := self.initial.get("initiatives"):
            self.fields["initiative"] = InitiativeField(
                initiatives, label=_("Initiative"), empty_label=_("Choose an initiative")
            )


class MeasureRevision(MeasureFields, VersionedForm):
    """A measure that is there, changed."""

    none_offered = _("It has all vocabularies that are loaded.")

    def offered(self) -> Any:
        return super().offered().exclude(pk__in=[one.pk for one in self.initial["chosen"]])
