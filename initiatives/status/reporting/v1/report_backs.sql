-- What the community was answered, once it is published, without the words, which are public on the page of answers.
-- key: id
-- since: published_on
-- id bigint: The key.
-- reference text: The name people use for it, such as RB-2.
-- entity_id bigint: Where.
-- principle_id bigint: The principle it is about, if any.
-- decision text: What was decided.
-- published_on date: When it was published.
SELECT
    answer.id,
    'RB-' || answer.id AS reference,
    answer.entity_id,
    answer.principle_id,
    answer.decision::text AS decision,
    answer.published_on
FROM initiatives_reportback AS answer
WHERE answer.state = 'published'
