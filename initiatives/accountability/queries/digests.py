"""Reading what a batch of digests says, for all its people at once.

Nobody views here: each digest goes to the person of whom it speaks, and the caller asked what they
may see (`services/recheck.py`).
"""

from collections.abc import Collection

from django.db.models import Count, F, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from initiatives.accountability.choices import CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Reminder
from initiatives.accountability.queries.lateness import LocalDay, lateness, overdue
from initiatives.base import clock

ASKED = (  # just what a recheck and a line of a preview read
    *("recipient_id", "audience", "generation", "step", "policy_id"),
    *("commitment__title", "commitment__due_on", "commitment__state"),
    *("commitment__generation", "commitment__owner_id"),
    "commitment__initiative__sponsor_id",
    *("commitment__shortfall__owner_id", "commitment__shortfall__initiative__sponsor_id"),
)
SAID = ("title", "due_on", "owner_id")  # what a line of a digest says of a commitment


def owed_to(people: Collection[int]) -> QuerySet[Reminder]:
    """The occasions that these people are still to be told of, with what a recheck asks."""
    return (
        Reminder.objects.filter(recipient__in=people, state=ReminderState.OWED)
        .select_related("commitment__initiative", "commitment__shortfall__initiative")
        .prefetch_related("policy")
        .only(*ASKED)
        .order_by("pk")
    )


def promises_due(people: Collection[int], ahead: int, shown: int) -> QuerySet[Commitment]:
    """Of each person what is overdue (`late`) and what is due within `ahead` days of their own.

    The first `shown` of either, by date; each row says how many there are (`total`).
    """
    own_day = LocalDay(Value(clock.now()), F("owner__time_zone"), days=-ahead)
    by_part = ("owner", "late")
    return (
        Commitment.objects.filter(owner__in=people, state=CommitmentState.OPEN, due_on__lte=own_day)
        .annotate(late=lateness())
        .annotate(
            rank=Window(RowNumber(), partition_by=by_part, order_by=("due_on", "pk")),
            total=Window(Count("pk"), partition_by=by_part),
        )
        .filter(rank__lte=shown)
        .only(*SAID)
        .order_by("due_on", "pk")
    )


def overdue_among(keys: Collection[int]) -> QuerySet[Commitment]:
    """Those of these commitments that are overdue, with who promised them, by date."""
    named = (*SAID, "owner__name")
    late = Commitment.objects.filter(overdue(), pk__in=keys).select_related("owner")
    return late.only(*named).order_by("due_on", "pk")
