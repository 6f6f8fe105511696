"""Initiatives whose people report them on track while the record says otherwise: watermelons.

Only the latest review counts, by the month it speaks of. What the record says is asked of what the
viewer may see.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.rules import visible_signals
from initiatives.portfolio.choices import SaidStatus, Stage
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Review
from initiatives.portfolio.rules import visible_initiatives
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Column, Section, Table
from initiatives.status.rules import STALE_AFTER, count

SHOWN = 15
TITLE = "Reported on track, and what the record says"
METHOD = (
    "The latest review of each open initiative in which its people say on track, beside what the "
    f"record shows: overdue commitments, no movement for {STALE_AFTER.days} days, overdue data, "
    "and signals that a group, a gap or the whole gets worse."
)
COLUMNS = (
    Column("Initiative", 2.4),
    Column("Entity", 1.3),
    Column("Owner", 1.2),
    Column("Reported", 1.1),
    Column("The record says", 3),
)
WORSE = (SignalKind.WORSE, SignalKind.WIDENING, SignalKind.OVERALL)


@dataclass(frozen=True)
class Differing:
    """The section, the first initiatives that it lists, the worst first, and how many there are."""

    section: Section
    names: tuple[str, ...]
    number: int


def differing(asked: Asked) -> Differing:
    """What is reported on track and should not be believed unread."""
    found = reported(asked)
    number, rows = found.count(), found.order_by("-worse", "-late", "active_at", "pk")[:SHOWN]
    said = (
        "What people say of their own work stands beside what the record shows. Where the two "
        "differ, that is what there is to talk about."
    )
    rest = number - SHOWN
    table = Table(
        title="Initiatives reported on track while the record says otherwise",
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in rows),
        empty="No initiative is reported on track while the record says otherwise.",
        more=f"And {rest:,} more among those reported on track" if rest > 0 else "",
        where=address_of(asked),
    )
    names = tuple(one.title for one in rows)
    return Differing(Section(TITLE, (said,), (table,), METHOD), names, number)


def reported(asked: Asked) -> QuerySet[Any, Any]:
    """Open initiatives in scope, last reported on track, with something that says otherwise."""
    here = InitiativeFilter(
        {"entity": asked.entity.pk}, queryset=visible_initiatives(asked.viewer)
    ).qs
    latest = Review.objects.filter(initiative=OuterRef("pk")).order_by("-month")
    late = visible_commitments(asked.viewer).filter(overdue(), initiative=OuterRef("pk"))
    signals = visible_signals(asked.viewer).filter(
        state=SignalState.OPEN, measure__initiative=OuterRef("pk")
    )
    found: QuerySet[Any, Any] = (
        here.exclude(stage=Stage.CLOSED)
        .annotate(said=Subquery(latest.values("said")[:1]))
        .filter(said=SaidStatus.ON_TRACK)
        .annotate(
            said_of=Subquery(latest.values("month")[:1]),
            late=how_many(late, "initiative"),
            worse=how_many(signals.filter(kind__in=WORSE), "measure__initiative"),
            no_data=Exists(signals.filter(kind=SignalKind.OVERDUE)),
        )
        .filter(
            Q(late__gt=0)
            | Q(worse__gt=0)
            | Q(no_data=True)
            | Q(active_at__lt=clock.now() - STALE_AFTER)
        )
        .select_related("entity", "owner")
    )
    return found


def how_many(rows: QuerySet[Any, Any], relation: str) -> Coalesce:
    """How many rows hang on each initiative."""
    counted = rows.order_by().values(relation).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def row_of(one: Any) -> tuple[str, ...]:
    """An initiative, what was said of it and when, and what the record says."""
    return (
        f"{one.reference} {one.title}",
        str(one.entity),
        str(one.owner or "Nobody"),
        f"On track, {one.said_of:%b %Y}",
        " ".join(record_of(one)),
    )


def record_of(one: Any) -> list[str]:
    """What speaks against it, the gravest first."""
    found = []
    if one.worse:
        waits = "signal waits that something gets worse"
        found.append(f"{count(one.worse, waits, waits.replace('signal waits', 'signals wait'))}.")
    if one.late:
        found.append(f"{count(one.late, 'commitment is', 'commitments are')} overdue.")
    if one.no_data:
        found.append("Data are overdue.")
    if one.active_at < clock.now() - STALE_AFTER:
        found.append(f"Nothing has moved for {STALE_AFTER.days} days.")
    return found


def address_of(asked: Asked) -> str:
    """The list of what is reported on track."""
    return address("review_list", entity=asked.entity.pk, said=SaidStatus.ON_TRACK.value)
