"""Asking for a file: what can be asked for, and how often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.exports.models import Export
from initiatives.exports.rules import AT_ONCE, MOST_IN_MOTION
from initiatives.exports.services import ask_for_export, cancel_export, make_now
from initiatives.exports.tables import TABLES
from initiatives.exports.tables.asking import known
from initiatives.history.models import Event
from initiatives.people.services import deactivate_person
from tests.initiatives.exports.making import ask, introduce

pytestmark = pytest.mark.django_db


def events(export):
    about = Event.objects.filter(subject_kind="export", subject_id=export.pk).order_by("pk")
    return [(event.actor and event.actor.name, event.verb) for event in about]


def test_asking_is_kept_with_who_asked_and_what_for(cast):
    export = ask(cast.lee, query="stage=proposed&page=3")
    assert (export.state, export.title) == ("waiting", "Initiatives, filtered (CSV)")
    assert export.parameters == {"list": "initiatives", "query": "stage=proposed"}
    assert export.rows_total == 1
    assert events(export) == [("Lee", "asked for")]


def test_the_same_while_it_waits_is_the_same(cast):
    first = ask(cast.lee, query="stage=proposed&q=Better")
    assert ask(cast.lee, query="?q=Better&stage=proposed&page=2&unknown=1") == first
    assert ask(cast.lee, query="stage=proposed&q=Better", kind="list_xlsx") != first
    assert ask(cast.bob, query="stage=proposed&q=Better") != first
    assert events(first) == [("Lee", "asked for")]


@pytest.mark.parametrize("kind", ["list_pdf", "", "x" * 10_000, None])
def test_a_kind_that_there_is_not_is_refused(cast, kind):
    with pytest.raises(Invalid, match="no such kind"):
        ask_for_export(actor=cast.lee, kind=kind, parameters={"list": "initiatives"})
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "list"),
        ({"list": "users"}, "list"),
        ({"list": ["initiatives"]}, "list"),
        ({"list": "initiatives", "query": "entity=none"}, "query"),
        ({"list": "initiatives", "query": "entity=-1"}, "query"),
        ({"list": "initiatives", "query": "stage=nonsense"}, "query"),
        ({"list": "initiatives", "query": "q=" + "x" * 2_000}, "query"),
        ({"list": "initiatives", "query": "q=\x00"}, "query"),
        ({"list": "initiatives", "query": "&" * 1_999}, "query"),
        ({"list": "initiatives", "query": "ordering=password"}, "query"),
    ],
)
def test_what_cannot_be_read_is_refused(cast, given, field):
    with pytest.raises(Invalid) as refusal:
        ask_for_export(actor=cast.lee, kind="list_csv", parameters=given)
    assert set(refusal.value.errors) == {field}
    assert not Export.objects.exists()


def test_a_closed_account_asks_for_nothing(cast):
    deactivate_person(actor=cast.root, user=cast.bob, reason="Left.")
    cast.bob.refresh_from_db()
    with pytest.raises(NotAllowed):
        ask(cast.bob)


def test_so_many_wait_and_no_more(cast, monkeypatch):
    kinds = [introduce(monkeypatch, [], f"slow{n}") for n in range(MOST_IN_MOTION + 1)]
    waiting = [ask_for_export(actor=cast.lee, kind=kind, parameters={}) for kind in kinds[:-1]]
    with pytest.raises(Invalid, match="3 exports of yours are being made already"):
        ask_for_export(actor=cast.lee, kind=kinds[-1], parameters={})
    assert ask_for_export(actor=cast.lee, kind=kinds[0], parameters={}) == waiting[0]
    assert ask_for_export(actor=cast.bob, kind=kinds[-1], parameters={})
    cancel_export(actor=cast.lee, export=waiting[0])
    assert ask_for_export(actor=cast.lee, kind=kinds[-1], parameters={})
    assert ask(cast.lee), "a short one keeps nobody waiting"


def test_a_short_one_is_made_at_once(cast):
    assert make_now(actor=cast.lee, export=ask(cast.lee)).state == "done"


def test_a_long_one_waits_for_the_worker(cast):
    export = ask(cast.lee)
    export.rows_total = AT_ONCE + 1
    assert make_now(actor=cast.lee, export=export).state == "waiting"


@pytest.mark.parametrize("list_name", TABLES)
@given(text=st.text(max_size=60))
def test_a_query_is_read_the_same_twice(list_name, text):
    table = TABLES[list_name]
    try:
        once = known(table, text)
    except Invalid:
        return
    assert known(table, once) == once
