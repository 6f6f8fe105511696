"""The reporting views by API: the rows that SQL gives, for who oversees the whole system."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.base import clock
from initiatives.status.reporting.contract import views
from tests.api.caller import seen
from tests.api.problems import is_problem
from tests.api.world import World
from tests.factories import make_entity, make_user, rolled_back, seat
from tests.initiatives.status.reporting.asking import select

pytestmark = pytest.mark.django_db
READERS = {"lee", "root", "erin", "ada"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, working_hour):
    """One world for all of these, which only read it."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        yield World()


def by_sql(view):
    """The rows that the role reads, as JSON has them, in the order of the key."""
    order = ", ".join(view.key)
    rows = select(
        f"SELECT row_to_json(rows)::text FROM reporting.{view.name} AS rows ORDER BY {order}"
    )
    return [alike(json.loads(row)) for (row,) in rows]


def alike(row):
    """A row with its moments as instants, in whatever zone they are written."""
    return {name: instant(value) for name, value in row.items()}


def instant(value):
    """A moment as an instant; anything else as it is."""
    is_moment = isinstance(value, str) and len(value) > 19 and value[4] == value[7] == "-"
    return datetime.fromisoformat(value) if is_moment else value


@pytest.mark.parametrize("name", views())
def test_rows_are_those_of_sql_page_by_page(world, call, name):
    walked = call(world.erin).walk(f"reporting/{name}/?page_size=2")
    assert [alike(row) for row in walked] == by_sql(views()[name])
    assert walked


def test_the_list_says_what_the_files_say(world, call):
    told = call(world.ada).get("reporting/").json()
    assert [one["name"] for one in told] == list(views())
    assert all(tuple(one["key"]) == views()[one["name"]].key for one in told)
    assert all(column["about"] and column["type"] for one in told for column in one["columns"])


@pytest.mark.parametrize("path", ["reporting/", "reporting/shortfalls/", "reporting/about/"])
def test_it_is_for_those_who_oversee_the_whole_system(world, call, path):
    assert seen(call, world, path) == READERS
    assert "whole system" in is_problem(call(world.charlie).get(path), 403)["detail"]


def test_a_part_of_the_system_is_not_enough(world, call):
    executive = seat(make_user("Elsewhere"), "executive", world.hospital)
    assert call(executive).get("reporting/entities/").status_code == 403
    assert call(world.erin).get("reporting/entities/").status_code == 200
    make_entity("Another system")
    assert call(world.erin).get("reporting/entities/").status_code == 403


def test_an_entity_is_asked_for_with_all_below_it(world, call):
    erin = call(world.erin)
    at = {
        name: erin.walk(f"reporting/shortfalls/?entity={world.key(name)}")
        for name in ("system", "hospital", "clinic")
    }
    assert at["hospital"]
    assert at["clinic"]
    assert len(at["system"]) == len(at["hospital"]) + len(at["clinic"])
    assert at["system"] == erin.walk("reporting/shortfalls/")
    assert erin.walk("reporting/shortfalls/?entity=999999999") == []


def test_since_a_day_takes_that_day_in(world, call):
    erin = call(world.erin)
    last = clock.today()
    nights = erin.walk(f"reporting/status_nights/?since={last}")
    assert [one["day"] for one in nights] == [last.isoformat()]
    assert erin.walk(f"reporting/status_cells/?since={last + timedelta(days=1)}") == []
    made = erin.walk(f"reporting/initiatives/?since={clock.now().date()}")
    assert made == erin.walk("reporting/initiatives/")


def test_a_cursor_of_another_view_is_refused(world, call):
    erin = call(world.erin)
    cursor = erin.get("reporting/entities/?page_size=1").json()["next"].partition("cursor=")[2]
    for path in ("reporting/shortfalls/?cursor=" + cursor, "reporting/entities/?cursor=x"):
        assert "cursor" in is_problem(erin.get(path), 400)["errors"]
    other = erin.get("initiatives/?page_size=1").json()["next"].partition("cursor=")[2]
    assert "cursor" in is_problem(erin.get(f"reporting/initiatives/?cursor={other}"), 400)["errors"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("reporting/?since=2026-01-01", "since"),
        ("reporting/shortfalls/?colour=red", "colour"),
        ("reporting/shortfalls/?entity=x", "entity"),
        ("reporting/shortfalls/?entity=0 OR 1=1", "entity"),
        ("reporting/shortfalls/?entity=99999999999999999999999", "entity"),
        ("reporting/shortfalls/?since=yesterday", "since"),
        ("reporting/shortfalls/?since=10000-01-01", "since"),
        ("reporting/shortfalls/?page_size=201", "page_size"),
        ("reporting/frameworks/?entity=1", "entity"),
        ("reporting/groups/?since=2026-01-01", "since"),
    ],
)
def test_what_cannot_be_asked_says_why(world, call, path, field):
    assert field in is_problem(call(world.erin).get(path), 400)["errors"]


def test_a_view_that_there_is_not_is_not_found(world, call):
    for name in ("initiatives_user", "pg_class", "shortfalls;drop"):
        assert call(world.erin).get(f"reporting/{name}/").status_code == 404


def test_it_is_read_only(world, call):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(call(world.root), method)("reporting/shortfalls/").status_code == 405


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_takes_the_same_queries_however_long(world, call, many):
    erin = call(world.erin)
    erin.get("me/")
    for name in views():
        with CaptureQueriesContext(connection) as asked:
            rows = erin.get(f"reporting/{name}/?page_size={many}").json()["results"]
        assert 0 < len(rows) <= many
        assert len(asked) == 3, name  # who asks with what they hold, the roots, the rows
