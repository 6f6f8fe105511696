from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.services import acknowledge, fulfil, sweep, withdraw
from initiatives.base import clock
from tests.factories import make_promise, make_shortfall, make_user
from tests.initiatives.web.who import EVERYONE, statuses

LIST = "/commitments/"


@pytest.fixture
def promise(cast):
    return make_promise(cast.lee, cast.bob, 9, "Train the clerks", initiative=cast.initiative)


def titles(answer):
    return [commitment.title for commitment in answer.context["rows"]]


def test_each_sees_what_is_theirs(cast, browse, promise):
    make_promise(cast.lee, cast.lee, title="At the clinic", entity=cast.clinic)
    seen = {name: len(titles(browse(getattr(cast, name)).get(LIST))) for name in EVERYONE}
    assert seen == {
        "alice": 1,
        "bob": 1,
        "sam": 1,
        "charlie": 1,
        "erin": 2,
        "ada": 2,
        "lee": 2,
        "root": 2,
        "nobody": 0,
    }


def test_filters_narrow_the_list_and_are_named_in_words(cast, browse, promise):
    found = make_shortfall(cast.lee, cast.clinic, cast.principles[2], "No signs")
    make_promise(cast.lee, cast.alice, 3, "Put up signs", shortfall=found)
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, 1, "Long ago", entity=cast.clinic)
    client = browse(cast.lee)
    for query, expected in {
        "q=clerks": ["Train the clerks"],
        f"q=c-{promise.pk}": ["Train the clerks"],
        f"owner={cast.alice.pk}": ["Long ago", "Put up signs"],
        f"entity={cast.clinic.pk}": ["Long ago", "Put up signs"],
        f"principle={cast.principles[2].pk}": ["Put up signs"],
        f"initiative={cast.initiative.pk}": ["Train the clerks"],
        f"shortfall={found.pk}": ["Put up signs"],
        "overdue=true": ["Long ago"],
        "state=fulfilled": [],
    }.items():
        assert titles(client.get(f"{LIST}?{query}")) == expected, query
    answer = client.get(f"{LIST}?shortfall={found.pk}&initiative={cast.initiative.pk}")
    assert [(one.label, one.value) for one in answer.context["applied"]] == [
        ("Initiative", f"{cast.initiative.reference} Better interpreters"),
        ("Shortfall", f"{found.reference} No signs"),
    ]


def test_a_chip_does_not_tell_the_title_of_what_one_may_not_see(cast, browse):
    answer = browse(cast.nobody).get(f"{LIST}?initiative={cast.initiative.pk}")
    assert "Better interpreters" not in answer.content.decode()


def test_the_order_can_be_changed(cast, browse, promise):
    make_promise(cast.lee, cast.alice, 3, "Ask the council", initiative=cast.initiative)
    client = browse(cast.lee)
    assert titles(client.get(LIST)) == ["Ask the council", "Train the clerks"]
    assert titles(client.get(f"{LIST}?ordering=-due_on")) == ["Train the clerks", "Ask the council"]
    assert titles(client.get(f"{LIST}?ordering=-owner")) == ["Train the clerks", "Ask the council"]


@pytest.mark.parametrize(
    ("query", "marked"),
    [("", "All"), ("state=open", "Open"), ("overdue=true&page=1", "Overdue"), ("q=x", None)],
)
def test_the_ways_in_that_are_asked_for_most_are_one_click_away(cast, browse, query, marked):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    tabs = answer.context["tabs"]
    assert next((tab["label"] for tab in tabs if tab["current"]), None) == marked
    assert {browse(cast.lee).get(tab["url"]).status_code for tab in tabs} == {200}


def test_days_are_asked_for_with_the_browsers_own_picker(cast, browse):
    text = browse(cast.lee).get(f"{LIST}?due_after=2026-01-31").content.decode()
    assert '<input type="date" name="due_after" value="2026-01-31"' in text


def test_a_view_is_saved_and_opened(cast, browse, promise):
    client = browse(cast.lee)
    saved = {"list_name": "commitments", "name": "Late", "query": "overdue=true"}
    answer = client.post(reverse("saved_view_save"), saved, follow=True)
    assert [view.name for view in answer.context["saved_views"]] == ["Late"]
    assert answer.context["saved_views"][0].current


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_and_three_rows_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        found = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
        make_promise(cast.lee, make_user(), shortfall=found)
        made = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    for days in (0, 4, 8)[:rows]:
        with clock.at(clock.now() + timedelta(days=days)):
            sweep()
    assert made.reminders.count() == rows
    client = browse(cast.lee)
    assert count_queries(client, LIST) == 8
    assert count_queries(client, reverse("commitment", args=[made.pk])) == 10


@pytest.mark.parametrize(
    "query",
    [
        "owner=x",
        "entity=1e999",
        "principle=%00",
        "initiative=minus",
        "shortfall=99999999999999999999999",
        "due_after=yesterday",
        "state=flying",
        "ordering=password",
        "q=%00",
    ],
)
def test_filters_that_cannot_be_read_are_shown_as_errors_over_nothing(cast, browse, promise, query):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert "Train the clerks" not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["page=minus", "overdue=perhaps", "q=%3Cscript%3E", "q=" + "x" * 5000, "entity=987654"]
)
def test_odd_but_readable_queries_are_answered(cast, browse, promise, query):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_the_empty_list_says_why(cast, browse):
    assert "No commitments yet" in browse(cast.lee).get(LIST).content.decode()
    nobody = browse(cast.nobody).get(LIST).content.decode()
    assert "No commitments that you may see" in nobody
    assert reverse("commitment_create") not in nobody


def test_who_may_open_a_commitment(cast, browse, promise):
    answers = statuses(cast, browse, reverse("commitment", args=[promise.pk]))
    assert {name for name, status in answers.items() if status == 404} == {"charlie", "nobody"}
    assert {status for name, status in answers.items()} == {200, 404}


def test_a_page_tells_what_how_it_stands_and_what_happened(cast, browse, promise):
    acknowledge(actor=cast.bob, commitment=promise)
    text = browse(cast.ada).get(reverse("commitment", args=[promise.pk])).content.decode()
    for words in ("Train the clerks", promise.reference, "Better interpreters", "Due in 9 days"):
        assert words in text
    assert "acknowledged" in text
    assert reverse("commitment_fulfil", args=[promise.pk]) not in text


def test_a_page_offers_what_this_person_may_do(cast, browse, promise):
    def offered(person):
        text = browse(person).get(reverse("commitment", args=[promise.pk])).content.decode()
        names = ("acknowledge", "fulfil", "move", "reassign", "withdraw")
        return [one for one in names if reverse(f"commitment_{one}", args=[promise.pk]) in text]

    everything = ["acknowledge", "fulfil", "move", "reassign", "withdraw"]
    assert offered(cast.bob) == everything
    assert offered(cast.erin) == everything[2:]
    assert offered(cast.ada) == []
    withdraw(actor=cast.lee, commitment=promise, reason="It is not needed.")
    assert offered(cast.bob) == []
    page = browse(cast.bob).get(reverse("commitment", args=[promise.pk])).content.decode()
    assert "It is not needed." in page


def test_a_page_says_who_was_reminded_when_and_why(cast, browse, promise):
    sweep()
    text = browse(cast.ada).get(reverse("commitment", args=[promise.pk])).content.decode()
    assert "As its owner: 14 days before its date (reminder policy, version 1)" in text


def test_evidence_is_shown_as_text_and_its_link_as_a_link(cast, browse, promise):
    fulfil(
        actor=cast.bob,
        commitment=promise,
        evidence="<script>alert(1)</script>",
        evidence_url="https://example.org/proof",
    )
    text = browse(cast.lee).get(reverse("commitment", args=[promise.pk])).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert 'href="https://example.org/proof"' in text
