from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.services import move
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.history.services import record, seal
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
    assert labels(client.get(f"{URL}?q=no+SIGNS")) == {"No signs"}
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
    assert count_queries(browse(cast.ada), URL) == 5


@pytest.mark.parametrize(
    "query",
    ["actor=x", "subject_id=%00", "since=yesterday", "until=2026-13-01", "verb=%00", "q=%00"],
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


def said(answer):
    """The text of a page, each run of space as one blank, without tags' own text."""
    return " ".join(answer.content.decode().split())


def test_events_stand_under_their_day_in_the_readers_time_zone(cast, browse):
    for hour in (6, 8):  # either side of midnight in Seattle
        with clock.at(datetime(2026, 3, 10, hour, 5, tzinfo=UTC)):
            record(actor=cast.root, verb="revised", subject=cast.hospital)
    text = said(browse(cast.ada).get(f"{URL}?until=2026-03-11"))
    newer, older = text.index(">10 Mar 2026<"), text.index(">9 Mar 2026<")
    assert newer < text.index(">01:05<") < older < text.index(">23:05<")
    assert '<span class="muted">(entity)</span>' in text


def test_the_last_seal_is_told_and_a_break_is_not_hidden(cast, browse):
    client = browse(cast.nobody)
    assert "sealed" not in said(client.get(URL))
    record(actor=cast.root, verb="revised", subject=cast.hospital)
    made = seal(intact=True)
    assert f"<code>{made.digest_in_hex}</code>" in said(client.get(URL))
    seal(intact=False)
    text = said(client.get(URL))
    assert "behind the tracker" in text
    assert "nothing was changed" not in text
