from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.services import move
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.web.views import history
from tests.factories import make_initiative, make_promise, make_shortfall, make_user

URL = "/history/"


def labels(answer):
    return {event.subject_label for event in answer.context["rows"]}


def test_each_sees_what_happened_to_what_they_may_see(cast, browse):
    make_initiative(cast.lee, cast.clinic, "At the clinic")
    for person, seen in (
        (cast.ada, {"Better interpreters", "At the clinic"}),
        (cast.alice, {"Better interpreters"}),
        (cast.charlie, {"At the clinic"}),
        (cast.nobody, set()),
    ):
        shown = labels(browse(person).get(URL))
        assert shown & {"Better interpreters", "At the clinic"} == seen, person


def test_an_event_says_who_what_before_and_after_and_why(cast, browse):
    made = make_promise(cast.lee, cast.alice, 3, "Hire two", initiative=cast.initiative)
    was, now = made.due_on, made.due_on + timedelta(days=9)
    move(actor=cast.alice, commitment=made, due_on=now, reason="The budget came late.")
    text = browse(cast.ada).get(URL).content.decode()
    assert "<strong>Alice</strong> moved" in text
    assert reverse("commitment", args=[made.pk]) in text
    assert f"{was.day} " in text
    assert f"{now.day} " in text
    assert "The budget came late." in text


def test_filters_narrow_the_history_and_are_named_in_words(cast, browse):
    found = make_shortfall(cast.lee, cast.hospital, cast.principles[0], "No signs")
    make_promise(cast.root, cast.alice, 3, "Hire two", initiative=cast.initiative)
    client = browse(cast.ada)
    assert labels(client.get(f"{URL}?verb=logged")) == {"No signs"}
    assert labels(client.get(f"{URL}?actor={cast.root.pk}")) == {"Hire two"}
    assert labels(client.get(f"{URL}?subject_kind=shortfall")) == {"No signs"}
    tomorrow = (clock.today() + timedelta(days=2)).isoformat()
    assert labels(client.get(f"{URL}?since={tomorrow}")) == set()
    one = client.get(f"{URL}?subject_kind=shortfall&subject_id={found.pk}")
    assert labels(one) == {"No signs"}
    assert [chip.value for chip in one.context["applied"]] == ["Shortfall", "No signs"]


def test_the_chip_of_a_record_that_one_may_not_see_tells_nothing(cast, browse):
    query = f"subject_kind=initiative&subject_id={cast.initiative.pk}"
    text = browse(cast.nobody).get(f"{URL}?{query}").content.decode()
    assert "Better interpreters" not in text


def test_every_verb_and_kind_that_history_knows_can_be_chosen(cast):
    make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    kinds = {kind for kind, _ in history.KINDS}
    assert set(Event.objects.values_list("verb", flat=True)) <= set(history.VERBS)
    assert set(Event.objects.values_list("subject_kind", flat=True)) <= kinds


@pytest.mark.parametrize("rows", [1, 3])
def test_one_event_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        owner = make_user()
        make_promise(cast.lee, owner, initiative=cast.initiative)
    assert count_queries(browse(cast.ada), URL) == 7


@pytest.mark.parametrize(
    "query", ["actor=x", "subject_id=%00", "since=yesterday", "until=2026-13-01", "verb=%00"]
)
def test_filters_that_cannot_be_read_are_shown_as_errors_over_nothing(cast, browse, query):
    answer = browse(cast.ada).get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert "Better interpreters" not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=minus", "verb=flying", "subject_kind=%3Cscript%3E", "subject_id=7", "actor=987654"],
)
def test_odd_but_readable_queries_are_answered(cast, browse, query):
    answer = browse(cast.ada).get(f"{URL}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
