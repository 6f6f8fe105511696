"""Whole matrices of the past: the last night of each month, and how a number moved by months."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.db.models.functions import TruncMonth

from initiatives.framework.models import Framework, Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.choices import Number, State, Step, Way
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.past.charting import analysis_of
from initiatives.status.past.series import Point, point
from initiatives.status.past.sight import may_see_past, visible_cells
from initiatives.status.rules import GRAVITY

LATEST = 18  # months
WAYS = {"special_cause_improvement": Way.FEWER, "special_cause_concern": Way.MORE}
Cells = Mapping[tuple[int, int], Mapping[date, SnapshotCell]]  # by principle and entity, by month


@dataclass(frozen=True)
class Kept:
    """The matrix of a past night, as it was judged then."""

    snapshot: Snapshot
    framework: Framework
    entities: Sequence[Entity]
    rows: Sequence[tuple[Principle, Sequence[SnapshotCell | None]]]


@dataclass(frozen=True)
class ByTime:
    """Entities by months: the state of one principle, or the gravest of all."""

    months: Sequence[date]
    rows: Sequence[tuple[Entity, Sequence[State | None]]]


def nights_of_months(latest: int = LATEST) -> dict[date, date]:
    """The last night that was kept of each of the latest months, by the month, in order."""
    rows = Snapshot.objects.annotate(month=TruncMonth("day")).order_by("-month")
    found = rows.values("month").annotate(night=Max("day")).values_list("month", "night")[:latest]
    return dict(reversed(list(found)))


def cells_of(
    viewer: User, nights: Mapping[date, date], entities: Iterable[Entity], principles: Iterable[int]
) -> Cells:
    """What was kept on these nights of these cells, as far as it is in sight."""
    month_of = {night: month for month, night in nights.items()}
    rows = visible_cells(viewer).filter(
        snapshot__in=list(month_of),
        entity__in=[entity.pk for entity in entities],
        principle__in=list(principles),
    )
    found: dict[tuple[int, int], dict[date, SnapshotCell]] = {}
    for cell in rows.select_related("snapshot"):
        at = found.setdefault((cell.principle_id, cell.entity_id), {})
        at[month_of[cell.snapshot_id]] = cell
    return found


def ways(
    viewer: User, entities: Sequence[Entity], principles: Iterable[int]
) -> dict[tuple[int, int], Way]:
    """How the overdue commitments of each cell move, judged as a control chart by month."""
    nights = nights_of_months()
    kept = cells_of(viewer, nights, entities, principles)
    return {key: way_of(points(nights, cells)) for key, cells in kept.items()}


def points(nights: Mapping[date, date], cells: Mapping[date, SnapshotCell]) -> list[Point]:
    """A point a month from the first that was kept; months without a night are missing."""
    return [point(month, True, cells.get(month), Number.OVERDUE) for month in nights]


def way_of(series: Sequence[Point]) -> Way:
    """What the latest point says; nothing where there are too few."""
    analysis = analysis_of(series, Number.OVERDUE, Step.MONTH)
    if analysis is None or analysis.variation is None:
        return Way.TOO_FEW
    return WAYS.get(analysis.variation, Way.AS_USUAL)


def kept(viewer: User, entity: Entity, month: date) -> Kept | None:
    """The matrix of the last night of a month; None where no night of it was kept.

    Raises NotAllowed for an entity whose past the viewer may not see.
    """
    may_see_past(viewer, entity).require()
    nights = Snapshot.objects.select_related("framework").annotate(month=TruncMonth("day"))
    night = nights.filter(month=month).order_by("-day").first()
    if night is None:
        return None
    entities = [entity, *people.children(viewer, entity)]
    principles = list(night.framework.principles.order_by("number"))
    found = cells_of(viewer, {month: night.day}, entities, [one.pk for one in principles])
    rows = [
        (one, [found.get((one.pk, place.pk), {}).get(month) for place in entities])
        for one in principles
    ]
    return Kept(night, night.framework, entities, rows)


def by_time(
    viewer: User, entity: Entity, principles: Sequence[Principle], latest: int = 12
) -> ByTime:
    """An entity and those right below it, month by month. Raises NotAllowed as `kept` does."""
    may_see_past(viewer, entity).require()
    nights = nights_of_months(latest)
    entities = [entity, *people.children(viewer, entity)]
    found = cells_of(viewer, nights, entities, [one.pk for one in principles])
    rows = [
        (place, [gravest(found, place, principles, month) for month in nights])
        for place in entities
    ]
    return ByTime(list(nights), rows)


def gravest(
    found: Cells, place: Entity, principles: Sequence[Principle], month: date
) -> State | None:
    """The gravest state of these principles at an entity in a month; None where none was kept."""
    cells = [found.get((one.pk, place.pk), {}).get(month) for one in principles]
    states = [State(cell.state) for cell in cells if cell is not None]
    return min(states, key=GRAVITY.index, default=None)
