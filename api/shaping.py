"""`fields` and `expand`: as much of a record as somebody wants, with or without what it names.

A list expands all its rows with one read of each kind of record, through the query that has that
kind's own list: what the caller may not see there stays as it was, a key and a name.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, ListSerializer, SerializerMethodField

from api.errors import BadQuery
from api.serializers.accountability import CommitmentSerializer
from api.serializers.fields import NamedSerializer
from api.serializers.framework import PrincipleSerializer
from api.serializers.measures import MeasureSerializer
from api.serializers.people import EntitySerializer, PersonSerializer
from api.serializers.portfolio import InitiativeSerializer
from api.serializers.shortfalls import ShortfallSerializer
from initiatives.accountability.queries import commitments
from initiatives.framework.queries import all_principles
from initiatives.measures.queries import measures
from initiatives.people.queries import entities, people
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.queries.initiatives import initiatives

Row = dict[str, Any]


class Kind(NamedTuple):
    """Where records of a kind are found, and how they look alone."""

    query: Callable[[Any], QuerySet[Any]]
    serializer: type[BaseSerializer[Any]]


KINDS = {
    "person": Kind(people, PersonSerializer),
    "entity": Kind(entities, EntitySerializer),
    "initiative": Kind(initiatives, InitiativeSerializer),
    "principle": Kind(all_principles, PrincipleSerializer),
    "measure": Kind(measures, MeasureSerializer),
    "commitment": Kind(commitments, CommitmentSerializer),
    "shortfall": Kind(shortfalls, ShortfallSerializer),
}
# The names under which records name others, and of which kind those are.
NAMES = {name: name for name in KINDS} | {
    "principles": "principle",
    "follow_up": "commitment",
    **dict.fromkeys(("owner", "sponsor", "person", "stand_in", "recipient"), "person"),
    **dict.fromkeys(("assessor", "recorded_by", "decided_by", "written_by"), "person"),
}


class Asked(NamedTuple):
    """What of a record was asked for; `fields` is None for all of it."""

    fields: frozenset[str] | None
    expand: tuple[str, ...]


def fields_of(serializer: BaseSerializer[Any]) -> Any:
    """The fields of one record, which may be taken away."""
    one: Any = serializer.child if isinstance(serializer, ListSerializer) else serializer
    return one.fields


def expandable(serializer: BaseSerializer[Any]) -> tuple[str, ...]:
    """The fields of which the records that they name can be had whole."""
    return tuple(
        name for name, field in fields_of(serializer).items() if name in NAMES and names(field)
    )


def names(field: Any) -> bool:
    """Whether a field names a record, or several."""
    return type(getattr(field, "child", field)) is NamedSerializer


@cache
def shaping_of(serializer: type[BaseSerializer[Any]]) -> tuple[str, ...]:
    """The parameters that shape these records; `expand` where they name any."""
    return ("fields", "expand") if expandable(serializer()) else ("fields",)


def asked_of(request: Request, serializer: BaseSerializer[Any]) -> Asked:
    """What the query string asks for; raises BadQuery for a name that there is not."""
    expand = listed(request, "expand", expandable(serializer))
    fields = listed(request, "fields", fields_of(serializer))
    if fields is None:
        return Asked(None, tuple(expand or ()))
    return Asked(frozenset({"id", *fields, *(expand or ())}), tuple(expand or ()))


def listed(request: Request, name: str, known: Iterable[str]) -> list[str] | None:
    """The words of a parameter, once each; None where it is not given."""
    if name not in request.query_params:
        return None
    words = [one.strip() for one in ",".join(request.query_params.getlist(name)).split(",")]
    if unknown := sorted(set(words) - set(known)):
        there = ", ".join(known) or "none here"
        raise BadQuery({name: f"There is no {unknown[0]!r:.60} to ask for; there are: {there}."})
    return list(dict.fromkeys(words))


def shaped(serializer: BaseSerializer[Any], asked: Asked, viewer: Any) -> Any:
    """The data of a record or of a page, as it was asked for."""
    fields = fields_of(serializer)
    for name in set(fields) - asked.fields if asked.fields is not None else ():
        del fields[name]
    data = serializer.data
    rows = list(data) if isinstance(serializer, ListSerializer) else [data]
    for kind in dict.fromkeys(NAMES[name] for name in asked.expand):
        wanted = [name for name in asked.expand if NAMES[name] == kind]
        expand(rows, wanted, KINDS[kind], viewer, serializer.context)
    return data


def expand(rows: list[Row], wanted: list[str], kind: Kind, viewer: Any, context: Any) -> None:
    """Put whole records of one kind in the place of their names, in all rows at once."""
    keys = {one["id"] for row in rows for name in wanted for one in several(row[name])}
    found = kind.query(viewer).filter(pk__in=keys) if keys else ()
    whole = {one["id"]: one for one in kind.serializer(found, many=True, context=context).data}
    for row in rows:
        for name in wanted:
            new = [whole.get(one["id"], one) for one in several(row[name])]
            row[name] = new if isinstance(row[name], list) else next(iter(new), None)


def several(value: Any) -> list[Row]:
    """What a field names, as a list."""
    return value if isinstance(value, list) else [value] if value else []


def trimmed(rows: QuerySet[Any], serializer: BaseSerializer[Any], asked: Asked) -> QuerySet[Any]:
    """The rows without the reads that only fields need which nobody asked for.

    A field that is computed may need anything, so beside one of those all reads stay.
    """
    if asked.fields is None:
        return rows
    kept: set[str] = set()
    left: set[str] = set()
    for name, field in fields_of(serializer).items():
        if name in asked.fields and isinstance(field, SerializerMethodField):
            return rows
        (kept if name in asked.fields else left).add((field.source or name).split(".")[0])
    reads = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    needed = [one for one in reads if root_of(one) not in left - kept]
    return rows.prefetch_related(None).prefetch_related(*needed) if needed != reads else rows


def root_of(read: Any) -> str:
    """The attribute of a row under which a read is kept."""
    return str(getattr(read, "prefetch_to", read)).split("__")[0]
