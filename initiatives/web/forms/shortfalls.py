"""Logging a shortfall, saying it better, answering for it, confirming and reopening it."""

from typing import Any

from django import forms

from initiatives.shortfalls.choices import FoundBy, Severity
from initiatives.web.forms.charter_fields import line, text
from initiatives.web.frame.forms import (
    DateField,
    EntityField,
    PersonField,
    PrincipleField,
    ReasonForm,
    VersionedForm,
    ViewerForm,
)

WITHOUT_NAMES = "Groups and numbers, never names. Counts only."


def severity_field() -> forms.ChoiceField:
    """How much weight it has."""
    return forms.ChoiceField(label="Severity", choices=Severity.choices, widget=forms.RadioSelect)


def title_field() -> forms.CharField:
    """What fell short, in one line."""
    return line(
        "What fell short", help_text="One sentence that a stranger understands.", required=True
    )


def affected_field() -> forms.CharField:
    """Who is affected."""
    return line("Who is affected", length=300, help_text=WITHOUT_NAMES)


class LogForm(ViewerForm):
    """What fell short, against which principle, where, for whom, and how it was found."""

    title = title_field()
    severity = severity_field()
    affected = affected_field()
    found_by = forms.ChoiceField(
        label="How it was found",
        choices=[choice for choice in FoundBy.choices if choice[0] != FoundBy.MISSED_COMMITMENT],
    )
    found_on = DateField(label="Found on")
    found_note = text("What showed it", "The report, the figure, the conversation.", rows=2)
    detail = text("Detail")
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
        self.fields["principle"] = PrincipleField(
            self.viewer, label="Principle that was not lived", empty_label="Choose a principle"
        )
        self.fields["entity"] = EntityField(
            self.viewer,
            self.initial.get("offered", ()),
            label="Where",
            empty_label="Choose an entity",
        )
        self.fields["owner"] = PersonField(
            self.viewer,
            label="Who answers for it",
            required=False,
            empty_label="Nobody yet",
            help_text="It can be named later; until then the log shows that nobody does.",
        )
        self.order_fields(self.field_order)


class RevisionForm(VersionedForm):
    """What fell short, said better, and why it happened."""

    title = title_field()
    severity = severity_field()
    affected = affected_field()
    explanation = text("Why it happened", "Causes that lie in how we work, not in single people.")
    detail = text("Detail")


class AssignForm(VersionedForm):
    """Who answers for it."""

    reason = text("Why", "It is kept in the history.", rows=2)
    field_order = ("owner", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PersonField(
            self.viewer, label="Who answers for it", empty_label="Choose a person"
        )
        self.order_fields(self.field_order)


class AcceptForm(VersionedForm):
    """Against which principle, how severe, and who answers for it."""

    severity = severity_field()
    field_order = ("principle", "severity", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principle"] = PrincipleField(
            self.viewer, label="Principle that was not lived", empty_label="Choose a principle"
        )
        self.fields["owner"] = PersonField(
            self.viewer, label="Who answers for it", required=False, empty_label="Nobody yet"
        )
        self.order_fields(self.field_order)


class CloseForm(VersionedForm):
    """What the confirmation rests on."""

    confirmation = forms.CharField(
        label="What you saw that shows it is put right",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is kept with your name. Counts only, no names of patients.",
    )


class ReopenForm(ReasonForm):
    """Why it is not put right after all."""
