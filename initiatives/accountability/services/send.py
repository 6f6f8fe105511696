"""Send: the claimed messages over one connection, each booked as soon as it is gone."""

import logging
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from initiatives.accountability.choices import Channel, DeliveryState
from initiatives.accountability.letters import Letter
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services.carriers import Away, Carrier, NotNow, Refused, Said
from initiatives.accountability.services.claim import lease
from initiatives.accountability.services.digest import Told, told_by
from initiatives.accountability.services.letters import letters_of
from initiatives.accountability.services.opening import why_not_now
from initiatives.accountability.services.reach import chat_fails, mail_fails
from initiatives.accountability.services.recheck import still_owed
from initiatives.accountability.services.writing import Writer
from initiatives.base import clock

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=4)
MOST_ATTEMPTS = 10
LONGEST_TRYING = timedelta(hours=72)

# One statement a message: its commit is the price of not telling twice.
BOOK = """
WITH booked AS (
    UPDATE initiatives_delivery SET state = 'sent', sent_at = %(now)s, leased_until = NULL,
        address = %(address)s, subject = %(subject)s, body = %(body)s, error = ''
    WHERE id = %(delivery)s AND state = 'pending' AND leased_until = %(lease)s
    RETURNING id
)
UPDATE initiatives_reminder r SET state = 'sent', delivery_id = booked.id
FROM booked WHERE r.id = ANY (%(reminders)s) AND r.state = 'owed'
"""


def send(claimed: list[Delivery], carrier: Carrier, keep_going: Callable[[], bool]) -> Counter[str]:
    """Send each; returns the counts of `sent`, `failed` and `cancelled`, and `away` if it gave up.

    What the time of the lease does not allow is given back, and so is the rest when the carrier
    takes nothing more or the process is to stop.
    """
    owed, fallen = still_owed(claimed)
    told: dict[int, Told | Letter] = {**told_by(claimed, owed), **letters_of(claimed)}
    too_late = why_not_now(claimed)
    batch = {one: told[one.pk] for one in claimed if one.pk in told and not too_late[one.pk]}
    done = Counter(cancelled=fallen)
    for delivery in claimed:
        if delivery not in batch:
            drop(delivery)
    with closing(carrier), Writer(carrier.write, batch.items()) as writer:
        for delivery, said in batch.items():
            if done["away"] or lease_half_over(delivery) or not keep_going():
                release(delivery)
            else:
                done += deliver(delivery, said.owed, carrier, writer)
    return done


def deliver(
    delivery: Delivery, owed: list[Reminder], carrier: Carrier, writer: Writer[Any]
) -> Counter[str]:
    """One message, booked once it was taken; what was not taken is put off or parked."""
    message = writer.written(delivery)
    try:
        said = carrier.carry(delivery, message)
    except Refused as error:
        refuse(delivery, error)
    except NotNow as error:
        put_off(delivery, str(error))
    except Away as error:
        logger.warning("No message is taken by %s now: %s", delivery.channel, error)
        if not error.begun:
            release(delivery)
            return Counter(away=1)
        put_off(delivery, str(error))
        return Counter(failed=1, away=1)
    else:
        writer.begin_next()
        book(delivery, owed, said)
        return Counter(sent=1)
    return Counter(failed=1)


def book(delivery: Delivery, owed: list[Reminder], said: Said) -> None:
    """Note that it was sent, unless the lease was lost to another sender meanwhile."""
    values: dict[str, Any] = {
        "now": clock.now(),
        "delivery": delivery.pk,
        "lease": delivery.leased_until,
        "address": said.address,
        "subject": said.subject[:200],
        "body": said.body,
        "reminders": [reminder.pk for reminder in owed],
    }
    with connection.cursor() as cursor:
        cursor.execute(BOOK, values)


@transaction.atomic
def refuse(delivery: Delivery, error: Refused) -> None:
    """Park it with what was said; if nothing reaches this person, what is owed them escalates."""
    logger.warning("Delivery %s was refused: %s", delivery.pk, error)
    parked = fenced(delivery).update(
        state=DeliveryState.FAILED, leased_until=None, error=str(error)[:1000]
    )
    if parked and error.for_good:
        fails = chat_fails if delivery.channel == Channel.CHAT else mail_fails
        fails(delivery.recipient, str(error)[:500])


def put_off(delivery: Delivery, error: str) -> None:
    """Try again later, each time after a longer wait; parked after ten times or three days."""
    first = timedelta(seconds=settings.RETRY_SECONDS)
    wait = min(first * 2 ** (delivery.attempts - 1), LONGEST_WAIT)
    trying = clock.now() - delivery.due_at
    parked = delivery.attempts >= MOST_ATTEMPTS or trying > LONGEST_TRYING
    logger.warning("Delivery %s was not taken: %s", delivery.pk, error)
    fenced(delivery).update(
        state=DeliveryState.FAILED if parked else DeliveryState.PENDING,
        not_before=clock.now() + wait * random.uniform(1, 1.25),  # noqa: S311 (jitter, no secret)
        leased_until=None,
        error=error[:1000],
    )


def lease_half_over(delivery: Delivery) -> bool:
    """True when the time left might not do: the server may be slow."""
    assert delivery.leased_until is not None
    return clock.now() > delivery.leased_until - lease() / 2


def drop(delivery: Delivery) -> None:
    """It has nothing to say any more, or its hour is over; what is owed opens another one."""
    row = fenced(delivery)
    Reminder.objects.filter(delivery__in=row.values("pk")).update(delivery=None)
    row.delete()


def release(delivery: Delivery) -> None:
    """Give it back untried."""
    fenced(delivery).update(leased_until=None, attempts=delivery.attempts - 1)


def fenced(delivery: Delivery) -> Any:
    """The row, as long as our lease on it stands."""
    return Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.PENDING, leased_until=delivery.leased_until
    )
