"""Plan: write a row for each occasion that should have been sent by now and has none."""

from typing import Any

from django.db import connection

from initiatives.accountability.models import Policy
from initiatives.accountability.queries import policy_in_force
from initiatives.base import clock

# The same rules as `rules.steps`, for all open commitments at once; a test holds them together.
PLAN = """
WITH open AS (
    SELECT c.id, c.generation, c.due_on, c.owner_id, o.is_active AS owner_active,
        ((%(now)s::timestamptz AT TIME ZONE o.time_zone)::date - c.due_on) AS late,
        COALESCE(i.sponsor_id, si.sponsor_id, s.owner_id) AS sponsor_id
    FROM initiatives_commitment c
    JOIN initiatives_user o ON o.id = c.owner_id
    LEFT JOIN initiatives_initiative i ON i.id = c.initiative_id
    LEFT JOIN initiatives_shortfall s ON s.id = c.shortfall_id
    LEFT JOIN initiatives_initiative si ON si.id = s.initiative_id
    WHERE c.state = 'open' AND c.due_on <= %(today)s::date + %(horizon)s
), occasions AS (
    SELECT id, generation, due_on, owner_id AS recipient_id, 'owner' AS audience,
        CASE WHEN late >= 0 THEN late - late %% %(repeat)s ELSE
            (SELECT max(-d) FROM unnest(%(before)s::int[]) AS d WHERE -d <= late) END AS step
    FROM open WHERE owner_active
    UNION ALL
    SELECT open.id, generation, due_on, sponsor_id, 'sponsor', %(sponsor_after)s
    FROM open JOIN initiatives_user u ON u.id = open.sponsor_id AND u.is_active
    WHERE late >= %(sponsor_after)s AND sponsor_id <> owner_id
)
INSERT INTO initiatives_reminder
    (commitment_id, recipient_id, audience, generation, step, due_on, policy_id, state, note,
     created_at)
SELECT id, recipient_id, audience, generation, step, due_on, %(policy)s, 'owed', '', %(now)s
FROM occasions WHERE step IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM initiatives_reminder r
        WHERE r.commitment_id = occasions.id AND r.recipient_id = occasions.recipient_id
            AND r.audience = occasions.audience AND r.generation = occasions.generation
            AND r.step = occasions.step)
ON CONFLICT DO NOTHING
"""


def plan() -> int:
    """Write what is owed by now, in one statement; returns how many occasions are new.

    Whatever was missed while nothing ran is found here: an occasion is a row, or it becomes one.
    """
    policy = policy_in_force()
    with connection.cursor() as cursor:
        cursor.execute(PLAN, parameters(policy))
        return int(cursor.rowcount)


def parameters(policy: Policy) -> dict[str, Any]:
    """The policy and the present instant, as the statement takes them."""
    now = clock.now()
    return {
        "now": now,
        "today": now.date(),
        "horizon": max(policy.days_before, default=0) + 1,  # somewhere it is tomorrow already
        "before": policy.days_before,
        "repeat": policy.repeat_every,
        "sponsor_after": policy.sponsor_after,
        "policy": policy.pk,
    }
