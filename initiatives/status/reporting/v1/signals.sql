-- What the tracker saw in the data by itself, without the words. Those that led to a confidential shortfall are left out.
-- key: id
-- since: begins
-- fenced: yes
-- id bigint: The key.
-- reference text: The name people use for it, such as SG-8.
-- measure_id bigint: The measure in whose data it was seen.
-- initiative_id bigint: The initiative of the measure.
-- entity_id bigint: The entity that answers for the initiative.
-- kind text: What was seen.
-- group_id bigint: The group it was seen of; empty for everybody.
-- begins date: The first day of the first period of it.
-- ends date: The last day of the last period so far.
-- state text: Whether it waits for an answer, and what became of it.
-- decided_at timestamp with time zone: When somebody decided.
-- created_at timestamp with time zone: When it was raised.
SELECT
    signal.id,
    'SG-' || signal.id AS reference,
    signal.measure_id,
    measure.initiative_id,
    initiative.entity_id,
    signal.kind::text AS kind,
    signal.stratum_id AS group_id,
    signal.begins,
    signal.ends,
    signal.state::text AS state,
    signal.decided_at,
    signal.created_at
FROM initiatives_signal AS signal
JOIN initiatives_measure AS measure ON measure.id = signal.measure_id
JOIN initiatives_initiative AS initiative ON initiative.id = measure.initiative_id
WHERE NOT EXISTS (
    SELECT
    FROM initiatives_shortfall AS hidden
    JOIN initiatives_shortfallsource AS source ON source.shortfall_id = hidden.id
    WHERE hidden.confidential AND source.signal_id = signal.id
)
