"""A role that reads the views and nothing else, as on a second connection of a tool."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from initiatives.management.commands.reporting_role import VARIABLE
from initiatives.status.reporting.contract import views
from initiatives.status.reporting.roles import let_read, take_away
from tests.factories import Cast, make_shortfall
from tests.initiatives.status.reporting.asking import PASSWORD, ROLE, WEAK, as_reader

REFUSED = psycopg.errors.InsufficientPrivilege


def run(*arguments):
    call_command("reporting_role", *arguments)


@pytest.fixture
def link(transactional_db):
    """A connection of the role's own, to a system that somebody filled; gone after the test."""
    cast = Cast()
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    let_read(ROLE, PASSWORD)
    where = connection.get_connection_params()
    about = {name: where[name] for name in ("host", "port", "dbname") if where.get(name)}
    try:
        with psycopg.connect(**about, user=ROLE, password=PASSWORD, autocommit=True) as made:
            yield made
    finally:
        take_away(ROLE)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {ROLE}")


def test_a_tool_reads_every_view_and_nothing_else(link):
    assert link.execute("SELECT count(*) FROM shortfalls").fetchone() == (1,)  # by search_path
    for name in views():
        link.execute(f"SELECT * FROM reporting.{name}")
    assert link.execute("SHOW default_transaction_read_only").fetchone() == ("on",)
    assert link.execute("SHOW statement_timeout").fetchone() == ("1min",)
    tables = [name for name in connection.introspection.table_names() if "_" in name]
    assert len(tables) > 80
    for table in tables:
        with pytest.raises(REFUSED):
            link.execute(f"SELECT FROM public.{table} LIMIT 1")


def test_statistics_of_the_tables_are_not_told(link):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE initiatives_user, initiatives_shortfall")
    told = "SELECT count(*) FROM pg_stats WHERE schemaname = 'public'"
    assert link.execute(told).fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO public.initiatives_theme DEFAULT VALUES",
        "UPDATE reporting.entities SET name = 'x'",
        "DELETE FROM reporting.frameworks",
        "TRUNCATE public.initiatives_entity",
        "CREATE TABLE reporting.mine (id integer)",
        "CREATE TABLE public.mine (id integer)",
        "CREATE VIEW reporting.mine AS SELECT 1",
        "DROP VIEW reporting.entities",
        "ALTER VIEW reporting.shortfalls SET (security_barrier = false)",
        "CREATE SCHEMA mine",
        "SET ROLE {own}",
        "COPY public.initiatives_user TO STDOUT",
        "SELECT pg_read_file('postgresql.conf')",
    ],
)
def test_it_can_change_nothing_even_where_it_asks_to_write(link, statement):
    link.execute("SET default_transaction_read_only = off")
    own = connection.connection.info.user
    with pytest.raises((REFUSED, psycopg.errors.ObjectNotInPrerequisiteState)):
        link.execute(statement.format(own=own))


def test_what_is_taken_away_is_gone(link):
    take_away(ROLE)
    with pytest.raises(REFUSED):
        link.execute("SELECT FROM reporting.entities")


@pytest.mark.django_db
def test_views_of_a_later_version_can_be_read_without_asking_again():
    with as_reader() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("CREATE VIEW reporting.later AS SELECT 1 AS one")
        cursor.execute(f"SET ROLE {ROLE}")
        cursor.execute("SELECT one FROM reporting.later")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_the_command_prints_the_password_once(capsys):
    run(ROLE)
    said, password = capsys.readouterr().out.splitlines()
    assert "is created" in said
    assert len(password) >= 32
    run(ROLE)
    assert password not in (again := capsys.readouterr().out)
    assert "was there already" in again


@pytest.mark.django_db
def test_a_password_of_ones_own_is_not_printed(capsys, monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    run(ROLE)
    assert PASSWORD not in capsys.readouterr().out
    monkeypatch.setenv(VARIABLE, "short")
    with pytest.raises(CommandError, match="12 characters"):
        run("another_role")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["", "pg_reader", "Reader", "a" * 64, "a b", '"; DROP TABLE x', "1a"]
)
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(CommandError, match="cannot be the name"):
        run(name)


@pytest.mark.django_db
def test_revoking_from_a_role_that_is_not_there_says_so():
    with pytest.raises(CommandError, match="no role named"):
        run("missing_role", "--revoke")


@pytest.mark.django_db
@pytest.mark.parametrize("more", ["CREATEROLE", "SUPERUSER"])
def test_a_role_that_may_do_more_is_refused(more):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} {more}")
    with pytest.raises(CommandError, match="may do more"):
        run(ROLE)


@pytest.mark.django_db
def test_a_role_that_reads_a_table_is_refused_and_gets_nothing():
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(f"GRANT SELECT ON initiatives_user TO {ROLE}")
        with pytest.raises(CommandError, match="may do more"):
            run(ROLE)
        cursor.execute("SELECT has_schema_privilege(%s, 'reporting', 'USAGE')", [ROLE])
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_where_the_tracker_may_not_an_administrator_is_told_what_to_run():
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {WEAK}")
        cursor.execute(f"SET ROLE {WEAK}")
        try:
            with pytest.raises(CommandError, match="administrator of the database run") as refused:
                run(ROLE)
        finally:
            cursor.execute("RESET ROLE")
    text = str(refused.value)
    assert f'CREATE ROLE "{ROLE}" LOGIN' in text
    assert "PUT A PASSWORD HERE" in text
    assert "SCRAM" not in text
    assert 'GRANT SELECT ON ALL TABLES IN SCHEMA "reporting"' in text
