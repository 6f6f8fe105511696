"""Plan: write a row for each occasion that should have been told by now and has none."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Min

from initiatives.accountability.choices import CommitmentKind, CommitmentState, DayCount
from initiatives.accountability.models import Commitment, Policy
from initiatives.accountability.queries import policies_in_force
from initiatives.accountability.rules.steps import Window, steps_of, windows
from initiatives.base import clock
from initiatives.base.records import one_at_a_time

# Whose mail and chat came back as impossible, and who has left: nothing is owed to them for now.
LAPSE = """
UPDATE initiatives_reminder r SET state = 'lapsed', note = 'They could not be reached.'
FROM initiatives_user u
LEFT JOIN initiatives_preference p ON p.person_id = u.id
LEFT JOIN initiatives_chataddress c ON c.person_id = u.id
WHERE u.id = r.recipient_id AND r.state = 'owed' AND (
    NOT u.is_active
    OR (r.channel = 'email' AND u.email = COALESCE(p.unreachable_address, ''))
    OR (r.channel = 'chat' AND (c.id IS NULL OR c.broken_at IS NOT NULL)))
"""

# The same rules as `rules.steps`, for all open commitments at once; a test holds them together.
#
# governed   which policy decides for each entity and kind: the nearest, and there the kind's own
# calendar   how many working days there have been by a day, for each pattern of working days
# people     who can be told at all
# answering  who answers for an entity: the nearest holders of a role, or else an administrator
# open       what is promised, with how many days late it is, as its policy counts
# told       which step of which window has come
# occasions  whom that tells
# channels   by which channels a person is told, and whether of ordinary steps too
PLAN = """
WITH windows AS (
    SELECT * FROM unnest(
        %(policies)s::bigint[], %(audiences)s::text[], %(steps)s::int[], %(untils)s::int[],
        %(urgents)s::bool[]) AS w (policy_id, audience, step, until, urgent)
), governed AS MATERIALIZED (
    SELECT DISTINCT ON (e.id, k.kind) e.id AS entity_id, k.kind, p.id AS policy_id, p.days
    FROM initiatives_entity e
    CROSS JOIN unnest(%(kinds)s::text[]) AS k (kind)
    JOIN initiatives_policy p ON p.in_force AND p.kind IN ('', k.kind)
        AND (p.entity_id IS NULL OR p.entity_id = ANY (e.lineage))
    ORDER BY e.id, k.kind, COALESCE(array_position(e.lineage, p.entity_id), 0) DESC, p.kind DESC
), calendar AS MATERIALIZED (
    SELECT working_days, day::date AS day, count(*) FILTER (
        WHERE EXTRACT(isodow FROM day)::int = ANY (working_days)
            AND NOT EXISTS (SELECT 1 FROM initiatives_holiday h WHERE h.day = day.day::date)
    ) OVER (PARTITION BY working_days ORDER BY day) AS nth
    FROM (SELECT DISTINCT working_days FROM initiatives_user) AS patterns
    CROSS JOIN generate_series(%(first)s::date, %(last)s::date, '1 day') AS day (day)
), people AS MATERIALIZED (
    SELECT u.id, u.is_superuser, u.working_days,
        (%(now)s::timestamptz AT TIME ZONE u.time_zone)::date AS today,
        u.is_active AND u.email <> COALESCE(p.unreachable_address, '') AS by_email,
        u.is_active AND c.id IS NOT NULL AND c.broken_at IS NULL AS by_chat,
        COALESCE(p.digests, true) AS digests,
        COALESCE(c.instead_of_email AND c.broken_at IS NULL, false) AS chat_only
    FROM initiatives_user u
    LEFT JOIN initiatives_preference p ON p.person_id = u.id
    LEFT JOIN initiatives_chataddress c ON c.person_id = u.id
        AND NOT EXISTS (SELECT FROM initiatives_switch s WHERE s.feature = 'chat' AND NOT s.is_on)
), seats AS (
    SELECT e.id AS entity_id, m.role, m.user_id,
        rank() OVER (
            PARTITION BY e.id, m.role ORDER BY array_position(e.lineage, m.entity_id) DESC) AS far
    FROM initiatives_entity e
    JOIN initiatives_membership m ON m.entity_id = ANY (e.lineage) AND m.ended_at IS NULL
    JOIN people ON people.id = m.user_id AND (by_email OR by_chat)
    WHERE m.role IN ('equity_lead', 'executive', 'system_administrator')
), candidates AS (
    SELECT entity_id, audience, user_id, 1 AS choice
    FROM seats JOIN (VALUES ('lead', 'equity_lead'), ('stand_in', 'equity_lead'),
        ('executive', 'executive')) AS a (audience, role) USING (role) WHERE far = 1
    UNION ALL
    SELECT entity_id, audience, user_id, 2
    FROM seats CROSS JOIN (VALUES ('lead'), ('stand_in'), ('executive')) AS a (audience)
    WHERE role = 'system_administrator' AND far = 1
    UNION ALL
    SELECT e.id, audience, people.id, 3
    FROM initiatives_entity e
    CROSS JOIN (VALUES ('lead'), ('stand_in'), ('executive')) AS a (audience)
    JOIN people ON is_superuser AND (by_email OR by_chat)
), answering AS MATERIALIZED (
    SELECT entity_id, audience, user_id FROM (
        SELECT *, rank() OVER (PARTITION BY entity_id, audience ORDER BY choice) AS first
        FROM candidates) AS ranked
    WHERE first = 1
), open AS MATERIALIZED (
    SELECT c.id, c.generation, c.due_on, c.owner_id, c.entity_id, g.policy_id, o.today,
        o.by_email OR o.by_chat AS reachable,
        COALESCE(i.sponsor_id, si.sponsor_id, s.owner_id) AS sponsor_id,
        COALESCE(z.made, 0) AS snoozes, COALESCE(z.until > o.today, false) AS snoozed,
        CASE g.days WHEN 'working' THEN present.nth - due.nth ELSE o.today - c.due_on END AS late
    FROM initiatives_commitment c
    JOIN people o ON o.id = c.owner_id
    JOIN governed g ON g.entity_id = c.entity_id AND g.kind = c.kind
    LEFT JOIN calendar present ON g.days = 'working'
        AND present.working_days = o.working_days AND present.day = o.today
    LEFT JOIN calendar due ON g.days = 'working'
        AND due.working_days = o.working_days AND due.day = c.due_on
    LEFT JOIN initiatives_initiative i ON i.id = c.initiative_id
    LEFT JOIN initiatives_shortfall s ON s.id = c.shortfall_id
    LEFT JOIN initiatives_initiative si ON si.id = s.initiative_id
    LEFT JOIN (
        SELECT commitment_id, generation, count(*) AS made,
            max(until) FILTER (WHERE ended_at IS NULL) AS until
        FROM initiatives_snooze GROUP BY commitment_id, generation
    ) AS z ON z.commitment_id = c.id AND z.generation = c.generation
    WHERE c.state = 'open' AND c.due_on <= %(last)s::date
), told AS (
    SELECT open.*, w.audience, w.step, w.urgent
    FROM open JOIN (
        SELECT policy_id, late, audience, step, urgent
        FROM (SELECT DISTINCT policy_id, late FROM open) AS moments
        JOIN windows USING (policy_id)
        WHERE late >= step AND late < until
    ) AS w USING (policy_id, late)
), occasions AS (
    SELECT told.*, owner_id AS recipient_id, 'owner' AS as_whom, snoozes AS round
    FROM told WHERE audience = 'owner' AND reachable AND NOT snoozed
    UNION ALL
    SELECT told.*, v.stand_in_id, 'cover', snoozes
    FROM told JOIN initiatives_cover v ON v.person_id = owner_id AND v.state = 'accepted'
        AND told.today BETWEEN v.starts AND v.ends
    WHERE audience = 'owner' AND NOT snoozed
    UNION ALL
    SELECT told.*, a.user_id, 'stand_in', 0
    FROM told JOIN answering a ON a.entity_id = told.entity_id AND a.audience = 'stand_in'
    WHERE told.audience = 'owner' AND NOT reachable
    UNION ALL
    SELECT told.*, sponsor_id, 'sponsor', 0
    FROM told WHERE audience = 'sponsor' AND sponsor_id <> owner_id
    UNION ALL
    SELECT told.*, a.user_id, told.audience, 0
    FROM told JOIN answering a ON a.entity_id = told.entity_id AND a.audience = told.audience
    WHERE told.audience IN ('lead', 'executive') AND a.user_id <> owner_id
), channels AS (
    SELECT id AS recipient_id, 'email' AS channel, digests AND NOT chat_only AS ordinary
    FROM people WHERE by_email
    UNION ALL
    SELECT id, 'chat', true FROM people WHERE by_chat
)
INSERT INTO initiatives_reminder
    (commitment_id, recipient_id, channel, audience, generation, snoozes, step, urgent, due_on,
     policy_id, state, note, created_at)
SELECT DISTINCT ON (id, recipient_id, channel, as_whom, step)
    id, recipient_id, channel, as_whom, generation, round, step, urgent, due_on,
    policy_id, 'owed', '', %(now)s::timestamptz
FROM occasions JOIN channels USING (recipient_id)
WHERE (ordinary OR urgent OR as_whom NOT IN ('owner', 'cover'))
    AND NOT EXISTS (
        SELECT 1 FROM initiatives_reminder r
        WHERE r.commitment_id = occasions.id AND r.recipient_id = occasions.recipient_id
            AND r.channel = channels.channel AND r.audience = as_whom
            AND r.generation = occasions.generation AND r.snoozes = round
            AND r.step = occasions.step AND r.state <> 'lapsed')
ON CONFLICT (commitment_id, recipient_id, channel, audience, generation, snoozes, step)
DO UPDATE SET state = 'owed', note = '', policy_id = EXCLUDED.policy_id,
    urgent = EXCLUDED.urgent, created_at = EXCLUDED.created_at, delivery_id = NULL
WHERE initiatives_reminder.state = 'lapsed'
"""


@transaction.atomic
def plan() -> int:
    """Write what is owed by now, in one statement; returns how many occasions are new.

    Whatever was missed while nothing ran is found here: an occasion is a row, or it becomes one.
    One planner at a time, so that two never wait for each other's rows.
    """
    one_at_a_time("plan")
    values = parameters(policies_in_force())
    with connection.cursor() as cursor:
        cursor.execute(LAPSE)
        cursor.execute(PLAN, values)
        return int(cursor.rowcount)


def parameters(policies: list[Policy]) -> dict[str, Any]:
    """The policies' windows and the present instant, as the statement takes them."""
    now = clock.now()
    first = earliest_due() or now.date()
    horizon = (now.date() - first).days + 1
    named = [(policy, windows(steps_of(policy, horizon))) for policy in policies]
    counting = any(policy.days == DayCount.WORKING for policy in policies)
    steps = (window.step for _, found in named for window in found)
    last = now.date() + timedelta(days=days_ahead(steps, counting))
    return {
        "now": now,
        "kinds": CommitmentKind.values,
        "first": min(first, now.date()) - timedelta(days=1) if counting else last,
        "last": last,
        **columns(named),
    }


def columns(named: list[tuple[Policy, list[Window]]]) -> dict[str, list[Any]]:
    """The windows as one list a column."""
    rows = [(policy.pk, window) for policy, found in named for window in found]
    return {
        "policies": [pk for pk, _ in rows],
        "audiences": [window.audience for _, window in rows],
        "steps": [window.step for _, window in rows],
        "untils": [window.until for _, window in rows],
        "urgents": [window.urgent for _, window in rows],
    }


def earliest_due() -> date | None:
    """The earliest date that is still promised."""
    found: date | None = Commitment.objects.filter(state=CommitmentState.OPEN).aggregate(
        first=Min("due_on")
    )["first"]
    return found


def days_ahead(steps: Iterable[int], working: bool) -> int:
    """How far ahead a date can be of which somebody is told now.

    Working days are at most seven times rarer than days, and holidays take some more.
    """
    before = max(-min(steps, default=0), 0)
    return (before * 8 if working else before) + 1  # somewhere it is tomorrow already
