"""History, reminders and messages as files, the status among them, and who gets none."""

import csv
import io
from datetime import timedelta

import pytest

from initiatives.accountability.services import move
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.exports.tables import found
from initiatives.exports.tables.books import kept
from initiatives.history.models import Event
from tests.factories import make_promise
from tests.initiatives.exports.making import ask, content, made

pytestmark = pytest.mark.django_db


def rows_of(export):
    return list(csv.DictReader(io.StringIO(content(export).decode(), newline="")))


def test_history_says_what_was_there_what_came_and_the_hash(cast):
    promise = make_promise(cast.lee, cast.alice, 3, "=HYPERLINK(1)", initiative=cast.initiative)
    later = clock.today() + timedelta(days=9)
    move(actor=cast.alice, commitment=promise, due_on=later, reason="-1+1")
    (row,) = rows_of(made(cast.ada, "history", "verb=moved&q=hyper"))
    event = Event.objects.get(verb="moved")
    assert (row["Who"], row["Did"], row["Kind of record"]) == ("Alice", "moved", "Commitment")
    assert (row["Record"], row["Why"]) == ("'=HYPERLINK(1)", "'-1+1")
    assert row["After"] == f"Due on: {later.isoformat()}"
    assert (row["Number in its chain"], row["Hash"]) == ("2", bytes(event.hash).hex())
    assert rows_of(made(cast.charlie, "history", "verb=moved")) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        ({"id": 3, "label": "Alice"}, "Alice"),
        ({"due_on": "2026-01-31", "owner": {"label": "Bob"}}, "Due on: 2026-01-31; Owner: Bob"),
        ([{"label": "A"}, 2], "A; 2"),
        ({}, ""),
    ],
)
def test_what_history_keeps_is_said_in_one_line(value, words):
    assert kept(value) == words


@pytest.mark.parametrize("name", ["feedback", "report_backs", "messages"])
def test_where_there_is_no_page_there_is_no_file(cast, name):
    for person in (cast.alice, cast.charlie, cast.nobody):
        with pytest.raises(NotAllowed):
            ask(person, name)


@pytest.mark.parametrize(
    "query",
    [
        *("view=pie", "entity=999999", "entity=x", "sponsor=1e9", "framework=-1", "period=soon"),
        *(
            "period=9999-01",
            "period=2026-01&population=x",
            "population=%00",
            "view=time&principle=0",
        ),
        "population=" + "x" * 81,
    ],
)
def test_a_status_that_cannot_be_asked_for_is_refused(cast, query):
    with pytest.raises(Invalid) as refused:
        ask(cast.erin, "status", query)
    assert set(refused.value.errors) == {"query"}


def test_the_past_of_a_place_out_of_sight_is_not_told(cast):
    month = f"{clock.today():%Y-%m}"
    for query in (f"view=time&entity={cast.hospital.pk}", f"period={month}"):
        with pytest.raises(NotAllowed):
            ask(cast.nobody, "status", query)


def test_initiatives_by_principle_have_a_column_for_each(cast):
    (row,) = rows_of(made(cast.erin, "status", "view=initiatives"))
    principles = [str(one) for one in cast.principles]
    assert list(row)[-3:] == principles
    assert [row[one] for one in principles] == ["Not assessed", "Not assessed", ""]


def test_a_table_is_asked_for_in_one_form(cast):
    asked = found(cast.erin, {"list": "status", "query": "?page=3&only=2&view=entities&period="})
    assert (asked.key, asked.query) == ("status", "view=entities")
    assert asked.read.title == "Principles by entity at System"
