"""Reading who is owed something of which no message speaks yet.

Nobody views here: what comes of it goes to the people themselves.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from initiatives.accountability.choices import (
    ESCALATIONS,
    Channel,
    DeliveryKind,
    DeliveryState,
    ReminderState,
)
from initiatives.accountability.models import Delivery, Engine, Reminder
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_off


def engine() -> Engine:
    """The state of the engine; made on first use."""
    return Engine.objects.get_or_create(pk=1)[0]


def unopened() -> QuerySet[Reminder]:
    """What is owed and in no message yet."""
    return Reminder.objects.filter(state=ReminderState.OWED, delivery=None).order_by("pk")


def at_once() -> Q:
    """What goes in a notice of its own.

    Urgent steps, and what escalates to somebody who has switched the digests off.
    """
    by_chat = Q(recipient__chat__instead_of_email=True, recipient__chat__broken_at=None)
    no_digests = Q(recipient__preference__digests=False) | by_chat
    return Q(urgent=True) | Q(no_digests, channel=Channel.EMAIL, audience__in=ESCALATIONS)


def waiting_for_notices() -> QuerySet[Reminder]:
    """What goes at once, with the recipient's hours and the policy's."""
    return (
        unopened()
        .filter(at_once())
        .select_related("recipient__preference")
        .prefetch_related("policy")
    )


def waiting_for_digests() -> list[tuple[int, str]]:
    """The people who are owed a digest, by key, with the channel."""
    rows = unopened().exclude(pk__in=unopened().filter(at_once()).values("pk"))
    return list(rows.order_by().values_list("recipient_id", "channel").distinct())


def people(keys: Collection[int]) -> dict[int, User]:
    """People by key, with their preferences."""
    return User.objects.select_related("preference").in_bulk(keys)


def opened_digests(days: Collection[date]) -> set[tuple[int, str, str]]:
    """The digests of these days that exist already: recipient, channel and key."""
    digests = Delivery.objects.filter(kind=DeliveryKind.DIGEST, day__in=days)
    return set(digests.values_list("recipient_id", "channel", "key").order_by())


def opened_letters(keys: Collection[str]) -> set[tuple[int, str]]:
    """The letters of these keys that exist already, sent or not: recipient and key."""
    letters = Delivery.objects.filter(kind=DeliveryKind.LETTER, key__in=keys)
    return set(letters.values_list("recipient_id", "key").order_by())


def backlog() -> dict[str, int]:
    """How many messages could be claimed now, by channel; a channel with none is left out.

    What is owed to a chat cannot be claimed while chats are switched off.
    """
    free = Q(leased_until=None) | Q(leased_until__lt=clock.now())
    ready = pending().filter(free, not_before__lte=clock.now())
    ready = ready.exclude(is_off(Feature.CHAT), channel=Channel.CHAT)
    return dict(ready.order_by().values_list("channel").annotate(Count("pk")))


def pending() -> QuerySet[Delivery]:
    """Messages that are still to go."""
    return Delivery.objects.filter(state=DeliveryState.PENDING)
