-- The nights of which the status is kept, and the rules each was judged by.
-- key: day
-- since: day
-- day date: The day, in the time zone of the system.
-- rules_version text: The rules.
-- framework_id bigint: The edition of principles that was in force.
-- built_at timestamp with time zone: When it was built.
SELECT
    night.day,
    night.rules_version::text AS rules_version,
    night.framework_id,
    night.built_at
FROM initiatives_snapshot AS night
