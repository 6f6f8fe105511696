"""The facts of initiatives one by one, in one statement however many they are.

For everybody alike: confidential shortfalls, and what tells of them, are left out. Each fact is a
subquery of its own that an index serves, so a few cost little and all of them grow evenly.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.base import clock, subjects
from initiatives.measures.choices import SignalState
from initiatives.measures.models import Observation, Signal
from initiatives.people.rules import anybody_everywhere
from initiatives.portfolio.choices import Lasted, Outcome, Rating, Stage
from initiatives.portfolio.models import Alignment, Initiative, Review
from initiatives.portfolio.queries import stands_as
from initiatives.shortfalls.models import Shortfall
from initiatives.status.choices import Level, RuleKey
from initiatives.status.counting import GRAVE, GROUP_KINDS, RETURNS, answered, days_late
from initiatives.status.rules import TROUBLE, Facts, Rules

TESTED = (Stage.TESTING, Stage.IMPLEMENTING, Stage.SUSTAINING, Stage.SPREAD)
IN_USE = (Stage.IMPLEMENTING, Stage.SUSTAINING, Stage.SPREAD)
CAME_TO_SOMETHING = (Outcome.MET, Outcome.PARTLY)
Row = Mapping[str, Any]


class Found(NamedTuple):
    """What was found of one initiative."""

    facts: Facts
    said: str
    said_of: date | None
    not_met: list[int]
    turns_on: date | None


def found_of(rows: QuerySet[Initiative], rules: Rules) -> dict[int, Found]:
    """What is found of each of some initiatives, by its key."""
    return {row["pk"]: read(row, rules) for row in with_facts(rows)}


def with_facts(rows: QuerySet[Initiative]) -> QuerySet[Initiative, Any]:
    """Each initiative with what is counted of it."""
    viewer = anybody_everywhere()
    promises = Commitment.objects.exclude(pk__in=subjects.hidden("commitment", viewer))
    shortfalls = Shortfall.objects.filter(confidential=False, initiative=OuterRef("pk"))
    signals = Signal.objects.exclude(pk__in=subjects.hidden("signal", viewer))
    counted: QuerySet[Initiative, Any] = (
        rows.order_by()
        .annotate(
            promised=promised(promises, "initiative"),
            answering=promised(promises, "shortfall__initiative"),
            log=logged(shortfalls),
            seen=seen(signals),
            groups=behind(signals),
            reviewed=last_review(),
            not_met=not_met(),
            measured=Exists(Observation.objects.filter(measure__initiative=OuterRef("pk"))),
            outcome=F("handover__outcome"),
            lasted=F("handover__lasted"),
        )
        .values(
            *("pk", "stage", "owner_id", "active_at", "promised", "answering", "log", "seen"),
            *("groups", "reviewed", "not_met", "measured", "outcome", "lasted"),
        )
    )
    return counted


def promised(promises: QuerySet[Commitment], path: str) -> Subquery:
    """Of the commitments that reach an initiative by a path: what is late, next and touched."""
    standing = Q(state="open")
    ahead = Q(standing, due_on__gte=clock.now().date() - timedelta(days=1))
    late = overdue()
    rows = promises.filter(**{path: OuterRef("pk")}).order_by().values(path)
    told = rows.annotate(
        told=JSONObject(
            late=Count("pk", filter=late),
            days=Max(days_late(), filter=late),
            returns=Count("pk", filter=late & Q(kind__in=RETURNS)),
            next=Min("due_on", filter=ahead),
            touched=Max("updated_at"),
        )
    )
    return Subquery(told.values("told"))


def logged(shortfalls: QuerySet[Shortfall]) -> Subquery:
    """Of its shortfalls: how many are open, grave, and answered by nobody."""
    standing = Q(state="open")
    grave = standing & Q(severity__in=GRAVE)
    rows = shortfalls.annotate(is_answered=answered()).order_by().values("initiative")
    told = rows.annotate(
        told=JSONObject(
            open=Count("pk", filter=standing),
            severe=Count("pk", filter=grave),
            unanswered=Count("pk", filter=grave & Q(is_answered=False)),
            touched=Max("updated_at"),
        )
    )
    return Subquery(told.values("told"))


def seen(signals: QuerySet[Signal]) -> ArraySubquery:
    """The kinds of its open signals, one for each."""
    rows = signals.filter(measure__initiative=OuterRef("pk"), state=SignalState.OPEN)
    return ArraySubquery(rows.order_by().values("kind"))


def behind(signals: QuerySet[Signal]) -> ArraySubquery:
    """The groups of which they speak."""
    rows = signals.filter(
        measure__initiative=OuterRef("pk"),
        state=SignalState.OPEN,
        kind__in=GROUP_KINDS,
        stratum__isnull=False,
    )
    return ArraySubquery(rows.order_by("stratum__label").values("stratum__label").distinct())


def last_review() -> Subquery:
    """What its people said last, of which month and on which day."""
    rows = Review.objects.filter(initiative=OuterRef("pk")).order_by("-month", "-pk")
    return Subquery(rows.values(told=JSONObject(said="said", month="month", held="held_on"))[:1])


def not_met() -> ArraySubquery:
    """The principles in force that the latest assessment, of this or a former edition, finds not

    met.
    """
    rows = Alignment.objects.filter(initiative=OuterRef("pk"), principle__framework__in_force=True)
    short = rows.annotate(rating=stands_as()).filter(rating=Rating.NOT_MET)
    return ArraySubquery(short.order_by().values("principle"))


def read(row: Row, rules: Rules) -> Found:
    """A row as facts, and what else is kept of it."""
    said, said_of, said_until = word(row, rules)
    facts = facts_of(row, said, rules)
    return Found(facts, said, said_of, row["not_met"], turns_on(row, facts, said_until, rules))


def word(row: Row, rules: Rules) -> tuple[str, date | None, date | None]:
    """What its people say, of which month, until when it holds; nothing where it is too old."""
    told = row["reviewed"]
    if told is None:
        return "", None, None
    until = date.fromisoformat(told["held"]) + timedelta(days=rules.days(RuleKey.OWN_WORD))
    month = date.fromisoformat(told["month"])
    return (told["said"], month, until) if until >= clock.today() else ("", None, None)


def facts_of(row: Row, said: str, rules: Rules) -> Facts:
    """What is judged of one initiative."""
    now = clock.now()
    active = row["stage"] != Stage.CLOSED
    last = last_moved(row)
    still = now - last > timedelta(days=rules.days(RuleKey.STALE))
    promises = [one for one in (row["promised"], row["answering"]) if one]
    log = row["log"] or {}
    return Facts(
        as_of=now,
        initiatives=1,
        active=int(active),
        unowned=int(active and row["owner_id"] is None),
        stale=int(active and still),
        no_data=int(row["stage"] in TESTED and not row["measured"]),
        not_met=len(row["not_met"]),
        in_trouble=int(active and said in TROUBLE),
        level=level_of(row),
        overdue=sum(one["late"] for one in promises),
        no_return=sum(one["returns"] for one in promises),
        worst_overdue_days=max((one["days"] or 0 for one in promises), default=0),
        open_shortfalls=log.get("open", 0),
        severe_shortfalls=log.get("severe", 0),
        unanswered_shortfalls=log.get("unanswered", 0),
        open_signals=len(row["seen"]),
        signal_kinds=tuple(sorted(set(row["seen"]))),
        group_signals=sum(kind in GROUP_KINDS for kind in row["seen"]),
        behind=tuple(row["groups"]),
        last_activity=last,
        alone=True,
    )


def last_moved(row: Row) -> datetime:
    """When its people last moved it, a shortfall of it, or what answers one."""
    told = [one["touched"] for one in (row["answering"], row["log"]) if one]
    active_at: datetime = row["active_at"]
    return max([active_at, *map(datetime.fromisoformat, told)])


def level_of(row: Row) -> Level:
    """How far its evidence goes; docs/status.md says it in words."""
    if row["stage"] == Stage.CLOSED:
        return level_of_closed(row)
    if row["stage"] in IN_USE and row["measured"]:
        return Level.IN_PRACTICE
    return Level.TESTING if row["stage"] in TESTED else Level.PLANNED


def level_of_closed(row: Row) -> Level:
    """What remains of it."""
    if row["lasted"] == Lasted.YES:
        return Level.SUSTAINED
    lives_on = row["outcome"] in CAME_TO_SOMETHING and row["lasted"] != Lasted.NO
    return Level.IN_PRACTICE if lives_on else Level.NOT_STARTED


def turns_on(row: Row, facts: Facts, said_until: date | None, rules: Rules) -> date | None:
    """The first day on which time alone may change what is judged; a day early rather than late.

    A promise falls due, one overdue becomes long overdue, nobody moves it for too long, or what
    was said grows too old.
    """
    today = clock.now().date()
    days = [
        date.fromisoformat(one["next"])
        for one in (row["promised"], row["answering"])
        if one and one["next"]
    ]
    left = rules.days(RuleKey.LONG_OVERDUE) - facts.worst_overdue_days
    if facts.overdue and left >= 0:
        days.append(today + timedelta(days=left))
    if facts.active and not facts.stale and facts.last_activity:
        days.append(facts.last_activity.date() + timedelta(days=rules.days(RuleKey.STALE)))
    if said_until:
        days.append(said_until)
    return min(days, default=None)
