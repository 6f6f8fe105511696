-- The initiatives, without titles and texts, which people write and which may name somebody.
-- key: id
-- since: created_at
-- id bigint: The key; other views name it initiative_id.
-- reference text: The name people use for it, such as QI-42; the product finds it by this.
-- entity_id bigint: The entity that answers for it. Where it takes place is in initiative_places.
-- stage text: How far it is.
-- stage_since timestamp with time zone: Since when.
-- created_at timestamp with time zone: When it was written down.
-- approved_on date: When it was approved.
-- started_on date: When it began.
-- target_on date: When its aim is to be reached.
-- on_hold boolean: Whether it rests.
-- resume_on date: When to decide how a resting one goes on.
-- has_owner boolean: Whether somebody answers for it.
-- has_sponsor boolean: Whether somebody sponsors it.
-- principles integer: How many principles of the edition in force it serves.
SELECT
    initiative.id,
    'QI-' || initiative.id AS reference,
    initiative.entity_id,
    initiative.stage::text AS stage,
    initiative.stage_since,
    initiative.created_at,
    initiative.approved_on,
    initiative.started_on,
    initiative.target_on,
    initiative.on_hold_since IS NOT NULL AS on_hold,
    initiative.resume_on,
    initiative.owner_id IS NOT NULL AS has_owner,
    initiative.sponsor_id IS NOT NULL AS has_sponsor,
    (
        SELECT count(*)::integer
        FROM initiatives_alignment AS alignment
        JOIN initiatives_principle AS principle ON principle.id = alignment.principle_id
        JOIN initiatives_framework AS framework ON framework.id = principle.framework_id
        WHERE alignment.initiative_id = initiative.id AND framework.in_force
    ) AS principles
FROM initiatives_initiative AS initiative
