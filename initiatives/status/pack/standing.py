"""Principles by entities: live, or as the last night of a period that is over kept it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.framework.models import Principle
from initiatives.people.models import Entity
from initiatives.status.choices import State
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.pack.asking import Asked
from initiatives.status.pack.parts import GAP, Column, Mark, Section, Table
from initiatives.status.past.comparing import night_of
from initiatives.status.past.sight import visible_cells
from initiatives.status.past.wording import day_in_words
from initiatives.status.queries import Cell, matrix
from initiatives.status.rules import count

ACROSS = 6  # entities beside the whole in one table; more of them make another table
Key = tuple[int, int]  # principle, entity
METHOD = (
    "A cell counts one principle at one entity with all below it, from what the viewer may see. "
    "The gravest reason decides its state, and nothing is on track by default."
)


@dataclass(frozen=True)
class Standing:
    """The matrix of a pack: its section, and what the summary says of it."""

    section: Section
    states: tuple[tuple[str, State], ...]
    gaps: int
    cells: int
    rules_version: str
    night: str


@dataclass(frozen=True)
class Grid:
    """What stands at each principle and entity; `said` tells as of when."""

    principles: Sequence[Principle]
    entities: Sequence[Entity]
    cells: Mapping[Key, Cell | SnapshotCell]
    rules_version: str
    said: str
    night: str = ""  # the day of it, where it is not live


def standing(asked: Asked) -> Standing:
    """Where each principle stands at the entity and right below it."""
    grid = grid_of(asked)
    marks = {key: mark_of(cell) for key, cell in grid.cells.items()}
    whole = asked.entity.pk
    return Standing(
        section=Section(
            title="Principles by entity",
            sentences=(grid.said,),
            blocks=tuple(tables(grid, marks)),
            method=METHOD,
            wide=True,
        ),
        states=tuple(
            (one.short_name, State(grid.cells[one.pk, whole].state)) for one in grid.principles
        ),
        gaps=sum(mark.state == GAP for mark in marks.values()),
        cells=len(marks),
        rules_version=grid.rules_version,
        night=grid.night,
    )


def grid_of(asked: Asked) -> Grid:
    """The live matrix; that of the last night of the period where it is over and was kept."""
    live = matrix(asked.viewer, asked.entity, asked.framework, rules=asked.rules)
    principles = [row.principle for row in live.rows]
    entities = [column.entity for column in live.columns]
    found = {(cell.principle.pk, cell.entity.pk): cell for row in live.rows for cell in row.cells}
    night = night_of(asked.period.end) if asked.period.is_over else None
    if night is not None and night.day >= asked.period.start:
        then = kept(asked, night, principles, entities)
        if then:
            return then
    said = "As it stands now; each entity counts with everything below it."
    if asked.period.is_over:
        said = (
            "As it stands now, since no night of the period was kept; each entity counts with "
            "everything below it."
        )
    return Grid(principles, entities, found, asked.rules.version, said)


def kept(
    asked: Asked, night: Snapshot, principles: list[Principle], entities: list[Entity]
) -> Grid | None:
    """The matrix of a night, without entities that were not there; None for other principles."""
    rows = visible_cells(asked.viewer).filter(
        snapshot=night, principle__in=principles, entity__in=entities
    )
    found = {(cell.principle_id, cell.entity_id): cell for cell in rows}
    there = [one for one in entities if (principles[0].pk, one.pk) in found] if principles else []
    if not there or there[0] != asked.entity or len(found) != len(there) * len(principles):
        return None
    day = day_in_words(night.day)
    said = (
        f"As the night of {day} kept it; each entity counts with everything "
        "that was below it, confidential shortfalls left out."
    )
    return Grid(principles, there, found, night.rules_version, said, day)


def mark_of(cell: Cell | SnapshotCell) -> Mark:
    """A cell as it is shown: its state, and every number that is not nought."""
    numbers = (
        (cell.initiatives, "initiative"),
        (cell.overdue, "overdue"),
        (cell.open_shortfalls, "shortfall"),
        (cell.open_signals, "signal"),
    )
    counts = tuple(
        f"{number:,} overdue" if what == "overdue" else count(number, what)
        for number, what in numbers
        if number
    )
    if not counts:
        return Mark(GAP, "Nothing here")
    return Mark(cell.state, State(cell.state).label, (*said_beside(cell), *counts))


def said_beside(cell: Cell | SnapshotCell) -> tuple[str, ...]:
    """The level of evidence; of a live cell also who says better, and who is left behind."""
    found = [] if cell.level is None else [f"evidence {int(cell.level)} of 4"]
    if isinstance(cell, Cell):
        if cell.differs:
            found.append(f"{cell.differs:,} {'says' if cell.differs == 1 else 'say'} better")
        if cell.facts.behind:
            more = len(cell.facts.behind) - 1
            rest = f" and {more} more" if more else ""
            found.append(f"left behind: {cell.facts.behind[0]}{rest}")
        if cell.gaps and cell.initiatives:
            found.append(f"nothing at {count(len(cell.gaps), 'part')}")
    return tuple(found)


def tables(grid: Grid, marks: Mapping[Key, Mark]) -> Iterator[Table]:
    """Tables of a few entities each; the whole stands in each of them, to compare with."""
    if not grid.entities:
        return
    whole, *below = grid.entities
    parts = [below[at : at + ACROSS] for at in range(0, len(below), ACROSS)] or [[]]
    for number, part in enumerate(parts, 1):
        of = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        columns = [Column(f"All of {whole.short_name}"), *(Column(one.short_name) for one in part)]
        yield Table(
            title=f"State of each principle at {whole.short_name} and right below it{of}",
            columns=(Column("Principle", 1.5), *columns),
            rows=tuple(
                (str(one), *(marks[one.pk, place.pk] for place in (whole, *part)))
                for one in grid.principles
            ),
        )
