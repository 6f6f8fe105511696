"""The matrix of principles and entities, and one cell of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.framework.queries import framework_in_force
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.counting import Key, facts, served
from initiatives.status.queries.cells import Cell, cell_of
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.rules import Rules
from initiatives.status.scope import EVERYTHING, Scope


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
    framework: Framework | None = None
    scope: Scope = EVERYTHING


def matrix(
    viewer: User,
    entity: Entity | None = None,
    framework: Framework | None = None,
    scope: Scope = EVERYTHING,
    tree: Sequence[Entity] | None = None,
    rules: Rules | None = None,
) -> Matrix:
    """An entity and those right below it, against the principles of a framework.

    By default the highest entity in the viewer's sight and the framework in force. Who has read
    the tree, or the rules in force, already hands them over.
    """
    entity = entity or people.root_in_sight(viewer)
    framework = framework or framework_in_force(viewer)
    if entity is None or framework is None:
        return Matrix(entity, (), (), (), clock.now(), framework, scope)
    principles = list(framework.principles.order_by("number"))
    tree = people.tree(viewer) if tree is None else tree
    columns = columns_of(entity, tree)
    wanted = [principle.pk for principle in principles]
    counted = facts(viewer, entity, wanted, scope, levels_of(columns))
    judged_by, below = rules or rules_in_force(), by_parent(tree)
    reached = served(viewer, entity, wanted, scope)

    def cell_at(principle: Principle, place: Entity) -> Cell:
        missing = gaps(principle, below[place.pk], reached)
        return cell_of(principle, place, counted, judged_by, scope, missing)

    rows = tuple(
        Row(one, tuple(cell_at(one, column.entity) for column in columns)) for one in principles
    )
    ancestors = tuple(one for one in tree if one.pk in entity.lineage[:-1])
    return Matrix(entity, ancestors, columns, rows, clock.now(), framework, scope)


def columns_of(entity: Entity, tree: Sequence[Entity]) -> tuple[Column, ...]:
    """The whole of an entity, then each part right below it."""
    below = by_parent(tree)[entity.pk]
    return (Column(entity, True), *(Column(child, False) for child in below))


def levels_of(columns: Sequence[Column]) -> int:
    """How far down the columns reach: one level, more where something between was merged."""
    depths = [len(column.entity.lineage) for column in columns]
    return max(depths) - depths[0]


def by_parent(tree: Sequence[Entity]) -> Mapping[int, list[Entity]]:
    """The entities right below each, in the order of the tree."""
    found: dict[int, list[Entity]] = defaultdict(list)
    for part in tree:
        found[part.below or 0].append(part)  # type: ignore[attr-defined]
    return found


def gaps(
    principle: Principle, parts: Iterable[Entity], reached: Collection[Key]
) -> tuple[Entity, ...]:
    """The parts where no initiative serves a principle."""
    return tuple(part for part in parts if (principle.pk, part.pk) not in reached)


def cell(viewer: User, principle: Principle, entity: Entity, scope: Scope = EVERYTHING) -> Cell:
    """One cell, counted anew."""
    counted = facts(viewer, entity, [principle.pk], scope)
    reached = served(viewer, entity, [principle.pk], scope)
    missing = gaps(principle, people.children(viewer, entity), reached)
    return cell_of(principle, entity, counted, rules_in_force(), scope, missing)


def principle_summary(viewer: User, principle: Principle) -> tuple[Cell, ...]:
    """One principle at the highest entity in sight and below it, where there is anything."""
    entity = people.root_in_sight(viewer)
    if entity is None:
        return ()
    columns, rules = columns_of(entity, people.tree(viewer)), rules_in_force()
    counted = facts(viewer, entity, [principle.pk], levels=levels_of(columns))
    cells = (cell_of(principle, column.entity, counted, rules) for column in columns)
    return tuple(found for found in cells if not found.is_gap)
