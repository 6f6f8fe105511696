"""Finding few rows that are worth asking the rules about, in the order in which they will stand."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from initiatives.people.models import User
from initiatives.people.rules import seats
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import SMALLEST, shows_size

LOOKED_AT = 12  # more than enough to find three that the viewer may act on


def near(viewer: User, roles: Iterable[str], *names: str, prefix: str = "") -> Q:
    """Where it is worth asking the rules: at entities that the viewer leads, and what names them.

    It only narrows the search; the rules decide. Without it, a dozen rows that are not the
    viewer's to decide could hide the one that is.
    """
    if viewer.is_superuser:
        return Q(pk__isnull=False)
    led = [seat.entity_id for seat in seats(viewer) if seat.role in roles]
    found = Q(**{f"{prefix}entity__lineage__overlap": led})
    for name in names:
        found |= Q(**{f"{prefix}{name}": viewer})
    return found


def with_severity(rows: Any, prefix: str = "") -> Any:
    """With how grave the shortfall is, 1 low to 4 severe, and how many people it affects."""
    ranks = (
        When(**{f"{prefix}severity": value}, then=Value(gravity))
        for gravity, value in enumerate(Severity.values, 1)
    )
    size = f"{prefix}size_count"
    shown = When(**{f"{size}__gte": SMALLEST}, then=F(size))
    return rows.annotate(
        gravity=Case(*ranks, default=Value(0), output_field=IntegerField()),
        people=Case(shown, output_field=IntegerField()),
    )


def first(rows: Any, *since: Any) -> Any:
    """The first dozen of rows with a severity."""
    order = ("-gravity", F("people").desc(nulls_last=True), *since, "pk")
    return rows.order_by(*order)[:LOOKED_AT]


def people_affected(viewer: User, shortfall: Shortfall | None) -> int | None:
    """How many people it affects, as far as somebody has said and the viewer may see it.

    A small count must not show by the place in which something stands.
    """
    if shortfall is None or not shows_size(viewer, shortfall):
        return None
    return shortfall.size_count
