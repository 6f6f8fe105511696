"""Whether a decision still holds, as the database judges it: what came of it so far."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from initiatives.accountability.queries import overdue
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.shortfalls.choices import Severity
from initiatives.status.deciding.choices import UNTIL_A_DAY, Followed, Verdict
from initiatives.status.deciding.models import Ruling

TIME_TO_ACT = timedelta(days=14)  # of who was given something by a decision
SEVERITIES = ("shortfall__severity", "commitment__shortfall__severity")


def due_again() -> Q:
    """That it is to be decided again: its day has come where the one who decided lives, or the

    shortfall concerned is more severe than it was.
    """
    today = LocalDay(Value(clock.now()), F("decided_by__time_zone"))
    return Q(verdict__in=UNTIL_A_DAY) & (Q(review_on__lte=today) | grew_graver())


def grew_graver() -> Q:
    """That the shortfall concerned is more severe than when it was decided."""
    return reduce(
        or_,
        (
            Q(**{name: severity}, gravity__lt=gravity)
            for gravity, severity in enumerate(Severity.values, 1)
            for name in SEVERITIES
        ),
        Q(),
    )


def holding() -> QuerySet[Ruling]:
    """Those that leave nothing to decide for now.

    A risk is accepted, and a decision put off, until its day or until it grows graver. A promise
    that follows holds while it is open and not overdue. Who was given something has two weeks. A
    refusal holds until the people of the initiative move it again.
    """
    until = Q(verdict__in=UNTIL_A_DAY) & ~due_again()
    promised = Q(follow_up__state="open") & ~overdue("follow_up__")
    given = Q(verdict=Verdict.REASSIGN, created_at__gt=clock.now() - TIME_TO_ACT)
    refused = Q(verdict=Verdict.DECLINE, initiative__active_at__lte=F("created_at"))
    return Ruling.objects.filter(until | promised | given | refused, stands=True).order_by()


def undecided(kind: str) -> Q:
    """That no decision holds on a record of this kind."""
    return Q(~Exists(holding().filter(**{kind: OuterRef("pk")})))


def to_review() -> QuerySet[Ruling]:
    """Risks that were accepted and decisions that were put off, once they are due again."""
    return Ruling.objects.filter(due_again(), stands=True)


def followed() -> Case:
    """What came of each decision, as a column."""
    steps: Iterable[tuple[Q, Followed]] = (
        (Q(follow_up__state="fulfilled"), Followed.KEPT),
        (Q(follow_up__state="withdrawn"), Followed.WITHDRAWN),
        (overdue("follow_up__"), Followed.OVERDUE),
        (Q(follow_up__isnull=False), Followed.DUE),
        (Q(stands=False), Followed.REPLACED),
        (due_again(), Followed.REVIEW_DUE),
        (Q(review_on__isnull=False), Followed.HOLDS),
    )
    return Case(
        *(When(condition, then=Value(word.value)) for condition, word in steps),
        default=Value(Followed.DONE.value),
        output_field=CharField(),
    )
