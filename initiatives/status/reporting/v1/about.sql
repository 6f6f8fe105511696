-- The contract that these views keep, and how fresh the figures are. One row.
-- key: contract
-- contract integer: The version of the contract. Columns are added without a new one; none is taken away or given another meaning.
-- last_night date: The latest day in status_nights.
-- measures_waiting bigint: How many measures have changed since their figures in observations were masked; a worker sees to them each minute.
SELECT
    1 AS contract,
    (SELECT max(day) FROM initiatives_snapshot) AS last_night,
    (
        SELECT count(*)
        FROM initiatives_measure AS measure
        LEFT JOIN initiatives_reportedmeasure AS reported ON reported.measure_id = measure.id
        WHERE reported.version IS DISTINCT FROM measure.version
    ) AS measures_waiting
