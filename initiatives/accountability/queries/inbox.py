"""My accountability: everything that carries a person's name, in the order to take it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries.commitments import (
    as_listed,
    promises_of,
)
from initiatives.accountability.queries.lateness import overdue
from initiatives.accountability.rules.access import keys_of_any, telling
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.people.models import User
from initiatives.people.rules import covered_by

SOON = timedelta(days=7)
SHOWN = 50
OVERDUE, DUE_SOON, LATER = range(3)


@dataclass(frozen=True)
class Section:
    """The first rows of a part of the inbox, and how many there are."""

    items: list[Commitment]
    total: int

    @classmethod
    def of(cls, items: list[Any]) -> "Section":
        """From rows that know how many there are like them."""
        return cls(items, items[0].total if items else 0)


@dataclass(frozen=True)
class Inbox:
    """What is overdue, due within a week, due later, and overdue with others who answer to me.

    `covered` holds what is overdue or due within a week of those whom I cover for, by their names.
    """

    overdue: Section
    due_soon: Section
    later: Section
    waiting: Section
    covered: dict[User, Section]

    @property
    def total(self) -> int:
        """How many open items carry the person's name."""
        return self.overdue.total + self.due_soon.total + self.later.total

    @property
    def next_due(self) -> date | None:
        """The date of the next item that is not overdue."""
        coming = [*self.due_soon.items, *self.later.items]
        return coming[0].due_on if coming else None


def inbox(viewer: User) -> Inbox:
    """The viewer's inbox; three queries however full it is."""
    parts = own_parts(viewer)
    others = owed_to_me(viewer).filter(overdue())
    return Inbox(
        overdue=Section.of(parts[OVERDUE]),
        due_soon=Section.of(parts[DUE_SOON]),
        later=Section.of(parts[LATER]),
        waiting=Section.of(list(first_of_each(others, Value(0)))),
        covered=while_covering(viewer),
    )


def own_parts(viewer: User) -> dict[int, list[Any]]:
    """What the viewer promised and has not kept, by when it is due."""
    today = clock.today(viewer.time_zone)
    part = Case(
        When(due_on__lt=today, then=OVERDUE),
        When(due_on__lte=today + SOON, then=DUE_SOON),
        default=LATER,
        output_field=IntegerField(),
    )
    mine = promises_of(viewer).filter(state=CommitmentState.OPEN).annotate(part=part)
    found: dict[int, list[Any]] = defaultdict(list)
    for commitment in first_of_each(mine, F("part")):
        found[commitment.part].append(commitment)
    return found


def while_covering(viewer: User) -> dict[User, Section]:
    """By person whom the viewer covers for: what is overdue there, or due within a week."""
    week = LocalDay(Value(clock.now()), F("owner__time_zone"), days=-SOON.days)
    owed = Commitment.objects.filter(
        ~telling(viewer), owner__in=covered_by(viewer), state=CommitmentState.OPEN, due_on__lte=week
    )
    found: dict[User, list[Any]] = defaultdict(list)
    for commitment in first_of_each(as_listed(owed), F("owner")).order_by(
        "owner__name", "due_on", "id"
    ):
        found[commitment.owner].append(commitment)
    return {owner: Section.of(items) for owner, items in found.items()}


def first_of_each(rows: QuerySet[Commitment], by: Any) -> QuerySet[Any]:
    """The first rows of each part as they fall due, each with the `total` of its part."""
    return (
        rows.annotate(
            rank=Window(RowNumber(), partition_by=by, order_by=("due_on", "id")),
            total=Window(Count("pk"), partition_by=by),
        )
        .filter(rank__lte=SHOWN)
        .order_by("due_on", "id")
    )


def owed_to_me(person: User) -> QuerySet[Commitment]:
    """What others promised of initiatives that a person owns or sponsors, of their shortfalls, or
    as asked for by them: they see all of it, but what would tell of what they may not know of.
    """
    theirs = keys_of_any(
        Q(initiative__owner=person),
        Q(initiative__sponsor=person),
        Q(shortfall__owner=person),
        Q(created_by=person),
    )
    return as_listed(Commitment.objects.filter(~telling(person), pk__in=theirs)).exclude(
        owner=person
    )
