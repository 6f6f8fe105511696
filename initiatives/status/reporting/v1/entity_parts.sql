-- Each entity with everything at or below it: join by part_id and group by entity_id to add up along the tree.
-- key: entity_id, part_id
-- entity_id bigint: An entity.
-- part_id bigint: The same entity, or one below it.
-- levels integer: How far below; 0 for the entity itself.
SELECT
    above.id AS entity_id,
    part.id AS part_id,
    (cardinality(part.lineage) - above.place)::integer AS levels
FROM initiatives_entity AS part
CROSS JOIN LATERAL unnest(part.lineage) WITH ORDINALITY AS above (id, place)
