-- Which initiative serves which principle.
-- key: id
-- since: created_at
-- id bigint: The key.
-- reference text: The name people use for it, such as A-7.
-- initiative_id bigint: The initiative.
-- principle_id bigint: The principle that it serves.
-- entity_id bigint: The entity that answers for the initiative.
-- created_at timestamp with time zone: When it was said.
SELECT
    alignment.id,
    'A-' || alignment.id AS reference,
    alignment.initiative_id,
    alignment.principle_id,
    initiative.entity_id,
    alignment.created_at
FROM initiatives_alignment AS alignment
JOIN initiatives_initiative AS initiative ON initiative.id = alignment.initiative_id
