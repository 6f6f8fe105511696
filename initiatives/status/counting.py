"""Counting by principle and entity: a few grouped statements, whatever the size of the system.

Each row of the system counts for its own entity and for all above it: PostgreSQL unnests the
lineage, and every principle and entity comes back as one group.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
)

from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Place
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.rules import Facts

GRAVE = (Severity.HIGH, Severity.SEVERE)
Key = tuple[int, int]  # principle, entity


class Unnest(Func):
    """One row for each element of an array."""

    function = "unnest"
    set_returning = True
    output_field = BigIntegerField()


def facts(viewer: User, below: int, principles: Iterable[int]) -> dict[Key, Facts]:
    """The facts of every principle at every entity at or below one, from what the viewer sees."""
    counted: dict[Key, dict[str, Any]] = defaultdict(dict)
    wanted = list(principles)
    for rows in (
        initiatives(viewer, below, wanted),
        promises_of_initiatives(viewer, below, wanted),
        promises_about_shortfalls(viewer, below, wanted),
        shortfalls(viewer, below, wanted),
    ):
        for row in rows:
            add(counted[row.pop("against"), row.pop("place")], row)
    return {key: to_facts(found) for key, found in counted.items()}


def add(found: dict[str, Any], row: dict[str, Any]) -> None:
    """Numbers add up; of two dates the earliest due and the latest activity stand."""
    for name, value in row.items():
        was = found.get(name)
        if was is None or value is None:
            found[name] = value if was is None else was
        elif name == "oldest_due":
            found[name] = min(was, value)
        elif name == "last_activity":
            found[name] = max(was, value)
        else:
            found[name] = was + value


def to_facts(found: dict[str, Any]) -> Facts:
    """What was counted, with the oldest due date told as days."""
    oldest = found.pop("oldest_due", None)
    days = (clock.today() - oldest).days if oldest else 0
    return Facts(as_of=clock.now(), worst_overdue_days=max(days, 0), **found)


def keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of rows, as a subquery."""
    return rows.order_by().values("pk")


def initiatives(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """How many initiatives, how many are active, how many of those have no owner."""
    active = ~Q(initiative__stage=Stage.CLOSED)
    return (
        Place.objects.filter(
            initiative__in=keys(visible_initiatives(viewer)),
            entity__lineage__contains=[below],
            initiative__alignments__principle__in=principles,
        )
        .order_by()
        .annotate(place=Unnest("entity__lineage"), against=F("initiative__alignments__principle"))
        .values("place", "against")
        .annotate(
            initiatives=Count("initiative", distinct=True),
            active=Count("initiative", distinct=True, filter=active),
            unowned=Count(
                "initiative", distinct=True, filter=active & Q(initiative__owner__isnull=True)
            ),
            last_activity=Max("initiative__active_at"),
        )
    )


def promises_of_initiatives(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """Overdue commitments of initiatives, at every entity where the initiative takes place."""
    return (
        visible_commitments(viewer)
        .filter(
            overdue(),
            initiative__places__entity__lineage__contains=[below],
            initiative__alignments__principle__in=principles,
        )
        .order_by()
        .annotate(
            place=Unnest("initiative__places__entity__lineage"),
            against=F("initiative__alignments__principle"),
        )
        .values("place", "against")
        .annotate(overdue=Count("pk", distinct=True), oldest_due=Min("due_on"))
    )


def promises_about_shortfalls(
    viewer: User, below: int, principles: list[int]
) -> QuerySet[Any, Any]:
    """Overdue commitments that answer shortfalls."""
    return (
        visible_commitments(viewer)
        .filter(overdue(), entity__lineage__contains=[below], shortfall__principle__in=principles)
        .order_by()
        .annotate(place=Unnest("entity__lineage"), against=F("shortfall__principle"))
        .values("place", "against")
        .annotate(overdue=Count("pk"), oldest_due=Min("due_on"))
    )


def shortfalls(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """Open shortfalls, the grave ones, and those of them that nobody answers."""
    grave = Q(severity__in=GRAVE)
    return (
        visible_shortfalls(viewer)
        .filter(state="open", entity__lineage__contains=[below], principle__in=principles)
        .annotate(answered=answered())
        .order_by()
        .annotate(place=Unnest("entity__lineage"), against=F("principle_id"))
        .values("place", "against")
        .annotate(
            open_shortfalls=Count("pk"),
            severe_shortfalls=Count("pk", filter=grave),
            unanswered_shortfalls=Count("pk", filter=grave & Q(answered=False)),
            last_activity=Max("updated_at"),
        )
    )


def answered() -> Q:
    """That a shortfall has an owner and a commitment that was not withdrawn."""
    promises = Commitment.objects.filter(shortfall=OuterRef("pk")).exclude(state="withdrawn")
    return Q(owner__isnull=False) & Q(Exists(promises))
