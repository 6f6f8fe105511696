"""What people who left still carry, for whoever finds them successors."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.queries import commitments
from initiatives.measures.queries import measures
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.choices import STANDING
from initiatives.shortfalls.queries import shortfalls

Rows = Callable[[User], QuerySet[Any]]
# What a name stands on, as far as it is not over; the order in which it is handed over.
CARRIED: dict[str, Rows] = {
    "commitment": lambda viewer: commitments(viewer).filter(state=CommitmentState.OPEN),
    "shortfall": lambda viewer: shortfalls(viewer).filter(state__in=STANDING),
    "measure": lambda viewer: measures(viewer).exclude(initiative__stage=Stage.CLOSED),
    "initiative": lambda viewer: initiatives(viewer).exclude(stage=Stage.CLOSED),
}


class Left(NamedTuple):
    """Somebody whose account is closed, and how much still carries their name."""

    person: User
    number: int


def carried(viewer: User, person: User) -> dict[str, list[Any]]:
    """What a person owns that is not over, by kind, as far as the viewer may see it."""
    return {kind: list(rows(viewer).filter(owner=person)) for kind, rows in CARRIED.items()}


def those_who_left(viewer: User) -> list[Left]:
    """Closed accounts that still carry something in the viewer's sight, by name."""
    counts: Counter[int] = Counter()
    for rows in CARRIED.values():
        owned = rows(viewer).filter(owner__is_active=False).order_by()
        keys = owned.values_list("owner_id").annotate(number=Count("pk", distinct=True))
        counts.update(dict(keys.values_list("owner_id", "number")))
    people = User.objects.filter(pk__in=counts).order_by("name", "pk")
    return [Left(person, counts[person.pk]) for person in people]


def chosen(viewer: User, person: User, keys: Iterable[str]) -> dict[str, list[Any]]:
    """Of what a person carries, what keys such as `commitment-7` name."""
    wanted = set(keys)
    everything = carried(viewer, person).items()
    return {
        kind: [one for one in rows if f"{kind}-{one.pk}" in wanted] for kind, rows in everything
    }
