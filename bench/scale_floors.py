"""The floors at size: bare SQL that reads or writes the same rows, and their JSON."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from bench.cases import LIST, PAGE, rows
from initiatives.portfolio.models import Initiative

PROMISED = """
SELECT c.*, e.name, i.title FROM initiatives_commitment c
JOIN initiatives_entity e ON e.id = c.entity_id
LEFT JOIN initiatives_initiative i ON i.id = c.initiative_id
WHERE c.owner_id = %(owner)s AND c.state = 'open' ORDER BY c.due_on, c.id
"""
ONE = (
    *PAGE,
    "SELECT * FROM initiatives_measure WHERE initiative_id = %(pk)s",
    """SELECT d.* FROM initiatives_operationaldefinition d
       JOIN initiatives_measure m ON m.id = d.measure_id WHERE m.initiative_id = %(pk)s""",
    """SELECT o.* FROM initiatives_observation o JOIN initiatives_measure m ON m.id = o.measure_id
       WHERE m.initiative_id = %(pk)s AND o.stratum_id IS NULL ORDER BY o.starts""",
    """SELECT t.*, u.name FROM initiatives_teammember t JOIN initiatives_user u ON u.id = t.user_id
       WHERE t.initiative_id = %(pk)s""",
)
OTHERS = {
    "commitment_list": "SELECT * FROM initiatives_commitment ORDER BY due_on, id LIMIT 50",
    "shortfall_list": "SELECT * FROM initiatives_shortfall ORDER BY found_on DESC, id LIMIT 50",
    "measure_list": "SELECT * FROM initiatives_measure ORDER BY name, id LIMIT 50",
    "history": "SELECT * FROM initiatives_event ORDER BY id DESC LIMIT 50",
    "entity": "SELECT * FROM initiatives_entity WHERE id = %(pk)s",
}
AT = """EXISTS (
    SELECT FROM initiatives_place p JOIN initiatives_entity pe ON pe.id = p.entity_id
    WHERE p.initiative_id = i.id AND pe.lineage @> ARRAY[%(hospital)s]::bigint[])"""
COPIED = [field.column for field in Initiative._meta.concrete_fields if not field.primary_key]
COLUMNS = ", ".join(COPIED)
NEW = f"""
WITH made AS (
    INSERT INTO initiatives_initiative ({COLUMNS})
    SELECT {COLUMNS} FROM initiatives_initiative WHERE id = %(pk)s RETURNING *),
placed AS (
    INSERT INTO initiatives_place (initiative_id, entity_id) SELECT id, entity_id FROM made)
SELECT * FROM made
"""  # noqa: S608 (names of columns)
CHANGED = """
UPDATE initiatives_initiative
SET problem = problem || '.', version = version + 1, updated_at = now()
WHERE id = %(pk)s RETURNING *
"""
TOLD = """
INSERT INTO initiatives_event (
    at, actor_id, verb, subject_kind, subject_id, subject_label, before, after, reason)
SELECT now(), created_by_id, 'revised', 'initiative', id, title, '{}', '{"version": 1}', ''
FROM initiatives_initiative WHERE id = %(pk)s
"""


def listed(
    hospital: int = 0,
    stage: str = "",
    text: str = "",
    order: str = "i.title, i.id",
    offset: int = 0,
) -> Callable[[], str]:
    """A page of the list of initiatives."""
    asked = {
        AT: hospital,
        "i.stage = %(stage)s": stage,
        "UPPER(i.title) LIKE UPPER(%(text)s)": text,
    }
    where = " AND ".join(said for said, value in asked.items() if value) or "true"
    statement = LIST.replace("ORDER BY i.title, i.id LIMIT 50", "")
    found = f"{statement} WHERE {where} ORDER BY {order} LIMIT 50 OFFSET {offset}"
    return rows((found,), hospital=hospital, stage=stage, text=text)


def made(like: int) -> Callable[[], str]:
    """A new initiative like another, with its place and an event."""
    return lambda: written(NEW, pk=like)


def changed(key: int) -> Callable[[], str]:
    """An initiative changed, with an event."""
    return lambda: written(CHANGED, pk=key)


def written(statement: str, **values: Any) -> str:
    """Write a row and what history says of it, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        cursor.execute(TOLD, {"pk": row[0]})
    return json.dumps(row, default=str)
