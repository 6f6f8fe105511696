-- The shortfall log, without its texts, its people and its numbers of people. Confidential ones are left out.
-- key: id
-- since: found_on
-- fenced: yes
-- id bigint: The key.
-- reference text: The name people use for it, such as SF-3.
-- state text: proposed, open, closed, dismissed or merged.
-- severity text: low, moderate, high or severe.
-- found_by text: What showed it, such as a measure, a review or the community.
-- found_on date: When it was found.
-- principle_id bigint: The principle that it falls short of.
-- entity_id bigint: Where.
-- initiative_id bigint: The initiative it is about, if any.
-- has_owner boolean: Whether somebody answers for it.
-- owned_at timestamp with time zone: When somebody first did.
-- closed_at timestamp with time zone: When somebody else confirmed that it is closed.
-- times_reopened integer: How often it was opened again.
-- check_again_on date: When to see whether it lasts.
SELECT
    shortfall.id,
    'SF-' || shortfall.id AS reference,
    shortfall.state::text AS state,
    shortfall.severity::text AS severity,
    shortfall.found_by::text AS found_by,
    shortfall.found_on,
    shortfall.principle_id,
    shortfall.entity_id,
    shortfall.initiative_id,
    shortfall.owner_id IS NOT NULL AS has_owner,
    shortfall.owned_at,
    shortfall.closed_at,
    shortfall.times_reopened::integer AS times_reopened,
    shortfall.check_again_on
FROM initiatives_shortfall AS shortfall
WHERE NOT shortfall.confidential
