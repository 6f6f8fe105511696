"""How shortfalls were found, and what became of them. Ways are told, never names of people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.shortfalls.choices import FoundBy, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries.times import DaysBetween, Percentile
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import ENOUGH

OPEN, CLOSED = ShortfallState.OPEN.value, ShortfallState.CLOSED.value
STATES = [OPEN, CLOSED]  # what is not decided, set aside or merged does not count
IS_OPEN, IS_CLOSED = Q(state=OPEN), Q(state=CLOSED)


@dataclass(frozen=True)
class Found:
    """The shortfalls found in one way, or all: how many are open, closed, were opened again.

    Days are middle values, None where fewer than 11 are too few to say.
    """

    key: str
    label: str
    found: int
    open: int
    closed: int
    reopened: int
    days_open: float | None
    days_to_close: float | None
    query: str
    open_query: str
    closed_query: str


def found(viewer: User, cohort: Cohort) -> list[Found]:
    """All together, then each way. What was found in two ways counts for both, and once in all."""
    ways = [(one.value, one.label, {"found_by": one.value}) for one in FoundBy]
    return [
        made(key, label, cohort, asked, measured(cohort.shortfalls(viewer, state=STATES, **asked)))
        for key, label, asked in [("all", _("All"), dict[str, str]()), *ways]
    ]


def measured(rows: QuerySet[Shortfall]) -> dict[str, Any]:
    """The numbers of some shortfalls, in one statement."""
    numbers: dict[str, Any] = rows.aggregate(
        found=Count("pk"),
        open=Count("pk", filter=IS_OPEN),
        closed=Count("pk", filter=IS_CLOSED),
        reopened=Count("pk", filter=Q(times_reopened__gt=0)),
        days_open=middle(Value(clock.today()), IS_OPEN),
        days_to_close=middle(TruncDate("closed_at", tzinfo=get_default_timezone()), IS_CLOSED),
    )
    return numbers


def middle(until: Func | Value, which: Q) -> Percentile:
    """The middle number of days from found to a day."""
    return Percentile(DaysBetween(until, F("found_on")), share="0.5", filter=which)


def made(
    key: str, label: str, cohort: Cohort, asked: dict[str, str], numbers: dict[str, Any]
) -> Found:
    """The numbers with their lists; a middle value only where there are enough."""
    days = {"days_open": numbers["open"], "days_to_close": numbers["closed"]}
    told = {name: numbers[name] if count >= ENOUGH else None for name, count in days.items()}
    return Found(
        **numbers | told,
        key=key,
        label=label,
        query=cohort.shortfalls_query(**asked, state=STATES),
        open_query=cohort.shortfalls_query(**asked, state=OPEN),
        closed_query=cohort.shortfalls_query(**asked, state=CLOSED),
    )
