"""What is left out is not told by the way in which it is left out."""

import json
from dataclasses import replace

import pytest
from django.db import connection, transaction
from psycopg.errors import InsufficientPrivilege

from initiatives.shortfalls.models import Shortfall
from initiatives.status.reporting.contract import views
from initiatives.status.reporting.installing import SchemaRefused, make_schema, statement_of
from tests.factories import make_promise, make_shortfall
from tests.initiatives.status.reporting.asking import WEAK, as_reader

pytestmark = pytest.mark.django_db
FENCED = [view.name for view in views().values() if view.fenced]


@pytest.fixture
def secret_at_the_clinic(cast):
    """One confidential shortfall at the clinic with an answer; open ones everywhere."""
    for entity in (cast.hospital, cast.clinic):
        for principle in cast.principles:
            make_promise(
                cast.lee, cast.alice, shortfall=make_shortfall(cast.lee, entity, principle)
            )
    secret = make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    make_promise(cast.lee, cast.alice, shortfall=secret)
    Shortfall.objects.filter(pk=secret.pk).update(
        confidential=True, confidential_because="Known to few."
    )
    return secret


def rows_left_out(view, entity):
    """How many rows each filter of a plan took, but that of the reader's own condition outside.

    Without reading whole tables, as at size: there an index serves a condition on the entity.
    """
    with as_reader() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) "
            f"SELECT * FROM reporting.{view} WHERE entity_id = %s",
            [entity.pk],
        )
        (plan,) = cursor.fetchone()
    top = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    outside = top["Node Type"] == "Subquery Scan"
    return [flat(inner) for inner in (top["Plans"] if outside else [top])]


def flat(node):
    """The rows that a node's filter took, with those of the nodes below it."""
    removed = [number for name, number in node.items() if name.startswith("Rows Removed")]
    return [node["Node Type"], removed, *map(flat, node.get("Plans", []))]


def test_there_are_fences_where_something_is_left_out():
    hiding = {view.name for view in views().values() if "confidential" in view.body}
    assert hiding == set(FENCED) == {"commitments", "shortfalls", "signals"}


@pytest.mark.parametrize("view", FENCED)
def test_a_plan_does_not_tell_where_rows_were_left_out(cast, secret_at_the_clinic, view):
    """Asked entity by entity, the same rows are left out: their number, and not their place."""
    told = [rows_left_out(view, entity) for entity in (cast.hospital, cast.clinic)]
    assert told[0] == told[1]


def test_without_a_fence_a_plan_would_tell(cast, secret_at_the_clinic):
    view = views()["shortfalls"]
    bare = statement_of(replace(view, fenced=False)).as_string(None)
    with connection.cursor() as cursor:
        cursor.execute(bare.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
    told = [rows_left_out("shortfalls", entity) for entity in (cast.hospital, cast.clinic)]
    assert told[0] != told[1]


@pytest.mark.parametrize("view", ["shortfalls", "commitments"])
def test_a_function_of_the_reader_sees_no_row_that_is_left_out(cast, secret_at_the_clinic, view):
    """A condition that tells what it was given is asked only of what is shown."""
    with as_reader() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.tells(bigint) RETURNS boolean LANGUAGE plpgsql COST 0.0001 "
            "AS $$ BEGIN RAISE NOTICE 'seen %', $1; RETURN true; END $$"
        )
        heard = []
        link = connection.connection
        link.add_notice_handler(lambda notice: heard.append(notice.message_primary))
        column = "id" if view == "shortfalls" else "shortfall_id"
        cursor.execute(f"SELECT id FROM reporting.{view} WHERE pg_temp.tells({column})")
        shown = cursor.fetchall()
    assert len(heard) == len(shown) > 0
    assert f"seen {secret_at_the_clinic.pk}" not in heard


def test_a_database_that_lets_no_schema_be_made_is_told_what_to_do():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA reporting CASCADE")
        cursor.execute(f"CREATE ROLE {WEAK}")
        cursor.execute(f"SET ROLE {WEAK}")
        editor = connection.schema_editor(atomic=False)
        with editor, pytest.raises(SchemaRefused) as refused, transaction.atomic():
            make_schema(editor)
        cursor.execute("RESET ROLE")
        transaction.set_rollback(True)
    assert f'CREATE SCHEMA reporting AUTHORIZATION "{WEAK}";' in str(refused.value)
    assert isinstance(refused.value.__cause__.__cause__, InsufficientPrivilege)
