-- The parts of the health system, as a tree.
-- key: id
-- id bigint: The key; other views name it entity_id.
-- reference text: The name people use for it, such as E-4.
-- name text: Its name.
-- short_name text: Its name where there is little room.
-- kind text: What it is, such as hospital or clinic.
-- parent_id bigint: The entity right above it; empty for the whole system.
-- level integer: How far below the whole system it is, which is 0.
-- path bigint[]: The keys from the whole system down to itself.
SELECT
    entity.id,
    'E-' || entity.id AS reference,
    entity.name::text AS name,
    entity.short_name::text AS short_name,
    entity.kind::text AS kind,
    entity.parent_id,
    cardinality(entity.lineage) - 1 AS level,
    entity.lineage AS path
FROM initiatives_entity AS entity
