"""A number of one cell over time: of each period the last night that was kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth, TruncWeek

from initiatives.base import clock
from initiatives.framework.models import Principle
from initiatives.measures.rules.periods import next_period, period_of
from initiatives.people.models import Entity, User
from initiatives.status.choices import Number, State, Step
from initiatives.status.models import SnapshotCell
from initiatives.status.past.sight import visible_cells

LATEST = 60  # periods: five years of months
PERIODS = {Step.MONTH: TruncMonth, Step.WEEK: TruncWeek}


@dataclass(frozen=True)
class Point:
    """A period, by its first day, and its last night that was kept; without one, no value.

    `is_over` is false of the period that still runs.
    """

    period: date
    is_over: bool
    day: date | None = None
    value: int | None = None
    state: State | None = None
    rules_version: str = ""


def series(
    viewer: User, principle: Principle, entity: Entity, number: Number, step: Step
) -> list[Point]:
    """The latest periods in the order of time, none left out between the first and the last."""
    rows = nights(viewer, principle, entity, step).select_related("snapshot")
    found = {cell.period: cell for cell in rows[:LATEST]}  # type: ignore[attr-defined]
    if not found:
        return []
    running = starts_of(clock.today(), step)
    return [
        point(period, period < running, found.get(period), number)
        for period in list(periods(min(found), max(found), step))[-LATEST:]
    ]


def nights(
    viewer: User, principle: Principle, entity: Entity, step: Step
) -> QuerySet[SnapshotCell]:
    """The last night of each period, the latest first."""
    cells = visible_cells(viewer).filter(principle=principle, entity=entity)
    if step == Step.DAY:
        return cells.annotate(period=F("snapshot__day")).order_by("-snapshot__day")
    rows = cells.annotate(period=PERIODS[step]("snapshot__day"))
    return rows.order_by("-period", "-snapshot__day").distinct("period")


def months(viewer: User, principle: Principle, entity: Entity) -> int:
    """How many months have a night that was kept."""
    cells = visible_cells(viewer).filter(principle=principle, entity=entity)
    counted = cells.aggregate(months=Count(TruncMonth("snapshot__day"), distinct=True))
    return int(counted["months"])


def point(period: date, is_over: bool, cell: SnapshotCell | None, number: Number) -> Point:
    """A period with what was kept of it."""
    if cell is None:
        return Point(period, is_over)
    value = getattr(cell, number)
    return Point(
        period, is_over, cell.snapshot_id, value, State(cell.state), cell.snapshot.rules_version
    )


def starts_of(day: date, step: Step) -> date:
    """The first day of the period of a day."""
    return day if step == Step.DAY else period_of(day, step)[0]


def periods(first: date, last: date, step: Step) -> Iterator[date]:
    """The first days of the periods from one to another."""
    while first <= last:
        yield first
        first = first + timedelta(days=1) if step == Step.DAY else next_period(first, step)[0]
