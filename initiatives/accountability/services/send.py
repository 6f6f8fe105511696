"""Send: the claimed deliveries over one connection, each booked as soon as it is gone."""

import logging
import random
from collections import Counter
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.db import transaction

from initiatives.accountability.choices import DeliveryState, ReminderState
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services.claim import LEASE
from initiatives.accountability.services.digest import Part, mail_of, parts_of
from initiatives.accountability.services.recheck import still_owed
from initiatives.base import clock

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=60), timedelta(hours=4)
MOST_ATTEMPTS = 10


def send(claimed: list[Delivery], connection: Any) -> Counter[str]:
    """Send each; what the time of the lease does not allow is given back. Returns the counts."""
    owed, cancelled = still_owed(claimed)
    parts = parts_of(claimed, owed)
    done = Counter(cancelled=cancelled)
    for delivery in claimed:
        person = delivery.recipient_id
        if not owed[person]:
            fenced(delivery).delete()
        elif lease_half_over(delivery):
            release(delivery)
        else:
            done += deliver(delivery, owed[person], parts[person], connection)
    connection.close()
    return done


def deliver(
    delivery: Delivery, owed: list[Reminder], parts: list[Part], connection: Any
) -> Counter[str]:
    """One mail, booked once the server took it; what the server refuses is put off."""
    mail = mail_of(delivery, parts)
    try:
        connection.open()
        connection.send_messages([mail])
    except (SMTPException, OSError) as error:
        put_off(delivery, error)
        connection.close()
        return Counter(failed=1)
    book(delivery, owed, str(mail.subject), str(mail.body))
    return Counter(sent=1)


@transaction.atomic
def book(delivery: Delivery, owed: list[Reminder], subject: str, body: str) -> None:
    """Note that it was sent, unless the lease was lost to another sender meanwhile."""
    booked = fenced(delivery).update(
        state=DeliveryState.SENT,
        sent_at=clock.now(),
        leased_until=None,
        address=delivery.recipient.email,
        subject=subject[:200],
        body=body,
        error="",
    )
    if booked:
        keys = [reminder.pk for reminder in owed]
        Reminder.objects.filter(pk__in=keys, state=ReminderState.OWED).update(
            state=ReminderState.SENT, delivery=delivery
        )


def put_off(delivery: Delivery, error: Exception) -> None:
    """Try again later, each time after a longer wait; after ten times it is parked as failed."""
    wait = min(FIRST_WAIT * 2 ** (delivery.attempts - 1), LONGEST_WAIT)
    parked = delivery.attempts >= MOST_ATTEMPTS
    logger.warning("Delivery %s was not taken: %s", delivery.pk, error)
    fenced(delivery).update(
        state=DeliveryState.FAILED if parked else DeliveryState.PENDING,
        not_before=clock.now() + wait * random.uniform(1, 1.25),  # noqa: S311 (jitter, no secret)
        leased_until=None,
        error=str(error)[:1000],
    )


def lease_half_over(delivery: Delivery) -> bool:
    """True when the time left might not do: the server may be slow."""
    assert delivery.leased_until is not None
    return clock.now() > delivery.leased_until - LEASE / 2


def release(delivery: Delivery) -> None:
    """Give it back untried."""
    fenced(delivery).update(leased_until=None, attempts=delivery.attempts - 1)


def fenced(delivery: Delivery) -> Any:
    """The row, as long as our lease on it stands."""
    return Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.PENDING, leased_until=delivery.leased_until
    )
