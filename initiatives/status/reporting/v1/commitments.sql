-- Dated promises, without what they say and whose they are. Those that answer a confidential shortfall, or the signal that led to one, are left out.
-- key: id
-- since: due_on
-- fenced: yes
-- id bigint: The key.
-- reference text: The name people use for it, such as C-12.
-- kind text: What is promised, such as an action, the data of a measure or an answer to the community.
-- state text: open, fulfilled or withdrawn.
-- due_on date: The day it is promised for.
-- overdue boolean: Whether it is open and that day is over where its owner is.
-- closed_at timestamp with time zone: When it was fulfilled or withdrawn.
-- created_at timestamp with time zone: When it was promised.
-- entity_id bigint: Where it belongs.
-- initiative_id bigint: The initiative it is of, if any.
-- shortfall_id bigint: The shortfall it answers, if any.
SELECT
    commitment.id,
    'C-' || commitment.id AS reference,
    commitment.kind::text AS kind,
    commitment.state::text AS state,
    commitment.due_on,
    commitment.state = 'open'
    AND commitment.due_on < (now() AT TIME ZONE owner.time_zone)::date AS overdue,
    commitment.closed_at,
    commitment.created_at,
    commitment.entity_id,
    commitment.initiative_id,
    commitment.shortfall_id
FROM initiatives_commitment AS commitment
JOIN initiatives_user AS owner ON owner.id = commitment.owner_id
WHERE
    NOT EXISTS (
        SELECT
        FROM initiatives_shortfall AS hidden
        WHERE hidden.confidential AND hidden.id = commitment.shortfall_id
    )
    AND NOT EXISTS (
        SELECT
        FROM initiatives_shortfall AS hidden
        JOIN initiatives_shortfallsource AS source ON source.shortfall_id = hidden.id
        JOIN initiatives_signal AS signal ON signal.id = source.signal_id
        WHERE hidden.confidential AND signal.commitment_id = commitment.id
    )
