"""What waits for the viewer's decision, as pages show it: each with the pages of its actions."""

from typing import NamedTuple

from django.urls import reverse

from initiatives.people.models import User
from initiatives.status import queries
from initiatives.status.deciding.rules import Action, Decision


class Choice(NamedTuple):
    """A decision that waits, with the page of its record and the actions: labels and addresses."""

    decision: Decision
    url: str
    actions: list[tuple[str, str]]


def choices_of(viewer: User) -> list[Choice]:
    """At most three, the most pressing first."""
    return [choice_of(decision) for decision in queries.decisions(viewer)]


def choice_of(decision: Decision) -> Choice:
    """A decision with its links."""
    record = decision.record
    page = reverse(str(record._meta.model_name), args=[record.pk])  # pages are named after kinds
    return Choice(decision, page, [(one.label, url_of(one, decision)) for one in decision.actions])


def url_of(action: Action, decision: Decision) -> str:
    """The page on which an action is taken."""
    address = reverse(action.url_name, args=[decision.record.pk])
    return f"{address}?do={action.verdict}" if action.verdict else address
