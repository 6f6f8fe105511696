"""Claim: the next messages of a channel, leased to whoever sends them."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from initiatives.accountability.models import Delivery
from initiatives.base import clock

BATCH = 100

CLAIM = """
UPDATE initiatives_delivery SET leased_until = %(until)s, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM initiatives_delivery
    WHERE state = 'pending' AND channel = %(channel)s AND not_before <= %(now)s
        AND (leased_until IS NULL OR leased_until < %(now)s)
    ORDER BY not_before, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING id
"""

SENT_LATELY = """
SELECT (SELECT count(*) FROM initiatives_delivery WHERE state = 'sent' AND sent_at > %(since)s)
    + (SELECT count(*) FROM initiatives_delivery WHERE state = 'pending' AND leased_until > %(now)s)
"""


def lease() -> timedelta:
    """How long a claim holds; a message is sent only in the first half of it."""
    return timedelta(seconds=settings.LEASE_SECONDS)


def claim(channel: str) -> list[Delivery]:
    """Lease the next messages to the caller; no two callers get the same while a lease lasts.

    Fewer, or none, when that would be more in a minute than the mail server is to be given.
    """
    now = clock.now()
    values: dict[str, Any] = {
        "now": now,
        "until": now + lease(),
        "channel": channel,
        "batch": allowance(),
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        keys = [row[0] for row in cursor.fetchall()]
    claimed = Delivery.objects.filter(pk__in=keys).order_by("not_before", "pk")
    return list(claimed.select_related("recipient__preference", "recipient__chat"))


def allowance() -> int:
    """How many messages may be claimed now."""
    if not settings.MAILS_PER_MINUTE:
        return BATCH
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(SENT_LATELY, {"now": now, "since": now - timedelta(minutes=1)})
        lately = int(cursor.fetchone()[0])
    return max(0, min(BATCH, settings.MAILS_PER_MINUTE - lately))
