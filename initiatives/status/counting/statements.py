"""The two heavy statements of a matrix, and how queries are put into them.

They are written out because they count what is grouped by initiative, or by shortfall, already:
no row has to be told apart from its doubles by sorting. What the viewer may see comes into them
from the rules, as everywhere.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

WORK = """
WITH seen (id, is_active, is_unowned, active_at) AS ({seen}),
promised (id, overdue, no_return, days) AS ({promised}),
placed AS (
    SELECT DISTINCT p.initiative_id AS id, part.place
    FROM initiatives_place p JOIN initiatives_entity e ON e.id = p.entity_id
    CROSS JOIN LATERAL unnest(e.lineage[%s:%s]) AS part (place)
    WHERE e.lineage @> ARRAY[%s]::bigint[]
)
SELECT a.principle_id AS against, placed.place,
    count(seen.id) AS initiatives,
    count(*) FILTER (WHERE is_active) AS active,
    count(*) FILTER (WHERE is_active AND is_unowned) AS unowned,
    count(*) FILTER (WHERE is_active AND s.stale) AS stale,
    count(*) FILTER (WHERE is_active AND s.no_data) AS no_data,
    count(*) FILTER (WHERE is_active AND s.said = ANY(%s)) AS in_trouble,
    count(*) FILTER (WHERE is_active AND s.differs) AS differs,
    count(*) FILTER (WHERE seen.id IS NOT NULL AND s.initiative_id IS NULL) AS unjudged,
    count(*) FILTER (WHERE is_active AND a.principle_id = ANY(s.not_met)) AS not_met,
    max(s.level) AS level, max(seen.active_at) AS last_activity,
    COALESCE(sum(overdue), 0)::int AS overdue, COALESCE(sum(no_return), 0)::int AS no_return,
    COALESCE(max(days), 0) AS worst_overdue_days
FROM placed
LEFT JOIN seen ON seen.id = placed.id
LEFT JOIN promised ON promised.id = placed.id
JOIN initiatives_alignment a ON a.initiative_id = placed.id AND a.principle_id = ANY(%s)
LEFT JOIN initiatives_standing s ON s.initiative_id = seen.id
WHERE seen.id IS NOT NULL OR promised.id IS NOT NULL  -- one sees a promise of one's own anywhere
GROUP BY 1, 2
"""

LOG = """
WITH seen (id) AS ({seen}),
answers AS (
    SELECT shortfall_id AS id, max(updated_at) AS at, bool_or(state <> 'withdrawn') AS kept
    FROM initiatives_commitment WHERE shortfall_id IS NOT NULL GROUP BY 1
),
joined AS (
    SELECT f.merged_into_id AS id, max(at) AS at, bool_or(kept) AS kept
    FROM answers JOIN initiatives_shortfall f USING (id)
    WHERE f.merged_into_id IS NOT NULL GROUP BY 1
),
told AS (
    SELECT f.principle_id, e.lineage, f.state = 'open' AS is_open, f.severity = ANY(%s) AS is_grave,
        f.owner_id IS NOT NULL AND (COALESCE(answers.kept, false) OR COALESCE(joined.kept, false))
            AS is_answered,
        GREATEST(f.updated_at, answers.at, joined.at) AS moved_at
    FROM seen JOIN initiatives_shortfall f ON f.id = seen.id
    JOIN initiatives_entity e ON e.id = f.entity_id
    LEFT JOIN answers ON answers.id = f.id LEFT JOIN joined ON joined.id = f.id
    WHERE e.lineage @> ARRAY[%s]::bigint[] AND f.principle_id = ANY(%s)
)
SELECT principle_id AS against, part.place,
    count(*) FILTER (WHERE is_open) AS open_shortfalls,
    count(*) FILTER (WHERE is_open AND is_grave) AS severe_shortfalls,
    count(*) FILTER (WHERE is_open AND is_grave AND NOT is_answered) AS unanswered_shortfalls,
    max(moved_at) AS last_activity
FROM told CROSS JOIN LATERAL unnest(lineage[%s:%s]) AS part (place)
GROUP BY 1, 2
"""


def rows_of(
    statement: str, parts: dict[str, QuerySet[Any, Any]], values: Iterable[Any]
) -> Iterator[dict[str, Any]]:
    """The rows of a statement, with queries put into it in the order in which they stand there."""
    compiled = {name: rows.order_by().query.sql_with_params() for name, rows in parts.items()}
    whole = statement.format(**{name: sql for name, (sql, _) in compiled.items()})
    given = [value for _, params in compiled.values() for value in params]
    with connection.cursor() as cursor:
        cursor.execute(whole, [*given, *values])
        names = [column.name for column in cursor.description or ()]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))
