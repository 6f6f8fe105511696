-- How far a principle was found to be lived by an initiative, at a checkpoint. A later one never replaces an earlier one.
-- key: id
-- since: assessed_on
-- id bigint: The key.
-- reference text: The name people use for it, such as AS-9.
-- alignment_id bigint: What was assessed.
-- initiative_id bigint: The initiative.
-- principle_id bigint: The principle.
-- entity_id bigint: The entity that answers for the initiative.
-- checkpoint text: At which point of the work.
-- rating text: met, partly, not_met or not_applicable.
-- assessed_on date: When.
SELECT
    assessment.id,
    'AS-' || assessment.id AS reference,
    assessment.alignment_id,
    alignment.initiative_id,
    alignment.principle_id,
    initiative.entity_id,
    assessment.checkpoint::text AS checkpoint,
    assessment.rating::text AS rating,
    assessment.assessed_on
FROM initiatives_assessment AS assessment
JOIN initiatives_alignment AS alignment ON alignment.id = assessment.alignment_id
JOIN initiatives_initiative AS initiative ON initiative.id = alignment.initiative_id
