"""In a system with a record of every kind, the views show no person, and no text of anybody."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.measures.rules import visible_signals
from initiatives.people.rules import anybody_everywhere
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.reporting.contract import views
from tests.api.world import World
from tests.factories import rolled_back
from tests.initiatives.status.reporting.asking import keys, select
from tests.initiatives.status.reporting.secrets import secret_chain

pytestmark = pytest.mark.django_db
CANARY = "Zyxwv"
# What stewards keep for everybody and name in public: no text of a person about their work.
OF_THE_TRACKER = ("time_zone", "rules_version", "scale", "language")
NAMED_IN_PUBLIC = {
    ("Entity", "name"),
    ("Entity", "short_name"),
    *((kind, name) for kind in ("Framework", "Principle") for name in ("name", "edition")),
    *(("Principle", name) for name in ("short_name", "statement")),
    *(("Stratification", name) for name in ("title", "edition")),
    *(("Stratum", name) for name in ("code", "label")),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, working_hour):
    """One world for all of these; what each writes is undone."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        yield World()


def test_rows_are_those_that_anybody_sees_who_sees_every_entity(world):
    secret, *_ = secret_chain(world)
    restrict_shortfall(actor=world.lee, shortfall=secret, reason="Known to few.")
    anybody = anybody_everywhere()
    for view, rows in (
        ("initiatives", visible_initiatives(anybody)),
        ("shortfalls", visible_shortfalls(anybody)),
        ("commitments", visible_commitments(anybody)),
        ("signals", visible_signals(anybody)),
    ):
        assert keys(view) == set(rows.values_list("pk", flat=True)), view
        assert keys(view), view


def free_texts():
    """The table, column and length of every text that people write about their work."""
    for model in apps.get_app_config("initiatives").get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, (models.CharField, models.TextField)) or field.choices:
                continue
            if (
                model.__name__,
                field.name,
            ) not in NAMED_IN_PUBLIC and field.name not in OF_THE_TRACKER:
                yield model._meta.db_table, field.column, field.max_length or 40


def write_canaries():
    """Put a word that nobody else writes into all of them; returns into how many columns.

    A few are held by a constraint on other columns and stay as they are.
    """
    written = 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, column, length in free_texts():
            with suppress(IntegrityError), transaction.atomic():
                cursor.execute(
                    f'UPDATE {table} SET "{column}" = left(%s || md5(ctid::text), {length})',
                    [CANARY],
                )
                written += 1
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return written


def test_no_view_shows_a_text_that_people_write(world):
    assert write_canaries() > 100
    for view in views().values():
        rows = select(f"SELECT row_to_json(rows)::text FROM reporting.{view.name} AS rows")
        assert rows, view.name
        assert [row for (row,) in rows if CANARY in row] == [], view.name
    assert Shortfall.objects.filter(title__startswith=CANARY).exists()


def test_no_column_names_a_person():
    forbidden = ("owner_id", "user", "person", "email", "_by_id", "sponsor_id", "assessor", "title")
    named = [
        (view.name, name)
        for view in views().values()
        for name in view.names
        if any(part in name for part in forbidden)
    ]
    assert named == []
