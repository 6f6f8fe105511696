"""My accountability: everything that carries a person's name, in the order to take it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries.commitments import (
    as_listed,
    commitments,
    promises_of,
)
from initiatives.accountability.queries.lateness import overdue
from initiatives.accountability.rules.access import telling
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.people.models import User
from initiatives.people.rules import covered_by

SOON = timedelta(days=7)
SHOWN = 50


@dataclass(frozen=True)
class Section:
    """The first rows of a part of the inbox, and how many there are."""

    items: list[Commitment]
    total: int

    @classmethod
    def of(cls, rows: QuerySet[Commitment]) -> "Section":
        """Counts only where not all rows fit."""
        items = list(rows[: SHOWN + 1])
        total = len(items) if len(items) <= SHOWN else rows.count()
        return cls(items[:SHOWN], total)


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
    """The viewer's inbox; five queries however full it is."""
    today = clock.today(viewer.time_zone)
    order = ("due_on", "id")
    mine = promises_of(viewer).filter(state=CommitmentState.OPEN).order_by(*order)
    others = commitments(viewer).filter(overdue(), answers_to(viewer)).exclude(owner=viewer)
    return Inbox(
        overdue=Section.of(mine.filter(due_on__lt=today)),
        due_soon=Section.of(mine.filter(due_on__gte=today, due_on__lte=today + SOON)),
        later=Section.of(mine.filter(due_on__gt=today + SOON)),
        waiting=Section.of(others.order_by(*order)),
        covered=while_covering(viewer),
    )


def while_covering(viewer: User) -> dict[User, Section]:
    """By person whom the viewer covers for: what is overdue there, or due within a week."""
    week = LocalDay(Value(clock.now()), F("owner__time_zone"), days=-SOON.days)
    owed = Commitment.objects.filter(
        ~telling(viewer), owner__in=covered_by(viewer), state=CommitmentState.OPEN, due_on__lte=week
    )
    rows = as_listed(owed).annotate(
        rank=Window(RowNumber(), partition_by="owner", order_by=("due_on", "id")),
        total=Window(Count("pk"), partition_by="owner"),
    )
    found: dict[User, list[Any]] = defaultdict(list)
    for commitment in rows.filter(rank__lte=SHOWN).order_by("owner__name", "due_on", "id"):
        found[commitment.owner].append(commitment)
    return {owner: Section(items, items[0].total) for owner, items in found.items()}


def answers_to(person: User) -> Q:
    """Of initiatives that a person owns or sponsors, of their shortfalls, or asked for by them."""
    return (
        Q(initiative__owner=person)
        | Q(initiative__sponsor=person)
        | Q(shortfall__owner=person)
        | Q(created_by=person)
    )
