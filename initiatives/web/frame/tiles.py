"""Numbers that are links: a tile is a query string, so its number and its list cannot differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django_filters import FilterSet

from initiatives.accountability.filters import CommitmentFilter
from initiatives.accountability.queries import commitments
from initiatives.measures.filters import SignalFilter
from initiatives.measures.queries import signals
from initiatives.people.models import User
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.filters import InitiativeFilter
from initiatives.status.queries.initiatives import initiatives
from initiatives.web.frame.lists import LISTS

COUNTED: dict[str, tuple[Callable[[User], QuerySet[Any]], type[FilterSet]]] = {
    "initiatives": (initiatives, InitiativeFilter),
    "commitments": (commitments, CommitmentFilter),
    "shortfalls": (shortfalls, ShortfallFilter),
    "signals": (signals, SignalFilter),
}


@dataclass(frozen=True)
class Tile:
    """A number, what it counts, and the list that it counts."""

    label: str
    count: int
    url: str


def tile(viewer: User, list_name: str, label: str, query: str) -> Tile:
    """How many rows of a list the viewer finds under a query string."""
    rows, filters = COUNTED[list_name]
    found = filters(QueryDict(query), queryset=rows(viewer)).qs
    return Tile(label, found.count(), f"{reverse(LISTS[list_name])}?{query}")
