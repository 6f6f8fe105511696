"""Statements over the initiatives of a cohort, which PostgreSQL groups itself.

However many initiatives there are, as many rows come back as there are days and stages.
"""

from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from initiatives.base import clock
from initiatives.portfolio.choices import BEFORE_APPROVAL
from initiatives.portfolio.models import Initiative

# Only these write a stage that an initiative enters; being put on hold keeps it where it is.
VERBS = ["chartered", "imported", "moved", "overrode the gate of", "closed"]
# What an initiative went through, stage by stage. Only one that was chartered here at the beginning
# has its whole life in the history; of what a register brought, or what was under way when it came,
# nobody wrote down when the stage it came in at began.
MOVES = """
cohort AS MATERIALIZED ({cohort}),
moves AS (
    SELECT e.subject_id, e.position, (e.at AT TIME ZONE %s)::date AS day,
        e.after ->> 'stage' AS stage, e.after ->> 'outcome' AS outcome,
        e.verb = 'chartered' AND e.after ->> 'stage' = ANY(%s) AS from_start
    FROM initiatives_event e JOIN cohort ON cohort.id = e.subject_id
    WHERE e.subject_kind = 'initiative' AND e.verb = ANY(%s) AND jsonb_exists(e.after, 'stage')
)
"""
BEGINNINGS = [stage.value for stage in BEFORE_APPROVAL]


def answered(statement: str, rows: QuerySet[Initiative], *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement in which `{cohort}` stands for the keys of these initiatives."""
    try:
        cohort, keys = rows.values("id").query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{cohort}", cohort), [*keys, *values])
        rows_of_it: list[tuple[Any, ...]] = cursor.fetchall()
    return rows_of_it


def moved(statement: str, rows: QuerySet[Initiative], *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement that goes on from `moves`."""
    zone = timezone.get_default_timezone_name()
    return answered(f"WITH {MOVES}, {statement}", rows, zone, BEGINNINGS, VERBS, *values)


def today() -> date:
    """The present day of the system, by which days are counted."""
    return clock.today()
