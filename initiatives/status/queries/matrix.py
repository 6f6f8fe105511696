"""The matrix of principles and entities, and one cell of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.framework.queries import framework_in_force
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.counting import Key, facts
from initiatives.status.queries.cells import Cell, cell_of
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.rules import Facts
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
) -> Matrix:
    """An entity and those right below it, against the principles of a framework.

    By default the highest entity in the viewer's sight and the framework in force. Who has read
    the tree already hands it over.
    """
    entity = entity or people.root_in_sight(viewer)
    framework = framework or framework_in_force(viewer)
    if entity is None or framework is None:
        return Matrix(entity, (), (), (), clock.now(), framework, scope)
    principles = list(framework.principles.order_by("number"))
    tree = people.tree(viewer) if tree is None else tree
    columns = columns_of(entity, tree)
    counted = facts(viewer, entity.pk, [principle.pk for principle in principles], scope)
    rules, below = rules_in_force(), by_parent(tree)
    rows = tuple(
        Row(
            principle,
            tuple(
                cell_of(
                    principle,
                    column.entity,
                    counted,
                    rules,
                    scope,
                    gaps(principle, below[column.entity.pk], counted),
                )
                for column in columns
            ),
        )
        for principle in principles
    )
    ancestors = tuple(one for one in tree if one.pk in entity.lineage[:-1])
    return Matrix(entity, ancestors, columns, rows, clock.now(), framework, scope)


def columns_of(entity: Entity, tree: Sequence[Entity]) -> tuple[Column, ...]:
    """The whole of an entity, then each part right below it."""
    below = by_parent(tree)[entity.pk]
    return (Column(entity, True), *(Column(child, False) for child in below))


def by_parent(tree: Sequence[Entity]) -> Mapping[int, list[Entity]]:
    """The entities right below each, in the order of the tree."""
    found: dict[int, list[Entity]] = defaultdict(list)
    for part in tree:
        found[part.parent_id or 0].append(part)
    return found


def gaps(
    principle: Principle, parts: Iterable[Entity], counted: Mapping[Key, Facts]
) -> tuple[Entity, ...]:
    """The parts where no initiative serves a principle."""
    served = {
        place
        for (against, place), found in counted.items()
        if against == principle.pk and found.initiatives
    }
    return tuple(part for part in parts if part.pk not in served)


def cell(viewer: User, principle: Principle, entity: Entity, scope: Scope = EVERYTHING) -> Cell:
    """One cell, counted anew."""
    counted = facts(viewer, entity.pk, [principle.pk], scope)
    parts = people.children(viewer, entity)
    missing = gaps(principle, parts, counted)
    return cell_of(principle, entity, counted, rules_in_force(), scope, missing)


def principle_summary(viewer: User, principle: Principle) -> tuple[Cell, ...]:
    """One principle at the highest entity in sight and below it, where there is anything."""
    entity = people.root_in_sight(viewer)
    if entity is None:
        return ()
    counted, rules = facts(viewer, entity.pk, [principle.pk]), rules_in_force()
    places = (entity, *people.children(viewer, entity))
    cells = (cell_of(principle, place, counted, rules) for place in places)
    return tuple(found for found in cells if not found.is_gap)
