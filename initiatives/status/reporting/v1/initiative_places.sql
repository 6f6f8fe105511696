-- Every entity where an initiative takes place. An initiative at two entities has two rows.
-- key: initiative_id, entity_id
-- initiative_id bigint: The initiative.
-- entity_id bigint: Where it takes place.
-- leads boolean: Whether this entity answers for it.
SELECT
    place.initiative_id,
    place.entity_id,
    place.entity_id = initiative.entity_id AS leads
FROM initiatives_place AS place
JOIN initiatives_initiative AS initiative ON initiative.id = place.initiative_id
