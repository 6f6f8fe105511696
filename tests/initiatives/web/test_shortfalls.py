from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.shortfalls.services import assign_shortfall, close_shortfall
from tests.factories import make_promise, make_shortfall, make_user
from tests.initiatives.web.who import EVERYONE, statuses

LIST = "/shortfalls/"


@pytest.fixture
def found(cast):
    return make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        "Letters only in English",
        initiative=cast.initiative,
        owner=cast.alice,
        severity="high",
        affected="People who read Somali",
        found_on=clock.today() - timedelta(days=34),
    )


def page_of(found):
    return reverse("shortfall", args=[found.pk])


def titles(answer):
    return [shortfall.title for shortfall in answer.context["rows"]]


def closed(cast, found):
    """The shortfall, answered, and closed by the equity lead."""
    promise = make_promise(cast.lee, cast.alice, shortfall=found)
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    return close_shortfall(actor=cast.lee, shortfall=found, confirmation="I read the letters.")


def test_each_sees_what_is_theirs(cast, browse, found):
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
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


def test_the_first_sentence_counts_and_each_number_is_its_lists_length(cast, browse, found):
    for severity in ("low", "severe", "severe"):
        make_shortfall(cast.lee, cast.clinic, cast.principles[1], severity=severity)
    closed(cast, make_shortfall(cast.lee, cast.clinic, cast.principles[1], owner=cast.alice))
    for person in (cast.lee, cast.alice, cast.charlie, cast.nobody):
        client = browse(person)
        for tile in client.get(LIST).context["counts"].values():
            assert client.get(tile.url).context["count"] == tile.count, (person.name, tile.url)
    text = " ".join(browse(cast.lee).get(LIST).content.decode().split())
    assert "Four shortfalls are open</a>" in text
    assert "three of them high or severe</a>" in text
    assert "three without an owner</a>" in text


def test_where_nothing_is_open_it_does_not_say_that_all_is_well(cast, browse):
    assert "That does not say there is none" in browse(cast.lee).get(LIST).content.decode()


def test_filters_narrow_the_log_and_are_named_in_words(cast, browse, found):
    make_shortfall(cast.lee, cast.clinic, cast.principles[1], "No signs", found_by="feedback")
    client = browse(cast.lee)
    for query, expected in {
        "q=letters": ["Letters only in English"],
        "q=somali": ["Letters only in English"],
        f"q=SF-{found.pk}": ["Letters only in English"],
        "severity=high&severity=severe": ["Letters only in English"],
        "found_by=feedback": ["No signs"],
        "unowned=true": ["No signs"],
        f"owner={cast.alice.pk}": ["Letters only in English"],
        f"entity={cast.clinic.pk}": ["No signs"],
        f"principle={cast.principles[1].pk}": ["No signs"],
        f"initiative={cast.initiative.pk}": ["Letters only in English"],
        "state=closed": [],
    }.items():
        assert titles(client.get(f"{LIST}?{query}")) == expected, query
    applied = client.get(f"{LIST}?initiative={cast.initiative.pk}").context["applied"]
    assert [one.value for one in applied] == [f"{cast.initiative.reference} Better interpreters"]


def test_the_most_severe_come_first_when_asked(cast, browse):
    for severity in ("low", "severe", "moderate", "high"):
        make_shortfall(cast.lee, cast.clinic, cast.principles[0], severity, severity=severity)
    answer = browse(cast.lee).get(f"{LIST}?ordering=-severity")
    assert titles(answer) == ["severe", "high", "moderate", "low"]


def test_a_view_is_saved_and_opened(cast, browse, found):
    saved = {"list_name": "shortfalls", "name": "Grave", "query": "severity=severe"}
    answer = browse(cast.lee).post(reverse("saved_view_save"), saved, follow=True)
    assert [view.name for view in answer.context["saved_views"] if view.current] == ["Grave"]


def test_the_age_is_told_in_days(cast, browse, found):
    assert "34 days old" in browse(cast.lee).get(LIST).content.decode()
    assert "34 days old" in browse(cast.lee).get(page_of(found)).content.decode()
    closed(cast, found)
    with clock.at(clock.now() + timedelta(days=50)):
        assert "Closed after 34 days" in browse(cast.lee).get(page_of(found)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_and_three_rows_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        made = make_shortfall(
            cast.lee,
            cast.hospital,
            cast.principles[0],
            initiative=cast.initiative,
            owner=make_user(),
        )
    for _ in range(rows):
        make_promise(cast.lee, make_user(), shortfall=made)
    client = browse(cast.lee)
    assert count_queries(client, LIST) == 9
    assert count_queries(client, page_of(made)) == 10


@pytest.mark.parametrize(
    "query",
    [
        "owner=x",
        "entity=1e999",
        "principle=%00",
        "initiative=minus",
        "severity=terrible",
        "state=flying",
        "ordering=password",
        "found_by=luck",
        "q=%00",
    ],
)
def test_filters_that_cannot_be_read_are_shown_as_errors_over_nothing(cast, browse, found, query):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert "Letters only" not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["page=minus", "unowned=perhaps", "q=%3Cscript%3E", "q=" + "x" * 5000, "entity=987654"]
)
def test_odd_but_readable_queries_are_answered(cast, browse, found, query):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_the_empty_log_offers_what_this_person_may_do(cast, browse):
    assert "Nothing is logged yet" in browse(cast.ada).get(LIST).content.decode()
    nobody = browse(cast.nobody).get(LIST).content.decode()
    assert "No shortfalls that you may see" in nobody
    assert reverse("shortfall_create") not in nobody


def test_who_may_open_a_shortfall(cast, browse, found):
    answers = statuses(cast, browse, page_of(found))
    assert {name for name, status in answers.items() if status == 404} == {"charlie", "nobody"}
    assert set(answers.values()) == {200, 404}


def test_a_page_tells_what_fell_short_for_whom_and_how_it_was_found(cast, browse, found):
    text = browse(cast.ada).get(page_of(found)).content.decode()
    for words in (
        "Letters only in English",
        found.reference,
        "People who read Somali",
        "Somebody said so",
        "Better interpreters",
        "Not explained yet",
        "1. Principle 1",
    ):
        assert words in text, words
    assert "<strong>Lee</strong> logged" in text


def test_the_gate_says_what_is_missing_and_what_is_there(cast, browse):
    found = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    client = browse(cast.lee)

    def gate():
        context = client.get(page_of(found)).context
        return [message for message, _ in context["missing"]], context["met"]

    assert gate() == (
        ["Name who answers for it.", "Fulfil at least one commitment that answers it."],
        ["No commitment is still open."],
    )
    assign_shortfall(actor=cast.lee, shortfall=found, owner=cast.alice)
    promise = make_promise(cast.lee, cast.alice, shortfall=found)
    assert gate()[1] == ["Somebody answers for it."]
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    assert gate() == (
        [],
        [
            "Somebody answers for it.",
            "A commitment that answers it is fulfilled.",
            "No commitment is still open.",
        ],
    )


def test_a_page_offers_what_this_person_may_do(cast, browse, found):
    def offered(person):
        text = browse(person).get(page_of(found)).content.decode()
        names = ("edit", "assign", "accept", "dismiss", "close", "reopen")
        return [one for one in names if reverse(f"shortfall_{one}", args=[found.pk]) in text]

    assert offered(cast.alice) == ["edit", "assign"]
    assert offered(cast.erin) == ["assign", "close"]
    assert offered(cast.ada) == ["close"]
    assert offered(cast.bob) == []
    assert offered(cast.lee) == ["edit", "assign", "close"]
    closed(cast, found)
    assert offered(cast.ada) == ["reopen"]
    assert offered(cast.alice) == ["reopen"]
    assert offered(cast.bob) == ["reopen"]


def test_a_closed_one_says_who_confirmed_it_and_on_what_grounds(cast, browse, found):
    closed(cast, found)
    text = browse(cast.ada).get(page_of(found)).content.decode()
    assert "I read the letters." in text
    assert "How it was confirmed" in text


def test_what_people_wrote_is_shown_as_text(cast, browse):
    found = make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        "<b>bold</b>",
        detail="<script>alert(1)</script>",
        affected="<img src=x>",
    )
    for url in (LIST, page_of(found)):
        text = browse(cast.lee).get(url).content.decode()
        assert "<b>bold" not in text
        assert "<script>alert" not in text
        assert "<img" not in text
