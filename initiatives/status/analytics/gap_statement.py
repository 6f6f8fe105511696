"""The statement behind the gaps: from observations to numbers of gaps, by what became of them.

Its steps: `cells` are the figures of groups under the definition in force, with the ends of the
first and the start of the last half-year; `pooled` the sums of both, `referred` with the reference:
the group that somebody chose, else the best one at first; `halves` says what is small, `weighed`
what is too few: that, what is below the floor, and where something is small the next smallest,
which would tell it. `paired` sets each group beside its reference, `tested` makes both tests,
`judged` says what became of each gap, `numbers` counts them by initiative.

No step joins another. PostgreSQL cannot know how many rows a step gives, takes it for one, and
would ask every row of one step for every row of the other: a group finds what it is held against
by windows, which are sorts at whatever size.
"""

# Observations are found by their definition, which is of one measure. Naming the measure as well
# makes the planner take two conditions that say the same for two that each rule out most.
POOLED = """
cells AS (
    SELECT d.measure_id AS measure, s.stratification_id AS split, o.stratum_id AS stratum,
        s.position, o.starts, o.numerator AS x, o.denominator AS n, m.threshold, m.floor,
        m.initiative_id, d.direction = %s AS more_is_better,
        (min(o.starts) OVER whole + interval '6 months')::date AS first_until,
        (max(o.starts) OVER whole - interval '6 months')::date AS last_after
    FROM cohort
    JOIN initiatives_measure m ON m.initiative_id = cohort.id
    JOIN (
        SELECT * FROM initiatives_operationaldefinition
        WHERE in_force AND chart = ANY(%s) AND direction <> %s
    ) d ON d.measure_id = m.id
    JOIN initiatives_observation o ON o.definition_id = d.id
    JOIN initiatives_stratum s ON s.id = o.stratum_id
    WHERE o.replaced_by_id IS NULL AND o.other_stratum_id IS NULL AND o.excluded_because = ''
        AND s.absent = '' AND o.denominator > 0 AND o.numerator <= o.denominator
    WINDOW whole AS (PARTITION BY d.measure_id, s.stratification_id)
),
pooled AS (
    SELECT measure, split, stratum, position, threshold, floor, initiative_id, more_is_better,
        bool_or(bool_or(starts < first_until AND starts > last_after))
            OVER (PARTITION BY measure, split) AS too_early,
        coalesce(sum(x::float) FILTER (WHERE starts < first_until), 0) AS x0,
        coalesce(sum(n::float) FILTER (WHERE starts < first_until), 0) AS n0,
        coalesce(sum(x::float) FILTER (WHERE starts > last_after), 0) AS x1,
        coalesce(sum(n::float) FILTER (WHERE starts > last_after), 0) AS n1
    FROM cells
    GROUP BY measure, split, stratum, position, threshold, floor, initiative_id, more_is_better
)
"""
# A group that may not be the reference comes last, so that where it comes first there is none.
PAIRED = """
referred AS (
    SELECT p.*, first_value(CASE WHEN fit THEN stratum END) OVER (
        PARTITION BY measure, split
        ORDER BY fit DESC, is_chosen DESC,
            CASE WHEN more_is_better THEN -1 ELSE 1 END * x0 / nullif(n0, 0), position
    ) AS reference
    FROM pooled p
    LEFT JOIN initiatives_referencegroup r
        ON r.measure_id = p.measure AND r.stratification_id = p.split
    CROSS JOIN LATERAL (SELECT coalesce(r.stratum_id = p.stratum, false) AS is_chosen) chosen
    CROSS JOIN LATERAL (SELECT n0 > 0 AND (is_chosen OR n0 >= p.floor) AS fit) fitness
),
halves AS (
    SELECT measure, split, stratum, reference, initiative_id, floor, too_early, more_is_better,
        late, x, n,
        n > 0 AND (n < threshold OR x BETWEEN 1 AND threshold - 1
            OR n - x BETWEEN 1 AND threshold - 1) AS small
    FROM referred CROSS JOIN LATERAL (VALUES (false, x0, n0), (true, x1, n1)) half (late, x, n)
    WHERE reference IS NOT NULL
),
weighed AS (
    SELECT *, small OR n < floor OR bool_or(small) OVER whole
        AND n = min(n) FILTER (WHERE NOT small AND n > 0) OVER whole AS few
    FROM halves WINDOW whole AS (PARTITION BY measure, split, late)
),
paired AS (
    SELECT measure, stratum, reference, initiative_id, too_early, late,
        CASE WHEN more_is_better THEN -1 ELSE 1 END AS sign, x, n,
        few OR bool_or(few) FILTER (WHERE stratum = reference) OVER whole AS few,
        max(x) FILTER (WHERE stratum = reference) OVER whole AS other_x,
        max(n) FILTER (WHERE stratum = reference) OVER whole AS other_n
    FROM weighed WINDOW whole AS (PARTITION BY measure, split, late)
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
    FROM paired
    WHERE stratum <> reference
),
judged AS (
    SELECT initiative_id,
        CASE WHEN too_early THEN 'too_early'
            WHEN bool_or(too_few) FILTER (WHERE late) THEN 'too_few'
            WHEN NOT bool_or(is_gap) FILTER (WHERE late) THEN 'closed'
            WHEN max(behind) FILTER (WHERE late) < max(behind) FILTER (WHERE NOT late)
            THEN 'smaller' ELSE 'not_smaller' END AS became
    FROM tested
    GROUP BY measure, stratum, initiative_id, too_early
    HAVING bool_or(is_gap) FILTER (WHERE NOT late)
),
numbers AS (
    SELECT initiative_id, became, count(*) AS number FROM judged GROUP BY initiative_id, became
)
SELECT NULL AS principle, became, sum(number)::bigint FROM numbers GROUP BY became
UNION ALL
SELECT a.principle_id, became, sum(number)::bigint
FROM numbers JOIN initiatives_alignment a USING (initiative_id)
WHERE a.principle_id = ANY(%s)
GROUP BY a.principle_id, became
"""
GAPS = f"WITH cohort AS MATERIALIZED ({{cohort}}), {POOLED}, {PAIRED}, {TESTED}"
