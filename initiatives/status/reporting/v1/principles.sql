-- The guiding principles, word for word.
-- key: id
-- id bigint: The key; other views name it principle_id.
-- framework_id bigint: The edition it is of.
-- number integer: Its number in that edition.
-- short_name text: Its name where there is little room.
-- statement text: What it says.
SELECT
    principle.id,
    principle.framework_id,
    principle.number::integer AS number,
    principle.short_name::text AS short_name,
    principle.statement
FROM initiatives_principle AS principle
