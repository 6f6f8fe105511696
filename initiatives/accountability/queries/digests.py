"""Reading what a batch of messages says, for all its people at once.

Nobody views here: each message goes to the person of whom it speaks, and the caller asked what they
may see (`services/recheck.py`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from initiatives.accountability.choices import (
    ESCALATIONS,
    CommitmentState,
    DeliveryKind,
    ReminderState,
)
from initiatives.accountability.models import Commitment, Delivery, Reminder, Snooze
from initiatives.accountability.queries.lateness import lateness
from initiatives.base import clock
from initiatives.base.dates import LocalDay

ASKED = (  # just what a recheck and a line of a preview read
    *("recipient_id", "channel", "audience", "generation", "step", "policy_id", "delivery_id"),
    *("commitment__title", "commitment__due_on", "commitment__state", "commitment__kind"),
    *("commitment__generation", "commitment__acknowledged_at", "commitment__created_by_id"),
    *("commitment__owner__name", "commitment__owner__time_zone", "commitment__entity__lineage"),
    *("commitment__initiative__sponsor_id", "commitment__initiative__owner_id"),
    *("commitment__shortfall__owner_id", "commitment__shortfall__initiative__sponsor_id"),
)
SAID = ("title", "due_on", "owner_id", "generation", "acknowledged_at")  # what a line says


def owed_to(messages: Iterable[Delivery]) -> QuerySet[Reminder]:
    """The occasions that these messages are to tell of, with what a recheck asks.

    A notice has its own; a digest takes whatever else its person is owed by that channel.
    """
    notices = [one.pk for one in messages if one.kind == DeliveryKind.NOTICE]
    people = [one.recipient_id for one in messages if one.kind == DeliveryKind.DIGEST]
    return (
        Reminder.objects.filter(
            Q(delivery__in=notices) | Q(recipient__in=people, delivery=None),
            state=ReminderState.OWED,
        )
        .select_related(
            *("commitment__owner", "commitment__entity", "commitment__initiative"),
            "commitment__shortfall__initiative",
        )
        .prefetch_related("policy")
        .only(*ASKED)
        .order_by("pk")
    )


def snoozed_among(keys: Collection[int]) -> dict[int, date]:
    """Until when those of these commitments are put off that are, by key."""
    standing = Snooze.objects.filter(
        commitment__in=keys, generation=F("commitment__generation"), ended_at=None
    )
    return dict(standing.order_by().values_list("commitment").annotate(Max("until")))


def confidential_among(keys: Collection[int]) -> set[int]:
    """Those of these commitments that answer a confidential shortfall, or the signal of one."""
    told = Q(shortfall__confidential=True) | Q(signal__source__shortfall__confidential=True)
    return set(Commitment.objects.filter(told, pk__in=keys).values_list("pk", flat=True).order_by())


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


def escalated_to(keys: Collection[int]) -> dict[int, list[str]]:
    """Who besides the owner was told or is about to be, by commitment, in the order of telling."""
    told = Reminder.objects.filter(
        commitment__in=keys,
        generation=F("commitment__generation"),
        audience__in=ESCALATIONS,
        state__in=(ReminderState.OWED, ReminderState.SENT),
    ).order_by("step", "pk")
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in told.values_list("commitment", "recipient__name"):
        if name not in names[key]:
            names[key].append(name)
    return dict(names)
