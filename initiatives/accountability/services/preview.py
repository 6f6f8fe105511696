"""Who would get what and why, at any instant, without writing or sending anything."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from initiatives.accountability.choices import DeliveryState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.rules.steps import reason_for
from initiatives.accountability.services.claim import open_days
from initiatives.accountability.services.plan import plan
from initiatives.accountability.services.recheck import still_owed
from initiatives.base import clock
from initiatives.people.models import User


@dataclass(frozen=True)
class Planned:
    """One occasion that a sweep would tell a person of on a day of theirs."""

    recipient: User
    day: date
    commitment: Commitment
    audience: str
    step: str
    why: str


def preview(as_of: datetime) -> list[Planned]:
    """What a sweep at that instant would send.

    It is the sweep's own planning and rechecking, in a transaction that is rolled back: what is
    foretold cannot differ from what is done.
    """
    with clock.at(as_of), transaction.atomic():
        plan()
        open_days()
        pending = Delivery.objects.filter(state=DeliveryState.PENDING, not_before__lte=as_of)
        named = list(pending.select_related("recipient").order_by("recipient__name", "pk"))
        owed, _ = still_owed(named)
        foretold = [
            item for delivery in named for item in planned(delivery, owed[delivery.recipient_id])
        ]
        transaction.set_rollback(True)
    return foretold


def planned(delivery: Delivery, owed: list[Reminder]) -> list[Planned]:
    """The occasions of one delivery."""
    return [
        Planned(
            delivery.recipient,
            delivery.day,
            reminder.commitment,
            reminder.audience,
            reminder.step_name,
            reason_for(reminder.step, reminder.audience, reminder.policy.number),
        )
        for reminder in owed
    ]
