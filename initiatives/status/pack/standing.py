"""Principles by entities: live, or as the last night of a period that is over kept it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from initiatives.base.days import short_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.models import Principle
from initiatives.people.models import Entity
from initiatives.status.choices import State
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.pack.asking import Asked
from initiatives.status.pack.parts import GAP, Column, Mark, Section, Table
from initiatives.status.past.comparing import night_of
from initiatives.status.past.sight import visible_cells
from initiatives.status.queries import Cell, matrix

ACROSS = 6  # entities beside the whole in one table; more of them make another table
Key = tuple[int, int]  # principle, entity
METHOD = _(
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
            title=gettext("Principles by entity"),
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
    said = gettext("As it stands now; each entity counts with everything below it.")
    if asked.period.is_over:
        said = gettext(
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
    day = short_day(night.day)
    said = gettext(
        "As the night of %(day)s kept it; each entity counts with everything "
        "that was below it, confidential shortfalls left out."
    ) % {"day": day}
    return Grid(principles, there, found, night.rules_version, said, day)


def mark_of(cell: Cell | SnapshotCell) -> Mark:
    """A cell as it is shown: its state, and every number that is not nought."""
    work, late = cell.initiatives, cell.overdue
    short, signals = cell.open_shortfalls, cell.open_signals
    told = (
        (work, ngettext("%(number)s initiative", "%(number)s initiatives", work)),
        (late, ngettext("%(number)s overdue", "%(number)s overdue", late)),
        (short, ngettext("%(number)s shortfall", "%(number)s shortfalls", short)),
        (signals, ngettext("%(number)s signal", "%(number)s signals", signals)),
    )
    counts = tuple(said % {"number": number} for number, said in told if number)
    if not counts:
        return Mark(GAP, gettext("Nothing here"))
    return Mark(cell.state, State(cell.state).label, (*said_beside(cell), *counts))


def said_beside(cell: Cell | SnapshotCell) -> tuple[str, ...]:
    """The level of evidence; of a live cell also who says better, and who is left behind."""
    found = []
    if cell.level is not None:
        found.append(gettext("evidence %(level)d of 4") % {"level": int(cell.level)})
    if isinstance(cell, Cell):
        found += said_of_live(cell)
    return tuple(found)


def said_of_live(cell: Cell) -> Iterator[str]:
    """Who says better, who is left behind, and in how many parts nothing is under way."""
    if cell.differs:
        said = ngettext("%(number)d says better", "%(number)d say better", cell.differs)
        yield said % {"number": cell.differs}
    if cell.facts.behind:
        first, more = cell.facts.behind[0], len(cell.facts.behind) - 1
        said = gettext("left behind: %(first)s and %(more)d more")
        if not more:
            said = gettext("left behind: %(first)s")
        yield said % {"first": first, "more": more}
    if cell.gaps and cell.initiatives:
        parts = len(cell.gaps)
        yield ngettext("nothing at %(number)d part", "nothing at %(number)d parts", parts) % {
            "number": parts
        }


def tables(grid: Grid, marks: Mapping[Key, Mark]) -> Iterator[Table]:
    """Tables of a few entities each; the whole stands in each of them, to compare with."""
    if not grid.entities:
        return
    whole, *below = grid.entities
    parts = [below[at : at + ACROSS] for at in range(0, len(below), ACROSS)] or [[]]
    for number, part in enumerate(parts, 1):
        of = (
            gettext(", part %(number)s of %(parts)s") % {"number": number, "parts": len(parts)}
            if len(parts) > 1
            else ""
        )
        columns = [
            Column(gettext("All of %(short_name)s") % {"short_name": whole.short_name}),
            *(Column(one.short_name) for one in part),
        ]
        yield Table(
            title=gettext("State of each principle at %(short_name)s and right below it%(of)s")
            % {"short_name": whole.short_name, "of": of},
            columns=(Column(gettext("Principle"), 1.5), *columns),
            rows=tuple(
                (str(one), *(marks[one.pk, place.pk] for place in (whole, *part)))
                for one in grid.principles
            ),
        )
