-- The monthly review of an initiative with its scores of progress, without its texts.
-- key: id
-- since: month
-- id bigint: The key.
-- reference text: The name people use for it, such as RV-6.
-- initiative_id bigint: The initiative.
-- entity_id bigint: The entity that answers for it.
-- month date: The first day of the month that was reviewed.
-- held_on date: When the review was held.
-- said text: What its people say: on track, at risk or off track.
-- proposed double precision: The score from 0.5 to 5 that the evidence proposed.
-- scale text: The version of the scale.
-- team_score double precision: The score that the team gave.
-- adviser_score double precision: The score that its adviser gave.
SELECT
    review.id,
    'RV-' || review.id AS reference,
    review.initiative_id,
    initiative.entity_id,
    review.month,
    review.held_on,
    review.said::text AS said,
    review.proposed,
    review.scale::text AS scale,
    team.score AS team_score,
    adviser.score AS adviser_score
FROM initiatives_review AS review
JOIN initiatives_initiative AS initiative ON initiative.id = review.initiative_id
LEFT JOIN initiatives_score AS team ON team.review_id = review.id AND team.side = 'team'
LEFT JOIN initiatives_score AS adviser
    ON adviser.review_id = review.id AND adviser.side = 'adviser'
