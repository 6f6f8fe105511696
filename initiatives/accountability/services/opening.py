"""Open: a message for everyone who is owed something and may be written to now."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection

from initiatives.accountability.choices import DeliveryKind, EngineState
from initiatives.accountability.models import Delivery, Engine, Reminder
from initiatives.accountability.queries import holidays, quiet_hours, system_policy
from initiatives.accountability.queries.waiting import (
    engine,
    opened_digests,
    people,
    waiting_for_digests,
    waiting_for_notices,
)
from initiatives.accountability.rules.hours import hours_of, local, why_no_digest, why_no_notice
from initiatives.accountability.services.letters import open_letters
from initiatives.base import clock
from initiatives.history.services import record

LONG_SILENCE = timedelta(hours=24)

# A day that passed without its digest is given up; what is owed goes with the next day's.
CLOSE_DAYS = """
DELETE FROM initiatives_delivery d USING initiatives_user u
WHERE u.id = d.recipient_id AND d.state = 'pending' AND d.kind = 'digest'
    AND (d.leased_until IS NULL OR d.leased_until < %(now)s)
    AND d.day < (%(now)s::timestamptz AT TIME ZONE u.time_zone)::date
"""

# A notice and its reminder name each other, so no digest takes that reminder as well.
OPEN_NOTICES = """
WITH made AS (
    INSERT INTO initiatives_delivery
        (recipient_id, channel, kind, key, day, state, attempts, due_at, not_before, created_at,
         address, subject, body, error)
    SELECT r.recipient_id, r.channel, 'notice', 'notice/' || r.id,
        (%(now)s::timestamptz AT TIME ZONE u.time_zone)::date, 'pending', 0,
        %(now)s::timestamptz, %(now)s::timestamptz, %(now)s::timestamptz, '', '', '', ''
    FROM initiatives_reminder r JOIN initiatives_user u ON u.id = r.recipient_id
    WHERE r.id = ANY (%(reminders)s) AND r.state = 'owed' AND r.delivery_id IS NULL
    ON CONFLICT DO NOTHING
    RETURNING id, key
)
UPDATE initiatives_reminder r SET delivery_id = made.id FROM made
WHERE r.id = ANY (%(reminders)s) AND made.key = 'notice/' || r.id
"""


def open_messages() -> None:
    """Open what may go now, unless the engine is stopped or held, or has just been woken.

    After a long silence, or on the first day, it holds when more people are owed something than
    an administrator would want to learn of afterwards.
    """
    state = engine()
    if state.state != EngineState.RUNNING:
        return
    digests, notices = waiting_for_digests(), list(waiting_for_notices())
    size = len({*(key for key, _ in digests), *(one.recipient_id for one in notices)})
    if is_flood(state, size):
        hold(state, size)
        return
    with connection.cursor() as cursor:
        cursor.execute(CLOSE_DAYS, {"now": clock.now()})
    open_digests(digests)
    open_notices(notices)
    open_letters()


def is_flood(state: Engine, size: int) -> bool:
    """Whether so many messages after so long a silence want a look first."""
    silent = state.swept_at is None or clock.now() - state.swept_at > LONG_SILENCE
    return silent and 0 < settings.HOLD_ABOVE < size


def hold(state: Engine, size: int) -> None:
    """Nothing goes out until an administrator lets it."""
    state.state, state.held_at, state.held_size = EngineState.HELD, clock.now(), size
    state.save(update_fields=["state", "held_at", "held_size"])
    record(actor=None, verb="held", subject=state, after={"people": size})


def open_digests(waiting: Iterable[tuple[int, str]], *, at_any_hour: bool = False) -> None:
    """One digest a person, channel and day of theirs, once their hour has come."""
    waiting = list(waiting)
    now, quiet, off = clock.now(), quiet_hours(system_policy()), holidays()
    persons = people({key for key, _ in waiting})
    ready = {
        key: local(now, hours_of(person)).date()
        for key, person in persons.items()
        if at_any_hour or not why_no_digest(now, hours_of(person), quiet, off)
    }
    there = opened_digests(set(ready.values()))
    fresh = [
        Delivery(recipient_id=key, channel=channel, key=f"digest/{ready[key]}", day=ready[key])
        for key, channel in waiting
        if key in ready and (key, channel, f"digest/{ready[key]}") not in there
    ]
    Delivery.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)


def open_notices(waiting: Iterable[Reminder], *, at_any_hour: bool = False) -> None:
    """A notice for each occasion that goes at once, outside quiet hours."""
    now = clock.now()
    ready = [
        one.pk
        for one in waiting
        if at_any_hour or not why_no_notice(now, hours_of(one.recipient), quiet_hours(one.policy))
    ]
    if ready:
        with connection.cursor() as cursor:
            cursor.execute(OPEN_NOTICES, {"now": now, "reminders": ready})


def why_not_now(messages: Iterable[Delivery]) -> dict[int, str]:
    """By message: why it does not go at this hour; nothing for one that may."""
    now, quiet, off = clock.now(), quiet_hours(system_policy()), holidays()
    whys = {}
    for delivery in messages:
        hours = hours_of(delivery.recipient)
        at_once = delivery.kind == DeliveryKind.NOTICE
        why = why_no_notice(now, hours, quiet) if at_once else why_no_digest(now, hours, quiet, off)
        whys[delivery.pk] = why
    return whys
