-- The editions of guiding principles that were loaded.
-- key: id
-- id bigint: The key.
-- reference text: The name people use for it, such as F-1.
-- name text: Its name.
-- edition text: Its version, as its office names it.
-- in_force boolean: Whether it is the edition in force.
SELECT
    framework.id,
    'F-' || framework.id AS reference,
    framework.name::text AS name,
    framework.edition::text AS edition,
    framework.in_force
FROM initiatives_framework AS framework
