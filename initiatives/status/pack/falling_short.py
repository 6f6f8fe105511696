"""The open shortfalls of a pack, the gravest first, and what came of the log in the period."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from initiatives.base import clock
from initiatives.shortfalls.choices import ShortfallState
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.counting import GRAVE, answered
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.deciding import WITHHELD
from initiatives.status.pack.parts import Column, Section, Table
from initiatives.status.rules import count

SHOWN = 25
METHOD = (
    "Open shortfalls of the log at the entity and below it, the gravest first and among equals the "
    "oldest. Age is counted from the day it was found. Of confidential ones the reference alone is "
    "shown, and sizes are left out, so that no small number of people can be told."
)
COLUMNS = (
    Column("Shortfall", 3),
    Column("Severity", 0.9),
    Column("Entity", 1.5),
    Column("Owner", 1.3),
    Column("Open for", 0.9),
    Column("Answer", 1.7),
)


@dataclass(frozen=True)
class FallingShort:
    """The section, and what the summary says of it."""

    section: Section
    number: int
    grave: int
    unanswered: int
    gravest: str


def falling_short(asked: Asked) -> FallingShort:
    """What falls short, and who answers for it."""
    here = ShortfallFilter({"entity": asked.entity.pk}, queryset=shortfalls(asked.viewer)).qs
    standing = here.filter(state=ShortfallState.OPEN)
    counted = counts(asked, here)
    rows = list(standing.order_by("-severity_rank", "found_on", "pk")[:SHOWN])
    rest = counted["open"] - len(rows)
    where = address("shortfall_list", entity=asked.entity.pk, state="open")
    table = Table(
        title="Open shortfalls, the gravest first",
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in rows),
        empty="No shortfall is open in the log. That does not say that nothing falls short.",
        more=f"And {rest:,} more in the log" if rest > 0 else "",
        where=where,
    )
    said = (
        f"In the period {count(counted['found'], 'shortfall was', 'shortfalls were')} found and "
        f"{counted['closed']:,} closed. Open now: {counted['open']:,}, {counted['grave']:,} of "
        "them high or severe."
    )
    return FallingShort(
        section=Section("Shortfalls", (said,), (table,), METHOD),
        number=counted["open"],
        grave=counted["grave"],
        unanswered=counted["unanswered"],
        gravest=gravest(rows[0]) if rows else "",
    )


def counts(asked: Asked, here: QuerySet[Shortfall]) -> dict[str, int]:
    """How many are open, grave, unanswered; found and closed in the period."""
    start, end = asked.period.start, asked.period.end
    standing = Q(state=ShortfallState.OPEN)
    logged = Q(state__in=(ShortfallState.OPEN, ShortfallState.CLOSED))
    bare = Shortfall.objects.filter(pk__in=here.order_by().values("pk"))
    grave = standing & Q(severity__in=GRAVE)
    found: dict[str, int] = bare.aggregate(
        open=Count("pk", filter=standing),
        grave=Count("pk", filter=grave),
        found=Count("pk", filter=logged & Q(found_on__range=(start, end))),
        closed=Count(
            "pk",
            filter=Q(state=ShortfallState.CLOSED, closed_at__date__range=(start, end)),
        ),
    )
    nobody = bare.filter(grave).annotate(is_answered=answered()).filter(is_answered=False)
    return found | {
        "unanswered": nobody.count()
    }  # asked of the grave ones alone: it reads promises


def row_of(one: Any) -> tuple[str, ...]:
    """A shortfall with who owns it, how long it has been open, and what answers it."""
    title = f"{one.reference} ({WITHHELD})" if one.confidential else f"{one.reference} {one.title}"
    owner = "Withheld" if one.confidential else str(one.owner or "Nobody")
    age = max((clock.today() - one.found_on).days, 0)
    severity = one.get_severity_display()
    return title, severity, str(one.entity), owner, count(age, "day"), answer_of(one)


def answer_of(one: Any) -> str:
    """How many commitments answer it."""
    still, done = one.commitments_open, one.commitments_fulfilled
    parts = []
    if still:
        parts.append(f"{count(still, 'commitment')} open")
    if done:
        parts.append(f"{done:,} fulfilled" if still else f"{count(done, 'commitment')} fulfilled")
    return ", ".join(parts) or "No commitment"


def gravest(one: Any) -> str:
    """The gravest, with who answers for it."""
    if one.confidential:
        return f"{one.reference}, which is confidential"
    owner = f"owned by {one.owner}" if one.owner else "which nobody owns"
    return f"{one.reference} {one.title}, {owner}"
