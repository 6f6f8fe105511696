"""Claim: one delivery a person and day, leased to whoever sends it."""

from datetime import timedelta

from django.db import connection

from initiatives.accountability.models import Delivery
from initiatives.base import clock

LEASE = timedelta(seconds=120)
BATCH = 100

# A day that passed without its mail is given up; what is owed goes with the next day's.
CLOSE_DAYS = """
DELETE FROM initiatives_delivery d USING initiatives_user u
WHERE u.id = d.recipient_id AND d.state = 'pending'
    AND (d.leased_until IS NULL OR d.leased_until < %(now)s)
    AND d.day < (%(now)s::timestamptz AT TIME ZONE u.time_zone)::date
"""

# A person's day comes into being once, whoever plans it and however often.
OPEN_DAYS = """
INSERT INTO initiatives_delivery
    (recipient_id, channel, day, state, attempts, not_before, created_at, address, subject, body,
     error)
SELECT DISTINCT r.recipient_id, 'email', (%(now)s::timestamptz AT TIME ZONE u.time_zone)::date,
    'pending', 0, %(now)s::timestamptz, %(now)s::timestamptz, '', '', '', ''
FROM initiatives_reminder r JOIN initiatives_user u ON u.id = r.recipient_id
WHERE r.state = 'owed'
ON CONFLICT DO NOTHING
"""

CLAIM = """
UPDATE initiatives_delivery SET leased_until = %(until)s, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM initiatives_delivery
    WHERE state = 'pending' AND not_before <= %(now)s
        AND (leased_until IS NULL OR leased_until < %(now)s)
    ORDER BY not_before, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING id
"""


def open_days() -> None:
    """Make sure that everyone who is owed something has a delivery for their own today."""
    with connection.cursor() as cursor:
        for statement in (CLOSE_DAYS, OPEN_DAYS):
            cursor.execute(statement, {"now": clock.now()})


def claim() -> list[Delivery]:
    """Lease the next deliveries to the caller; no two callers get the same while a lease lasts."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"now": now, "until": now + LEASE, "batch": BATCH})
        keys = [row[0] for row in cursor.fetchall()]
    return list(Delivery.objects.filter(pk__in=keys).select_related("recipient").order_by("pk"))
