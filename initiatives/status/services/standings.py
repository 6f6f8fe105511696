"""Keeping where each initiative stands: only what changed is judged anew.

What changed is read from the history: each thing that people or the tracker do leaves an event.
The last minutes are always read again, since a transaction that began earlier may end later. What
changes by time alone says on which day; what has no row yet, or one by other rules, is due as well.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.records import one_at_a_time
from initiatives.history.models import Event
from initiatives.measures.models import Measure, ObservationImport, Signal
from initiatives.portfolio.models import Initiative, Review
from initiatives.shortfalls.models import Shortfall
from initiatives.status.models import JudgedUpTo, Standing
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.queries.standings import Found, found_of
from initiatives.status.rules import Rules, differs, judge

BATCH = 1_000
READ_AGAIN = timedelta(minutes=10)
KEPT = ("state", "said", "said_of", "differs", "level", "stale", "no_data", "not_met")
ALWAYS = ("rules_version", "judged_at", "turns_on")
REACHED: dict[str, tuple[QuerySet[Any], tuple[str, ...]]] = {
    "initiative": (Initiative.objects.all(), ("pk",)),
    "commitment": (Commitment.objects.all(), ("initiative", "shortfall__initiative")),
    "shortfall": (Shortfall.objects.all(), ("initiative",)),
    "review": (Review.objects.all(), ("initiative",)),
    "measure": (Measure.objects.all(), ("initiative",)),
    "signal": (Signal.objects.all(), ("measure__initiative",)),
    "observationimport": (ObservationImport.objects.all(), ("measure__initiative",)),
}


@transaction.atomic
def refresh_standings() -> int:
    """Judge anew what may have changed; how many initiatives that were."""
    one_at_a_time("standings")
    rules, upto = rules_in_force(), newest_settled()
    keys = sorted({*touched(), *due(rules)})
    for start in range(0, len(keys), BATCH):
        keep(keys[start : start + BATCH], rules)
    JudgedUpTo.objects.update_or_create(pk=1, defaults={"event_id": upto})
    return len(keys)


def newest_settled() -> int:
    """The newest event that no transaction still under way can precede."""
    settled = Event.objects.filter(at__lt=clock.now() - READ_AGAIN, pk__gt=read_up_to())
    return int(settled.aggregate(newest=Max("pk"))["newest"] or read_up_to())


def read_up_to() -> int:
    """The event up to which was read."""
    return JudgedUpTo.objects.values_list("event_id", flat=True).first() or 0


def touched() -> Iterator[int]:
    """The initiatives that events since then are about, straight or through another record."""
    since = Event.objects.filter(pk__gt=read_up_to()).order_by()
    for kind, (rows, paths) in REACHED.items():
        subjects = since.filter(subject_kind=kind).values("subject_id")
        for path in paths:
            found = rows.filter(pk__in=subjects).exclude(**{path: None}).order_by()
            yield from found.values_list(path, flat=True)


def due(rules: Rules) -> Iterator[int]:
    """What has no row, one by other rules, or one whose day has come somewhere on earth.

    Of the last kind each once an hour: that is how days begin around the earth.
    """
    now = clock.now()
    tomorrow, hour = now.date() + timedelta(days=1), now.replace(minute=0, second=0, microsecond=0)
    turning = Q(standing__turns_on__lte=tomorrow, standing__judged_at__lt=hour)
    old = ~Q(standing__rules_version=rules.version) | turning
    rows = Initiative.objects.filter(Q(standing=None) | old).order_by()
    yield from rows.values_list("pk", flat=True)


def keep(keys: Iterable[int], rules: Rules) -> None:
    """Judge some initiatives and write where they stand."""
    found = found_of(Initiative.objects.filter(pk__in=list(keys)), rules)
    Standing.objects.bulk_create(
        [standing_of(key, one, rules) for key, one in found.items()],
        update_conflicts=True,
        unique_fields=["initiative"],
        update_fields=[*KEPT, *ALWAYS],
    )


def standing_of(key: int, found: Found, rules: Rules) -> Standing:
    """What is kept of one."""
    facts = found.facts
    state = judge(facts, rules).state
    return Standing(
        initiative_id=key,
        state=state,
        said=found.said if facts.active else "",
        said_of=found.said_of if facts.active else None,
        differs=bool(facts.active) and differs(found.said, state),
        level=facts.level,
        stale=bool(facts.stale),
        no_data=bool(facts.no_data),
        not_met=found.not_met,
        rules_version=rules.version,
        judged_at=clock.now(),
        turns_on=found.turns_on,
    )
