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
    BooleanField,
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

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.rules import visible_signals
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Place
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.rules import TROUBLE, Facts
from initiatives.status.scope import EVERYTHING, Scope

ANSWERED_BY = ("shortfall", "shortfall__merged_into")
GRAVE = (Severity.HIGH, Severity.SEVERE)
RETURNS = (CommitmentKind.DATA, CommitmentKind.REVIEW)
GROUP_KINDS = (SignalKind.WORSE, SignalKind.WIDENING)
Key = tuple[int, int]  # principle, entity
LATEST = {
    "worst_overdue_days",
    "last_activity",
    "level",
}  # of these the greatest stands; the rest add up


class Unnest(Func):
    """One row for each element of an array."""

    function = "unnest"
    set_returning = True
    output_field = BigIntegerField()


def facts(
    viewer: User, below: int, principles: Iterable[int], scope: Scope = EVERYTHING
) -> dict[Key, Facts]:
    """The facts of every principle at every entity at or below one, from what the viewer sees."""
    counted: dict[Key, dict[str, Any]] = defaultdict(dict)
    wanted = list(principles)
    for rows in (
        initiatives(viewer, below, wanted).filter(scope.on("initiative")),
        promises_of_initiatives(viewer, below, wanted).filter(scope.on("initiative")),
        promises_about_shortfalls(viewer, below, wanted).filter(scope.on("shortfall__initiative")),
        shortfalls(viewer, below, wanted).filter(scope.on("initiative")),
        signals(viewer, below, wanted).filter(scope.on("measure__initiative")),
    ):
        for row in rows:
            add(counted[row.pop("against"), row.pop("place")], row)
    return {key: facts_from(found) for key, found in counted.items()}


def facts_from(found: dict[str, Any]) -> Facts:
    """The facts of one cell; lists as tuples, and nothing known of a level as none."""
    lists = {name: tuple(found.get(name) or ()) for name in ("signal_kinds", "behind")}
    return Facts(as_of=clock.now(), **{**found, "level": found.get("level") or 0, **lists})


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
    """How many initiatives there are, and what was found of them one by one."""
    active = ~Q(initiative__stage=Stage.CLOSED)
    judged = Q(initiative__standing__isnull=False)
    counted: QuerySet[Any, Any] = places(viewer, below, principles).annotate(
        initiatives=so_many(),
        active=so_many(active),
        unowned=so_many(active, initiative__owner__isnull=True),
        stale=so_many(active, initiative__standing__stale=True),
        no_data=so_many(active, initiative__standing__no_data=True),
        in_trouble=so_many(active, initiative__standing__said__in=TROUBLE),
        differs=so_many(active, initiative__standing__differs=True),
        unjudged=so_many(~judged),
        not_met=so_many(active, finds_not_met()),
        level=Max("initiative__standing__level"),
        last_activity=Max("initiative__active_at"),
    )
    return counted


def so_many(*conditions: Q, **where: Any) -> Count:
    """How many initiatives, each once."""
    return Count("initiative", distinct=True, filter=Q(*conditions, **where))


def finds_not_met() -> Q:
    """That the principle of the group is among those that the initiative was found not to meet."""
    return Q(
        Func(
            F("initiative__alignments__principle"),
            F("initiative__standing__not_met"),
            template="(%(expressions)s))",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )


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
        .annotate(
            overdue=Count("pk", distinct=True),
            no_return=Count("pk", distinct=True, filter=Q(kind__in=RETURNS)),
            worst_overdue_days=Max(days_late()),
        )
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
            group_signals=Count("pk", distinct=True, filter=Q(kind__in=GROUP_KINDS)),
            behind=ArrayAgg(
                "stratum__label",
                distinct=True,
                filter=Q(kind__in=GROUP_KINDS, stratum__isnull=False),
                default=Value([]),
            ),
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
