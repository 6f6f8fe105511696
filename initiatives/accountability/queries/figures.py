"""The engine in figures: for administrators, for `/metrics` and for the readiness probe.

Nobody views here: they are counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from initiatives.accountability.choices import Channel, DeliveryState, ReminderState
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.queries.waiting import engine
from initiatives.base import clock
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_off

A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class EngineFigures:
    """`owed`: occasions not told yet; the rest counts messages, and `claimed` those being sent.

    `oldest_owed_seconds` is for how long the oldest message could have been taken and was not:
    one that was refused for now, or whose reader's hour has not come, does not count.
    """

    state: str
    swept_at: datetime | None
    sweep_seconds: float
    owed: int
    pending: int
    claimed: int
    sent_today: int
    sent_total: int
    failed: int
    oldest_owed_seconds: float


def engine_figures() -> EngineFigures:
    """The figures of this moment, in four queries."""
    now = clock.now()
    row = engine()
    sent, pending = Q(state=DeliveryState.SENT), Q(state=DeliveryState.PENDING)
    counts = Delivery.objects.aggregate(
        pending=Count("pk", filter=pending),
        claimed=Count("pk", filter=pending & Q(leased_until__gt=now)),
        sent_today=Count("pk", filter=sent & Q(sent_at__gt=now - A_DAY)),
        sent_total=Count("pk", filter=sent),
        failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
    )
    return EngineFigures(
        state=row.state,
        swept_at=row.swept_at,
        sweep_seconds=row.sweep_seconds,
        owed=Reminder.objects.filter(state=ReminderState.OWED).count(),
        oldest_owed_seconds=oldest_owed().total_seconds(),
        **counts,
    )


def oldest_owed() -> timedelta:
    """For how long the oldest message that could go has waited; nothing when none does.

    None could go to a chat while chats are switched off.
    """
    ready = Delivery.objects.filter(state=DeliveryState.PENDING, not_before__lte=clock.now())
    ready = ready.exclude(is_off(Feature.CHAT), channel=Channel.CHAT)
    first: datetime | None = ready.aggregate(first=Min("not_before"))["first"]
    return clock.now() - first if first else timedelta(0)
