"""Counting by principle and entity: a few grouped statements, whatever the size of the system.

Each row of the system counts for its own entity and for all above it: PostgreSQL unnests the
lineage, and every principle and entity comes back as one group.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Greatest

from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock, subjects
from initiatives.base.dates import LocalDay
from initiatives.measures.choices import SignalState
from initiatives.measures.rules import visible_signals
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Place
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.rules import STALE_AFTER, Facts

ANSWERED_BY = ("shortfall", "shortfall__merged_into")
GRAVE = (Severity.HIGH, Severity.SEVERE)
Key = tuple[int, int]  # principle, entity
LATEST = {"worst_overdue_days", "last_activity"}  # of these the greatest stands; the rest add up


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
        stale_initiatives(viewer, below, wanted),
        promises_of_initiatives(viewer, below, wanted),
        promises_about_shortfalls(viewer, below, wanted),
        shortfalls(viewer, below, wanted),
        signals(viewer, below, wanted),
    ):
        for row in rows:
            add(counted[row.pop("against"), row.pop("place")], row)
    now = clock.now()
    return {key: Facts(as_of=now, **found) for key, found in counted.items()}


def add(found: dict[str, Any], row: dict[str, Any]) -> None:
    """Two counts of the same cell become one."""
    for name, value in row.items():
        was = found.get(name)
        if was is None or value is None:
            found[name] = value if was is None else was
        else:
            found[name] = max(was, value) if name in LATEST else was + value


def keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of rows, as a subquery."""
    return rows.order_by().values("pk")


def places(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """Where the initiatives take place, a group for each principle and entity."""
    return (
        Place.objects.filter(
            initiative__in=keys(visible_initiatives(viewer)),
            entity__lineage__contains=[below],
            initiative__alignments__principle__in=principles,
        )
        .order_by()
        .annotate(place=Unnest("entity__lineage"), against=F("initiative__alignments__principle"))
        .values("place", "against")
    )


def initiatives(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """How many initiatives; of those under way, how many have no owner."""
    active = ~Q(initiative__stage=Stage.CLOSED)
    counted: QuerySet[Any, Any] = places(viewer, below, principles).annotate(
        initiatives=Count("initiative", distinct=True),
        active=Count("initiative", distinct=True, filter=active),
        unowned=Count(
            "initiative", distinct=True, filter=active & Q(initiative__owner__isnull=True)
        ),
        last_activity=Max("initiative__active_at"),
    )
    return counted


def stale_initiatives(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """How many under way for long nobody moved: nor a shortfall of theirs, nor what answers one.

    A statement of its own, in which what did move is left out by joins that grow evenly; as a
    condition inside a count it was asked again for every row.
    """
    since = clock.now() - STALE_AFTER
    hidden = subjects.hidden("shortfall", viewer)
    shortfalls = Shortfall.objects.filter(
        ~Q(pk__in=hidden), initiative=OuterRef("initiative"), updated_at__gte=since
    )
    answers = Commitment.objects.filter(
        ~Q(shortfall__in=hidden),
        shortfall__initiative=OuterRef("initiative"),
        updated_at__gte=since,
    )
    counted: QuerySet[Any, Any] = (
        places(viewer, below, principles)
        .filter(~Exists(shortfalls), ~Exists(answers), initiative__active_at__lt=since)
        .exclude(initiative__stage=Stage.CLOSED)
        .annotate(stale=Count("initiative", distinct=True))
    )
    return counted


def days_late() -> Func:
    """How many days a commitment is over its date where its owner is."""
    own_day = LocalDay(Value(clock.now()), F("owner__time_zone"), days=0)
    return Func(
        own_day,
        "due_on",
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
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
        .annotate(overdue=Count("pk", distinct=True), worst_overdue_days=Max(days_late()))
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
        .annotate(overdue=Count("pk"), worst_overdue_days=Max(days_late()))
    )


def shortfalls(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """Open shortfalls, the grave ones, those of them that nobody answers; when any last moved."""
    standing = Q(state="open")
    grave = standing & Q(severity__in=GRAVE)
    return (
        visible_shortfalls(viewer)
        .filter(entity__lineage__contains=[below], principle__in=principles)
        .annotate(answered=answered(), moved_at=Greatest("updated_at", *last_answers()))
        .order_by()
        .annotate(place=Unnest("entity__lineage"), against=F("principle_id"))
        .values("place", "against")
        .annotate(
            open_shortfalls=Count("pk", filter=standing),
            severe_shortfalls=Count("pk", filter=grave),
            unanswered_shortfalls=Count("pk", filter=grave & Q(answered=False)),
            last_activity=Max("moved_at"),
        )
    )


def signals(viewer: User, below: int, principles: list[int]) -> QuerySet[Any, Any]:
    """Open signals of measures, at every entity where the initiative takes place."""
    return (
        visible_signals(viewer)
        .filter(
            state=SignalState.OPEN,
            measure__initiative__places__entity__lineage__contains=[below],
            measure__initiative__alignments__principle__in=principles,
        )
        .order_by()
        .annotate(
            place=Unnest("measure__initiative__places__entity__lineage"),
            against=F("measure__initiative__alignments__principle"),
        )
        .values("place", "against")
        .annotate(
            open_signals=Count("pk", distinct=True),
            signal_kinds=ArrayAgg("kind", distinct=True),
        )
    )


# Each question is put twice, to what answers a shortfall and to what answers one that was merged
# into it: as one question with an "or", PostgreSQL would read every commitment for every shortfall.
def last_answers() -> list[Subquery]:
    """When a commitment that answers a shortfall, or what was merged into it, was last touched."""
    latest = Commitment.objects.order_by("-updated_at").values("updated_at")
    return [Subquery(latest.filter(**{name: OuterRef("pk")})[:1]) for name in ANSWERED_BY]


def answered() -> Q:
    """That a shortfall has an owner and a commitment that was not withdrawn."""
    kept = Commitment.objects.exclude(state="withdrawn")
    found = [Q(Exists(kept.filter(**{name: OuterRef("pk")}))) for name in ANSWERED_BY]
    return Q(owner__isnull=False) & reduce(or_, found)
