"""Counting by principle and entity: a few grouped statements, whatever the size of the system.

Each row of the system counts for its own entity and for those above it, as far up as is asked for:
PostgreSQL takes them from the lineage, and every principle and entity comes back as one group.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.rules import visible_signals
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.counting.statements import LOG, WORK, rows_of
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
    viewer: User,
    below: Entity,
    principles: Iterable[int],
    scope: Scope = EVERYTHING,
    levels: int = 0,
) -> dict[Key, Facts]:
    """The facts of each principle at an entity, and so many levels below it, as the viewer sees

    them.
    """
    counted: dict[Key, dict[str, Any]] = defaultdict(dict)
    wanted = list(principles)
    for rows in (
        work(viewer, below, wanted, scope, levels),
        shortfalls(viewer, below, wanted, scope, levels),
        promises_about_shortfalls(viewer, below.pk, wanted).filter(
            scope.on("shortfall__initiative")
        ),
        signals(viewer, below.pk, wanted).filter(scope.on("measure__initiative")),
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


def is_so(condition: Q) -> "ExpressionWrapper[Q]":
    """A condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def work(
    viewer: User, below: Entity, principles: list[int], scope: Scope, levels: int
) -> Iterator[dict[str, Any]]:
    """Initiatives, what was found of each of them, and what is overdue of what they promised."""
    seen = visible_initiatives(viewer).filter(scope.on(""))
    promised = visible_commitments(viewer).filter(
        overdue(), scope.on("initiative"), initiative__isnull=False
    )
    depth = len(below.lineage)
    return rows_of(
        WORK,
        {
            "seen": seen.values_list(
                "pk", is_so(~Q(stage=Stage.CLOSED)), is_so(Q(owner=None)), "active_at"
            ),
            "promised": promised.order_by()
            .values("initiative")
            .annotate(
                overdue=Count("pk"),
                no_return=Count("pk", filter=Q(kind__in=RETURNS)),
                days=Max(days_late()),
            ),
        },
        [depth, depth + levels, below.pk, [str(word) for word in TROUBLE], principles],
    )


def shortfalls(
    viewer: User, below: Entity, principles: list[int], scope: Scope, levels: int
) -> Iterator[dict[str, Any]]:
    """Open shortfalls, the grave ones, those of them that nobody answers; when any last moved."""
    seen = visible_shortfalls(viewer).filter(scope.on("initiative")).values("pk")
    depth = len(below.lineage)
    values = [[str(word) for word in GRAVE], below.pk, principles, depth, depth + levels]
    return rows_of(LOG, {"seen": seen}, values)


def served(
    viewer: User, below: Entity, principles: list[int], scope: Scope = EVERYTHING
) -> set[Key]:
    """Where any initiative serves which principle: its entities, and all above them."""
    rows = visible_initiatives(viewer).filter(
        scope.on(""),
        places__entity__lineage__contains=[below.pk],
        alignments__principle__in=principles,
    )
    found = rows.order_by().values_list("alignments__principle", "places__entity__lineage")
    return {(against, place) for against, lineage in found.distinct() for place in lineage}


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


def answered() -> Q:
    """That a shortfall has an owner and a commitment that was not withdrawn.

    Asked twice, of what answers it and of what answers one that was merged into it: as one question
    with an "or", PostgreSQL would read every commitment for every shortfall.
    """
    kept = Commitment.objects.exclude(state="withdrawn")
    found = [Q(Exists(kept.filter(**{name: OuterRef("pk")}))) for name in ANSWERED_BY]
    return Q(owner__isnull=False) & reduce(or_, found)
