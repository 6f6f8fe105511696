"""The views in the database are those of the files, and each column says what it means."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from initiatives.status.reporting.contract import VERSIONS, View, views
from initiatives.status.reporting.installing import InstallViews, RemoveViews, statement_of

PINNED = Path(__file__).parents[3] / "data" / "reporting.json"
DOCUMENT = Path(__file__).parents[4] / "docs" / "reporting.md"
SAID = """
SELECT thing.relname, obj_description(thing.oid, 'pg_class'), attribute.attname,
    format_type(attribute.atttypid, NULL), col_description(thing.oid, attribute.attnum),
    'security_barrier=true' = ANY (thing.reloptions)
FROM pg_class AS thing
JOIN pg_attribute AS attribute ON attribute.attrelid = thing.oid
WHERE thing.relnamespace = 'reporting'::regnamespace AND attribute.attnum > 0
ORDER BY thing.relname, attribute.attnum
"""


def installed() -> dict[str, list[tuple[Any, ...]]]:
    """What the database says of each view: the view, and column by column."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(SAID)
        for name, *rest in cursor.fetchall():
            found.setdefault(name, []).append(tuple(rest))
    return found


def of_files() -> dict[str, list[tuple[Any, ...]]]:
    """The same from the files."""
    return {
        view.name: [(view.about, one.name, one.type, one.about, True) for one in view.columns]
        for view in views().values()
    }


@pytest.mark.django_db
def test_the_database_has_the_views_of_the_files_and_says_what_they_mean():
    there = {
        name: [(view, *rest[:-1], bool(rest[-1])) for view, *rest in columns]
        for name, columns in installed().items()
    }
    assert there == of_files()


@pytest.mark.django_db
@pytest.mark.parametrize("view", views().values(), ids=lambda view: view.name)
def test_a_view_is_the_statement_of_its_file(view: View):
    """Made anew from the file under another name, it reads the same to the database."""
    anew = statement_of(view).as_string(None).replace('"reporting".', "pg_temp.", 1)
    definitions = []
    with connection.cursor() as cursor:
        cursor.execute(anew)
        for schema in ("reporting", "pg_temp"):
            name = sql.Literal(f"{schema}.{view.name}").as_string(None)
            cursor.execute(f"SELECT pg_get_viewdef({name}::regclass)")
            definitions.append(cursor.fetchone())
    assert definitions[0] == definitions[1]


def test_the_contract_changes_only_on_purpose():
    """Who changes a column changes the pinned file too, and readers are told in docs/reporting.md.

    What was promised may not go: a column that is taken away or typed anew is a new contract.
    """
    contract = {
        view.name: {column.name: column.type for column in view.columns}
        for view in views().values()
    }
    assert json.loads(PINNED.read_text()) == contract


def test_the_document_has_every_view_and_column_in_the_words_of_the_files():
    text = DOCUMENT.read_text()
    for view in views().values():
        part = text.partition(f"\n### {view.name}\n")[2].partition("\n### ")[0]
        assert view.about in part, view.name
        lines = [f"| `{one.name}` | {one.type} | {one.about} |" for one in view.columns]
        assert "\n".join(lines) in part, view.name


@pytest.mark.parametrize("view", views().values(), ids=lambda view: view.name)
def test_a_file_says_what_reading_it_needs(view: View):
    assert set(view.key) <= set(view.names)
    assert view.since == "" or view.since in view.names
    assert view.about
    assert "%" not in view.body
    assert len(set(view.names)) == len(view.names)


@pytest.mark.django_db
def test_views_can_be_taken_away_and_put_in_again():
    version = VERSIONS[-1]
    before = installed()
    with connection.schema_editor() as editor:
        for operation in (RemoveViews(version), InstallViews(version)):
            operation.database_forwards("initiatives", editor)
    assert installed() == before
    with connection.schema_editor() as editor:
        InstallViews(version).database_backwards("initiatives", editor)
        assert installed() == {}
        RemoveViews(version).database_backwards("initiatives", editor)
    assert installed() == before
