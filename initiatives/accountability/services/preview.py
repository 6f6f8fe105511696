"""Who would get what and why, at any instant, without writing or sending anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries.waiting import (
    pending,
    unopened,
    waiting_for_digests,
    waiting_for_notices,
)
from initiatives.accountability.rules.steps import reason_for
from initiatives.accountability.services.opening import open_digests, open_notices, why_not_now
from initiatives.accountability.services.plan import plan
from initiatives.accountability.services.recheck import still_owed
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User

DIGEST_GONE = _("Their digest of that day has gone; it goes with the next.")


@dataclass(frozen=True)
class Planned:
    """One occasion that a sweep would tell a person of on a day of theirs.

    `waits` says why not at that instant, and is empty for what would go.
    """

    recipient: User
    day: date
    channel: str
    commitment: Commitment
    audience: str
    step: str
    why: str
    waits: str


def preview(as_of: datetime) -> list[Planned]:
    """What a sweep at that instant would send, and what would still wait, and why.

    It is the sweep's own planning and rechecking, in a transaction that is rolled back: what is
    foretold cannot differ from what is done.
    """
    with clock.imagined(as_of), transaction.atomic():
        plan()
        foretold = foretell()
        transaction.set_rollback(True)
    return foretold


def foretell() -> list[Planned]:
    """What is owed as things stand, by name; opens messages, so the caller rolls back."""
    open_digests(waiting_for_digests(), at_any_hour=True)
    open_notices(waiting_for_notices(), at_any_hour=True)
    messages = list(
        pending().select_related("recipient__preference").order_by("recipient__name", "pk")
    )
    owed, _ = still_owed(messages)
    waits = why_not_now(messages)
    told = [
        item
        for message in messages
        for item in planned(message, owed[message.pk], waits[message.pk])
    ]
    spoken_of = {reminder.pk for reminders in owed.values() for reminder in reminders}
    return told + left_over(spoken_of)


def planned(delivery: Delivery, owed: Iterable[Reminder], waits: str) -> list[Planned]:
    """The occasions of one message."""
    return [told(delivery.recipient, delivery.day, reminder, waits) for reminder in owed]


def left_over(spoken_of: set[int]) -> list[Planned]:
    """What came to be owed after the digest of the day had gone."""
    rows = unopened().exclude(pk__in=spoken_of).select_related("recipient", "commitment")
    return [
        told(row.recipient, clock.today(row.recipient.time_zone), row, DIGEST_GONE)
        for row in rows.prefetch_related("policy").order_by("recipient__name", "pk")
    ]


def told(recipient: User, day: date, reminder: Reminder, waits: str) -> Planned:
    """One occasion in words."""
    return Planned(
        recipient,
        day,
        reminder.channel,
        reminder.commitment,
        reminder.audience,
        reminder.step_name,
        reason_for(reminder.step, reminder.audience, reminder.policy.number),
        waits,
    )
