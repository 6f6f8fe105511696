"""Logging a shortfall, saying it better, answering for it, confirming and reopening it."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.shortfalls.choices import CauseKind, FoundBy, Severity
from initiatives.shortfalls.services import BY_HAND, LARGEST
from initiatives.web.forms.charter_fields import day, line, text
from initiatives.web.frame.forms import (
    DateField,
    EntityField,
    PersonField,
    PrincipleField,
    ReasonForm,
    VersionedForm,
    ViewerForm,
    person_choices,
)

WITHOUT_NAMES = _("Groups and numbers, never names. Counts only.")


def number(label: str) -> forms.IntegerField:
    """A number of people, which may stay empty."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=LARGEST)


def severity_field() -> forms.ChoiceField:
    """How much weight it has."""
    return forms.ChoiceField(
        label=_("Severity"), choices=Severity.choices, widget=forms.RadioSelect
    )


def title_field() -> forms.CharField:
    """What fell short, in one line."""
    return line(
        _("What fell short"),
        help_text=_("One sentence that a stranger understands."),
        required=True,
    )


def unlived_field(viewer: User) -> PrincipleField:
    """Against which principle."""
    return PrincipleField(
        viewer, label=_("Principle that was not lived"), empty_label=_("Choose a principle")
    )


def affected_field() -> forms.CharField:
    """Who is affected."""
    return line(_("Who is affected"), length=300, help_text=WITHOUT_NAMES)


class LogForm(ViewerForm):
    """What fell short, against which principle, where, for whom, and how it was found."""

    title = title_field()
    severity = severity_field()
    affected = affected_field()
    found_by = forms.ChoiceField(
        label=_("How it was found"),
        choices=[choice for choice in FoundBy.choices if choice[0] != FoundBy.MISSED_COMMITMENT],
    )
    found_on = DateField(label=_("Found on"))
    found_note = text(_("What showed it"), _("The report, the figure, the conversation."), rows=2)
    detail = text(_("Detail"))
    field_order = (
        "title",
        "principle",
        "entity",
        "severity",
        "affected",
        "found_by",
        "found_on",
        "found_note",
        "owner",
        "detail",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principle"] = unlived_field(self.viewer)
        self.fields["entity"] = EntityField(
            self.viewer,
            self.initial.get("offered", ()),
            label=_("Where"),
            empty_label=_("Choose an entity"),
        )
        self.fields["owner"] = PersonField(
            self.viewer,
            label=_("Who answers for it"),
            required=False,
            empty_label=_("Nobody yet"),
            help_text=_("It can be named later; until then the log shows that nobody does."),
        )
        self.order_fields(self.field_order)


class RevisionForm(VersionedForm):
    """What fell short, said better, and why it happened."""

    title = title_field()
    severity = severity_field()
    affected = affected_field()
    explanation = text(
        _("Why it happened"), _("Causes that lie in how we work, not in single people.")
    )
    detail = text(_("Detail"))


class AssignForm(VersionedForm):
    """Who answers for it."""

    who = _("Who answers for it")
    reason = text(_("Why"), _("It is kept in the history."), rows=2)
    field_order = ("owner", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, label=self.who, empty_label=_("Choose a person")
        )
        self.order_fields(self.field_order)


class AcceptForm(VersionedForm):
    """Against which principle, how severe, and who answers for it."""

    severity = severity_field()
    field_order = ("principle", "severity", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principle"] = unlived_field(self.viewer)
        self.fields["owner"] = PersonField(
            self.viewer, label=_("Who answers for it"), required=False, empty_label=_("Nobody yet")
        )
        self.order_fields(self.field_order)


class CloseForm(VersionedForm):
    """What the confirmation rests on."""

    confirmation = forms.CharField(
        label=_("What you saw that shows it is put right"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept with your name. Counts only, no names of patients."),
    )
    check_again_on = day(
        _("See again on"),
        _("You promise to see on this day whether it lasts; left empty, nobody does."),
    )


class ReopenForm(ReasonForm):
    """Why it is not put right after all."""


class SourceForm(VersionedForm):
    """Another way in which it was found."""

    kind = forms.ChoiceField(
        label=_("How it was found"), choices=[(kind.value, kind.label) for kind in BY_HAND]
    )
    found_on = DateField(label=_("Found on"))
    note = text(_("What showed it"), _("The report, the figure, the conversation."), rows=2)


class DescribeForm(VersionedForm):
    """How large it is, against whom, and why it happened."""

    size_count = number(_("How many people it touched"))
    size_out_of = number(_("Out of how many of that group"))
    compared_with = line(_("Compared with whom"), length=120)
    compared_count = number(_("How many of those"))
    compared_out_of = number(_("Out of how many of those"))
    whys = text(
        _("Why, and why that"), _("One answer a line: each asks why of the one before."), rows=5
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CauseKind:
            self.fields[f"cause_{kind}"] = text(
                _("Causes: %(kind)s") % {"kind": kind.label}, _("One a line."), rows=2
            )

    def clean(self) -> dict[str, Any]:
        """Lines as lists, and causes by kind, as the service takes them."""
        given = super().clean() or {}
        causes = {kind.value: lines(given.pop(f"cause_{kind}", "")) for kind in CauseKind}
        return given | {"whys": lines(given.get("whys", "")), "causes": causes}


def lines(words: str) -> list[str]:
    """The lines of a text that say anything."""
    return [one.strip() for one in words.splitlines() if one.strip()]


class MergeForm(VersionedForm):
    """Which of two goes on."""

    stays = forms.TypedChoiceField(
        label=_("Which one goes on?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stays"].choices = self.initial["pair"]  # type: ignore[attr-defined]


class RestrictForm(ReasonForm):
    """Why it is confidential, and who is let in besides those who are anyway."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"] = forms.ModelMultipleChoiceField(
            people.people(self.viewer),
            label=_("Who else may know of it"),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "tall"}),
        )
        self.fields["named"].choices = person_choices(  # type: ignore[attr-defined]
            people.directory(self.viewer)
        )
