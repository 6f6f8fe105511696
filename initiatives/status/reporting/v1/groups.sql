-- The groups by which people are told apart, and the ways in which a group is not known.
-- key: id
-- id bigint: The key; observations and signals name it group_id.
-- vocabulary text: The vocabulary it is of, such as race and ethnicity.
-- edition text: Which version of it.
-- overlapping boolean: Whether a person may be in several of its groups, which then do not add up to all.
-- code text: Its code in the vocabulary.
-- label text: Its name.
-- position integer: Its place among the others.
-- absent text: Why the group is not known, for a row that is no group; else empty text.
SELECT
    stratum.id,
    vocabulary.title::text AS vocabulary,
    vocabulary.edition::text AS edition,
    vocabulary.overlapping,
    stratum.code::text AS code,
    stratum.label::text AS label,
    stratum.position::integer AS position,
    stratum.absent::text AS absent
FROM initiatives_stratum AS stratum
JOIN initiatives_stratification AS vocabulary ON vocabulary.id = stratum.stratification_id
