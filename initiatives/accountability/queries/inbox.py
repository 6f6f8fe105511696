"""My accountability: everything that carries a person's name, in the order to take it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries.commitments import commitments, promises_of
from initiatives.accountability.queries.lateness import overdue
from initiatives.base import clock
from initiatives.people.models import User

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
    """What is overdue, due within a week, due later, and overdue with others who answer to me."""

    overdue: Section
    due_soon: Section
    later: Section
    waiting: Section

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
    """The viewer's inbox; four queries however full it is."""
    today = clock.today(viewer.time_zone)
    order = ("due_on", "id")
    mine = promises_of(viewer).filter(state=CommitmentState.OPEN).order_by(*order)
    others = commitments(viewer).filter(overdue(), answers_to(viewer)).exclude(owner=viewer)
    return Inbox(
        overdue=Section.of(mine.filter(due_on__lt=today)),
        due_soon=Section.of(mine.filter(due_on__gte=today, due_on__lte=today + SOON)),
        later=Section.of(mine.filter(due_on__gt=today + SOON)),
        waiting=Section.of(others.order_by(*order)),
    )


def answers_to(person: User) -> Q:
    """Of initiatives that a person owns or sponsors, of their shortfalls, or asked for by them."""
    return (
        Q(initiative__owner=person)
        | Q(initiative__sponsor=person)
        | Q(shortfall__owner=person)
        | Q(created_by=person)
    )
