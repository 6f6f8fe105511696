"""The statement behind the gaps: from observations to numbers of gaps, by what became of them.

Its steps: `cells` are the figures of groups under the definition in force, `spans` their first and
last periods, `pooled` the sums of both half-years, `best` the reference: the group that somebody
chose, else the best one at first; `halves` says what is small, `weighed` what is too few: that,
what is below the floor, and where something is small the next smallest, which would tell it.
`pairs` sets each group beside its reference, `tested` makes both tests, `judged` says what became
of each gap.
"""

POOLED = """
cells AS (
    SELECT o.measure_id AS measure, s.stratification_id AS split, o.stratum_id AS stratum,
        o.starts, o.numerator AS x, o.denominator AS n, m.threshold, m.floor, m.initiative_id,
        d.direction = %s AS more_is_better
    FROM scope
    JOIN initiatives_measure m ON m.initiative_id = scope.id
    JOIN (
        SELECT * FROM initiatives_operationaldefinition
        WHERE in_force AND chart = ANY(%s) AND direction <> %s
    ) d ON d.measure_id = m.id
    JOIN initiatives_observation o ON o.measure_id = m.id AND o.definition_id = d.id
    JOIN initiatives_stratum s ON s.id = o.stratum_id
    WHERE o.replaced_by_id IS NULL AND o.other_stratum_id IS NULL AND o.excluded_because = ''
        AND s.absent = '' AND o.denominator > 0 AND o.numerator <= o.denominator
),
spans AS (
    SELECT measure, split, (min(starts) + interval '6 months')::date AS first_until,
        (max(starts) - interval '6 months')::date AS last_after
    FROM cells GROUP BY measure, split
),
pooled AS (
    SELECT measure, split, stratum, threshold, floor, initiative_id, more_is_better,
        bool_or(bool_or(starts < first_until AND starts > last_after))
            OVER (PARTITION BY measure, split) AS too_early,
        coalesce(sum(x) FILTER (WHERE starts < first_until), 0)::float AS x0,
        coalesce(sum(n) FILTER (WHERE starts < first_until), 0)::float AS n0,
        coalesce(sum(x) FILTER (WHERE starts > last_after), 0)::float AS x1,
        coalesce(sum(n) FILTER (WHERE starts > last_after), 0)::float AS n1
    FROM cells JOIN spans USING (measure, split)
    GROUP BY measure, split, stratum, threshold, floor, initiative_id, more_is_better
)
"""
PAIRED = """
best AS (
    SELECT DISTINCT ON (p.measure, p.split) p.measure, p.split, p.stratum
    FROM pooled p
    JOIN initiatives_stratum s ON s.id = p.stratum
    LEFT JOIN initiatives_referencegroup r
        ON r.measure_id = p.measure AND r.stratification_id = p.split
    WHERE p.n0 > 0 AND (r.stratum_id = p.stratum OR p.n0 >= p.floor)
    ORDER BY p.measure, p.split, (r.stratum_id = p.stratum) DESC NULLS LAST,
        CASE WHEN p.more_is_better THEN -1 ELSE 1 END * p.x0 / p.n0, s.position
),
halves AS (
    SELECT measure, split, stratum, initiative_id, floor, too_early, more_is_better, late, x, n,
        n > 0 AND (n < threshold OR x BETWEEN 1 AND threshold - 1
            OR n - x BETWEEN 1 AND threshold - 1) AS small
    FROM pooled CROSS JOIN LATERAL (VALUES (false, x0, n0), (true, x1, n1)) half (late, x, n)
),
weighed AS (
    SELECT *, small OR n < floor OR bool_or(small) OVER whole
        AND n = min(n) FILTER (WHERE NOT small AND n > 0) OVER whole AS few
    FROM halves WINDOW whole AS (PARTITION BY measure, split, late)
),
pairs AS (
    SELECT p.measure, p.stratum, p.initiative_id, p.too_early, p.late, p.few OR o.few AS few,
        CASE WHEN p.more_is_better THEN -1 ELSE 1 END AS sign,
        p.x, p.n, o.x AS other_x, o.n AS other_n
    FROM weighed p
    JOIN best USING (measure, split)
    JOIN weighed o ON o.measure = p.measure AND o.split = p.split AND o.late = p.late
        AND o.stratum = best.stratum
    WHERE p.stratum <> best.stratum
)
"""
TESTED = """
tested AS (
    SELECT measure, stratum, initiative_id, too_early, late,
        CASE WHEN NOT few THEN sign * (x / nullif(n, 0) - other_x / nullif(other_n, 0))
            END AS behind,
        NOT few AND sign * (x * other_n - other_x * n) > 0
            AND (x * other_n - other_x * n) ^ 2 * (n + other_n)
                >= %s * n * other_n * (x + other_x) * (n + other_n - x - other_x)
            AND least(n, other_n) * least(x + other_x, n + other_n - x - other_x)
                >= %s * (n + other_n)
            AND %s * abs(x * other_n - other_x * n)
                >= n * least(other_x, other_n - other_x) AS is_gap,
        few OR least(n, other_n) * least(x + other_x, n + other_n - x - other_x)
            < %s * (n + other_n) AS too_few
    FROM pairs
),
judged AS (
    SELECT early.measure, early.stratum, early.initiative_id,
        CASE WHEN early.too_early THEN 'too_early' WHEN now.too_few THEN 'too_few'
            WHEN NOT now.is_gap THEN 'closed' WHEN now.behind < early.behind THEN 'smaller'
            ELSE 'not_smaller' END AS became
    FROM tested early JOIN tested now USING (measure, stratum)
    WHERE NOT early.late AND now.late AND early.is_gap
)
SELECT NULL AS principle, became, count(*) FROM judged GROUP BY became
UNION ALL
SELECT a.principle_id, became, count(*)
FROM judged JOIN initiatives_alignment a USING (initiative_id)
WHERE a.principle_id = ANY(%s)
GROUP BY a.principle_id, became
"""
GAPS = f"WITH scope AS MATERIALIZED ({{scope}}), {POOLED}, {PAIRED}, {TESTED}"
