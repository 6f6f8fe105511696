"""The matrix of principles and entities, and one cell of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.framework.queries import framework_in_force
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.choices import State
from initiatives.status.counting import Key, facts
from initiatives.status.deciding.queries import decisions
from initiatives.status.deciding.rules import Decision
from initiatives.status.rules import Facts, judge

__all__ = ["Cell", "Column", "Decision", "Matrix", "Row", "cell", "decisions", "matrix"]


@dataclass(frozen=True)
class Cell:
    """One principle at one entity with all below it; each number with the list that it counts."""

    principle: Principle
    entity: Entity
    initiatives: int
    overdue: int
    open_shortfalls: int
    open_signals: int
    last_activity: datetime | None
    state: State
    reasons: tuple[str, ...]
    rules_version: str

    @property
    def initiatives_query(self) -> str:
        return self.query()

    @property
    def overdue_query(self) -> str:
        return self.query(overdue="true")

    @property
    def shortfalls_query(self) -> str:
        return self.query(state="open")

    @property
    def signals_query(self) -> str:
        return self.query(state="open")

    @property
    def is_gap(self) -> bool:
        """True where nothing at all is there: a gap that should be seen."""
        counted = (self.initiatives, self.overdue, self.open_shortfalls, self.open_signals)
        return not any(counted)

    def query(self, **more: str) -> str:
        """The query string of a list, for this principle at this entity."""
        return urlencode({"principle": self.principle.pk, "entity": self.entity.pk, **more})


@dataclass(frozen=True)
class Column:
    """An entity of the matrix; the first is the whole of what is looked at."""

    entity: Entity
    is_total: bool


@dataclass(frozen=True)
class Row:
    """A principle, with a cell for each column."""

    principle: Principle
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Principles by entities, as of an instant. Without entity or principles, it is empty."""

    entity: Entity | None
    ancestors: tuple[Entity, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    as_of: datetime


def matrix(
    viewer: User, entity: Entity | None = None, framework: Framework | None = None
) -> Matrix:
    """An entity and those right below it, against the principles of a framework.

    By default the highest entity in the viewer's sight and the framework in force.
    """
    entity = entity or people.root_in_sight(viewer)
    framework = framework or framework_in_force(viewer)
    if entity is None or framework is None:
        return Matrix(entity, (), (), (), clock.now())
    principles = list(framework.principles.order_by("number"))
    below = people.children(viewer, entity)
    columns = (Column(entity, True), *(Column(child, False) for child in below))
    counted = facts(viewer, entity.pk, [principle.pk for principle in principles])
    rows = tuple(
        Row(principle, tuple(cell_of(principle, column.entity, counted) for column in columns))
        for principle in principles
    )
    ancestors = tuple(people.ancestors(viewer, entity)) if entity.parent_id else ()
    return Matrix(entity, ancestors, columns, rows, clock.now())


def cell(viewer: User, principle: Principle, entity: Entity) -> Cell:
    """One cell, counted anew."""
    return cell_of(principle, entity, facts(viewer, entity.pk, [principle.pk]))


def principle_summary(viewer: User, principle: Principle) -> tuple[Cell, ...]:
    """One principle at the highest entity in sight and below it, where there is anything."""
    entity = people.root_in_sight(viewer)
    if entity is None:
        return ()
    counted = facts(viewer, entity.pk, [principle.pk])
    places = (entity, *people.children(viewer, entity))
    cells = (cell_of(principle, place, counted) for place in places)
    return tuple(found for found in cells if not found.is_gap)


def cell_of(principle: Principle, entity: Entity, counted: Mapping[Key, Facts]) -> Cell:
    """A cell from what was counted; nothing counted is a gap, and unknown."""
    found = counted.get((principle.pk, entity.pk)) or Facts(as_of=clock.now())
    judged = judge(found)
    return Cell(
        principle,
        entity,
        found.initiatives,
        found.overdue,
        found.open_shortfalls,
        found.open_signals,
        found.last_activity,
        judged.state,
        judged.reasons,
        judged.rules_version,
    )
