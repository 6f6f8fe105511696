-- The status of each principle at each entity with all below it, night by night; confidential shortfalls and what tells of them are not counted.
-- key: entity_id, principle_id, day
-- since: day
-- entity_id bigint: The entity, with all that was below it that night.
-- principle_id bigint: The principle.
-- day date: The night.
-- path bigint[]: The keys from the whole system down to the entity, as the tree was that night.
-- initiatives integer: How many initiatives serve the principle there.
-- overdue integer: How many commitments were overdue.
-- open_shortfalls integer: How many shortfalls were open.
-- open_signals integer: How many signals waited for an answer.
-- last_activity timestamp with time zone: When people last moved any of it.
-- state text: on_track, at_risk, off_track or unknown.
SELECT
    cell.entity_id,
    cell.principle_id,
    cell.day,
    cell.lineage AS path,
    cell.initiatives,
    cell.overdue,
    cell.open_shortfalls,
    cell.open_signals,
    cell.last_activity,
    cell.state::text AS state
FROM initiatives_snapshotcell AS cell
