"""What goes from one entity to another when it is split, told by the packages that own it.

`initiatives.apps` introduces them, in the order in which they are asked.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from initiatives.base.records import plain
from initiatives.history.services import event, record_all
from initiatives.people.models import Entity, User


class Parting(NamedTuple):
    """Who takes which initiatives, by key, from one entity to another, and why."""

    actor: User
    initiatives: Sequence[int]
    old: Entity
    new: Entity
    reason: str


Carry = Callable[[Parting], None]
_carriers: dict[str, Carry] = {}


def introduce(key: str, carry: Carry) -> None:
    """Make known who carries a kind of record; a second time replaces the first."""
    _carriers[key] = carry


def carry_all(parting: Parting) -> None:
    """Let each package carry what is its own; they raise Invalid for what cannot go."""
    for carry in _carriers.values():
        carry(parting)


def at(entity: Entity, name: str = "entity") -> Q:
    """That a record lies at an entity itself, or at what became part of it."""
    return Q(**{name: entity}) | Q(**{f"{name}__merged_into": entity})


def rehome(parting: Parting, rows: QuerySet[Any]) -> None:
    """Rows that lie at the one entity lie at the other from now on, each with an event.

    Nobody moved them on, so `updated_at`, by which the status sees what is stale, stays.
    """
    found = list(rows.filter(at(parting.old)).select_for_update(of=("self",)).order_by("pk"))
    rows.model._default_manager.filter(pk__in=[one.pk for one in found]).update(
        entity=parting.new, version=F("version") + 1
    )
    tell(parting, found)


def tell(parting: Parting, rows: Sequence[Any]) -> None:
    """An event on each record that went along."""
    before, after = {"entity": plain(parting.old)}, {"entity": plain(parting.new)}
    record_all(
        event(parting.actor, "went along", one, before, after, parting.reason) for one in rows
    )
