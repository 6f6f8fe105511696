"""How long shortfalls wait: until somebody owns them, promises something, and puts them right.

Numbers of shortfalls are numbers of entries, not of people, so none is masked; they are counted
from what the viewer may see, so that nothing confidential can be worked out from them.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Least, TruncDate
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import ShortfallState

STEPS = ("owned", "promised", "closed")
BANDS = {  # days that an open shortfall is old: from, to
    "up_to_30": (None, 30),
    "31_to_90": (31, 90),
    "91_to_180": (91, 180),
    "over_180": (181, None),
}


@dataclass(frozen=True)
class Waited:
    """Days from found to a step, of those that reached it: how many, the middle one, nine in ten.

    Between two values both are interpolated, as `percentile_cont` of PostgreSQL does.
    """

    count: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True)
class Times:
    """The shortfalls of one entity, one principle, or all: waits by step, open ones by age."""

    key: int | None
    label: str
    total: int
    waited: dict[str, Waited]
    open_by_age: dict[str, int]

    @property
    def steps(self) -> list[tuple[str, Waited]]:
        """The waits in their order, each with its name."""
        return [(step.capitalize(), self.waited[step]) for step in STEPS]

    @property
    def ages(self) -> list[tuple[str, int]]:
        """How many are open by age, the youngest first, each with its name."""
        return [
            (_("Open %(band)s days") % {"band": band.replace("_", " ")}, self.open_by_age[band])
            for band in BANDS
        ]


class Percentile(Aggregate):
    """`percentile_cont` of a share."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class DaysBetween(Func):
    """Whole days from one date to another, never below nought."""

    template = "GREATEST((%(expressions)s), 0)"
    arg_joiner = " - "
    output_field = IntegerField()


def times(viewer: User) -> Times:
    """Of all shortfalls that the viewer may see."""
    rows = timed(viewer).annotate(key=Value(None, IntegerField()), label=Value("", CharField()))
    found = [made(row) for row in measured(rows)]
    return found[0] if found else made({"key": None, "label": _("All"), "total": 0})


def times_by_entity(viewer: User) -> list[Times]:
    """By the entity that each was logged at, in the order of their names."""
    rows = timed(viewer).annotate(key=F("entity_id"), label=F("entity__name"))
    return [made(row) for row in measured(rows).order_by("label", "key")]


def times_by_principle(viewer: User) -> list[Times]:
    """By principle, the editions apart; those that name none last."""
    rows = timed(viewer).annotate(key=F("principle_id"), label=F("principle__short_name"))
    order = (F("principle__framework").asc(nulls_last=True), F("principle__number").asc())
    grouped = measured(rows, "principle__framework", "principle__number")
    return [made(row) for row in grouped.order_by(*order)]


def timed(viewer: User) -> QuerySet[Any, Any]:
    """What counts: what stands in the log, proposals, dismissed and merged ones left out."""
    promised = [
        Subquery(
            Commitment.objects.filter(**{name: OuterRef("pk")})
            .exclude(kind="review")
            .order_by()
            .values(name)
            .annotate(first=Min("created_at"))
            .values("first")
        )
        for name in ("shortfall", "shortfall__merged_into")
    ]
    today = Value(clock.today())
    return (
        rules.visible_shortfalls(viewer)
        .filter(state__in=(ShortfallState.OPEN, ShortfallState.CLOSED))
        .order_by()
        .annotate(promised_at=Least(*promised))
        .annotate(
            days_owned=DaysBetween(TruncDate("owned_at"), F("found_on")),
            days_promised=DaysBetween(TruncDate("promised_at"), F("found_on")),
            days_closed=DaysBetween(TruncDate("closed_at"), F("found_on")),
            age=DaysBetween(today, F("found_on")),
        )
    )


def measured(rows: QuerySet[Any, Any], *also: str) -> QuerySet[Any, Any]:
    """A row for each key and label, with all its numbers."""
    numbers: dict[str, Any] = {"total": Count("pk")}
    for step in STEPS:
        days, reached = f"days_{step}", Q(**{f"{step}_at__isnull": False})
        numbers[f"{step}_count"] = Count("pk", filter=reached)
        numbers[f"{step}_median"] = Percentile(days, share="0.5", filter=reached)
        numbers[f"{step}_ninetieth"] = Percentile(days, share="0.9", filter=reached)
    for band, (least, most) in BANDS.items():
        within = Q(state=ShortfallState.OPEN)
        within &= Q() if least is None else Q(age__gte=least)
        within &= Q() if most is None else Q(age__lte=most)
        numbers[f"age_{band}"] = Count("pk", filter=within)
    found: QuerySet[Any, Any] = rows.values("key", "label", *also).annotate(**numbers)
    return found


def made(row: dict[str, Any]) -> Times:
    """The numbers of a group, as they are read."""
    return Times(
        key=row["key"],
        label=row["label"] or (_("All") if row["key"] is None else ""),
        total=row["total"],
        waited={
            step: Waited(
                row.get(f"{step}_count", 0),
                row.get(f"{step}_median"),
                row.get(f"{step}_ninetieth"),
            )
            for step in STEPS
        },
        open_by_age={band: row.get(f"age_{band}", 0) for band in BANDS},
    )
