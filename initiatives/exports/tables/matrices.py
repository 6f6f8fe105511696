"""The three layouts of the status as rows. They say what the pages say, and count nothing anew."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from initiatives.exports.tables.keys import by_parts, keys_of
from initiatives.exports.tables.shapes import Laid, Row, day_of, name
from initiatives.framework.models import Framework, Principle
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Initiative
from initiatives.status import past, queries
from initiatives.status.models import SnapshotCell
from initiatives.status.queries import Cell
from initiatives.status.queries.by_initiative import NOT_ASSESSED
from initiatives.status.queries.initiatives import initiatives, standing
from initiatives.status.scope import Scope

LayOut = Callable[[], Laid]
CELLS = (
    *("Principle", "Entity", "State", "Level of evidence", "Left behind", "Initiatives"),
    *("Overdue commitments", "No return", "Open signals", "Open shortfalls"),
    *("Say better than shown", "Last activity", "Why", "As of", "Rules"),
)
STOOD = (
    *("Principle", "Entity", "State", "Initiatives", "Overdue commitments", "Open signals"),
    *("Open shortfalls", "As of", "Rules"),
)


def now(viewer: User, entity: Entity, edition: Framework, scope: Scope) -> Laid:
    """A row for each cell of the matrix: a principle at an entity with all below it."""
    found = queries.matrix(viewer, entity, edition, scope)
    as_of = day_of(viewer, found.as_of)
    rows = [cell_row(viewer, cell, as_of) for row in found.rows for cell in row.cells]
    return at_once(CELLS, rows)


def cell_row(viewer: User, cell: Cell, as_of: date | None) -> Row:
    """What a cell says; one where nothing is there is a gap, as on the page."""
    return (
        *(str(cell.principle), cell.entity.name),
        "Nothing here" if cell.is_gap else str(cell.state.label),
        *(str(cell.level.label), "; ".join(cell.left_behind), cell.initiatives, cell.overdue),
        *(cell.no_return, cell.open_signals, cell.open_shortfalls, cell.differs),
        *(day_of(viewer, cell.last_activity), " ".join(cell.reasons), as_of, cell.rules_version),
    )


def kept(viewer: User, entity: Entity, month: date) -> Laid:
    """The same of the last night of a month; what was not kept is said to be so."""
    found = past.kept(viewer, entity, month)
    if found is None:
        return at_once(STOOD, [])
    night = found.snapshot
    rows = [
        (str(principle), place.name, *stood(cell), night.day, night.rules_version)
        for principle, cells in found.rows
        for place, cell in zip(found.entities, cells, strict=True)
    ]
    return at_once(STOOD, rows)


def stood(cell: SnapshotCell | None) -> Row:
    """What was kept of a cell."""
    if cell is None:
        return ("Not kept", None, None, None, None)
    counts = (cell.initiatives, cell.overdue, cell.open_signals, cell.open_shortfalls)
    return (cell.get_state_display(), *counts)


def by_month(viewer: User, entity: Entity, principles: Sequence[Principle]) -> Laid:
    """A row for each entity, a column for each month that was kept."""
    found = past.by_time(viewer, entity, principles)
    columns = ("Entity", *(f"{month:%Y-%m}" for month in found.months))
    rows: list[Row] = [
        (place.name, *(str(state.label) if state else "Not kept" for state in states))
        for place, states in found.rows
    ]
    return at_once(columns, rows)


def by_initiative(viewer: User, edition: Framework, rows: QuerySet[Initiative]) -> Laid:
    """A row for each initiative under way, a column for each principle; read part by part."""
    principles = list(edition.principles.order_by("number"))
    keys = keys_of(viewer, rows)
    columns = (
        *("Reference", "Initiative", "Entity", "Accountable owner", "State by the evidence"),
        *(str(principle) for principle in principles),
    )

    def cells(wanted: list[int]) -> Iterator[tuple[int, Row]]:
        part = initiatives(viewer).filter(pk__in=wanted).order_by()
        for one in queries.served(part, principles):
            yield one.initiative.pk, initiative_row(one.initiative, one.ratings)

    return Laid(columns, len(keys), by_parts(keys, cells))


def initiative_row(one: Any, ratings: Sequence[str]) -> Row:
    """An initiative with its latest rating under each principle: empty where it serves it not."""
    judged = standing(one)
    return (
        *(one.reference, one.title, one.entity.name, name(one.owner)),
        judged.get_state_display() if judged else "not judged yet",
        *(said_of(rating) for rating in ratings),
    )


def said_of(rating: str) -> str:
    """A rating in words."""
    if rating == NOT_ASSESSED:
        return "Not assessed"
    return str(Rating(rating).label) if rating else ""


def at_once(columns: tuple[str, ...], rows: list[Row]) -> Laid:
    """A table that is here already."""
    return Laid(columns, len(rows), iter([rows] if rows else []))
