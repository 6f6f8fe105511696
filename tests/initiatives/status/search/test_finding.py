"""What words find, in which record, and how it is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.people.models import User
from initiatives.portfolio.models import Handover, Initiative
from initiatives.status.search import KINDS, MOST, finding, search, terms
from initiatives.status.search.asking import asked
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.community.voices import answered, hear
from tests.initiatives.measures.making import make_measure

pytestmark = pytest.mark.django_db


def titles(found):
    """What was found, by kind."""
    return {group.kind.key.value: [hit.name for hit in group.hits] for group in found.groups}


def marked(found):
    """The words that are marked in the pieces."""
    return [piece.text for piece in found if piece.marked]


@pytest.fixture
def filled(cast):
    """One record of each kind that has to do with zebras."""
    make_initiative(
        cast.lee, cast.hospital, "Crossings", owner=cast.alice, problem="No zebra crosses here."
    )
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Zebras wait longer")
    make_promise(cast.lee, cast.bob, 7, "Paint the zebra", initiative=cast.initiative)
    make_measure(cast, name="Zebra crossings")
    return cast


def test_words_find_every_kind_whatever_their_ending(filled):
    assert titles(search(filled.lee, "zebra ")) == {
        "initiatives": ["Crossings"],
        "shortfalls": ["Zebras wait longer"],
        "commitments": ["Paint the zebra"],
        "measures": ["Zebra crossings"],
    }


def test_it_says_where_the_words_are_and_marks_them(filled):
    by_kind = {group.kind.key: group.hits[0] for group in search(filled.lee, "ZEBRA").groups}
    assert by_kind["initiatives"].why == "Found in its text"
    assert marked(by_kind["initiatives"].snippet) == ["zebra"]
    assert by_kind["shortfalls"].why == "Found in its title"
    assert marked(by_kind["shortfalls"].title) == ["Zebras"]
    assert by_kind["measures"].entity == filled.hospital


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("interpreters better", True),
        ('"better interpreters"', True),
        ('"interpreters better"', False),
        ("better -interpreters", False),
        ("nothing or interpreters", True),
        ("better nothing", False),
        ("bett", True),
        ("bett ", False),
        ("BETTER intérpreters", True),
        ("the better", True),
    ],
)
def test_the_query_language(cast, text, found):
    hits = [hit for group in search(cast.lee, text).groups if not group.near for hit in group.hits]
    assert ([hit.record for hit in hits] == [cast.initiative]) is found


def test_accents_make_no_difference_on_either_side(cast):
    made = make_initiative(cast.lee, cast.hospital, "Señales para Jiménez")
    for text in ("jimenez", "JIMÉNEZ ", "senales"):
        assert titles(search(cast.lee, text)) == {"initiatives": [made.title]}


def test_a_title_goes_before_a_mention(cast):
    make_initiative(cast.lee, cast.hospital, "First", problem="Yaks are seldom seen.")
    make_initiative(cast.lee, cast.hospital, "Yaks")
    make_initiative(cast.lee, cast.hospital, "Last", problem="Yaks are seldom seen.")
    assert titles(search(cast.lee, "yaks"))["initiatives"] == ["Yaks", "Last", "First"]


def test_closed_work_is_found_by_what_it_taught_and_says_how_it_ended(cast):
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage="closed")
    Handover.objects.create(
        initiative=cast.initiative,
        outcome="not_met",
        summary="Two wards tried.",
        lessons="Tablets broke within a week.",
        lasted="no",
        lasted_note="Nobody charges them.",
        closed_by=cast.lee,
        closed_at=cast.initiative.created_at,
        looked_by=cast.lee,
        looked_on="2026-01-31",
    )
    (group,) = search(cast.lee, "tablet").groups
    (hit,) = group.hits
    assert hit.record == cast.initiative
    assert (hit.outcome, hit.lasted) == ("Aim not met", "It did not last")
    assert marked(hit.ending) == ["Tablets"]
    assert hit.why == "Found in how it ended"
    assert group.count == 1


def test_a_plan_to_hand_over_is_no_end(cast):
    Handover.objects.create(initiative=cast.initiative, control_plan="Count penguins.")
    (group,) = search(cast.lee, "penguins").groups
    assert (group.hits[0].outcome, group.hits[0].ending) == ("", ())


def test_published_answers_and_themes_are_found_by_those_who_read_them(cast):
    _, voice = hear()
    answered(cast, voice)
    found = titles(search(cast.lee, "interpreter"))
    assert found["themes"] == ["Interpreters"]
    assert found["answers"] == ["What was answered (English)"]
    assert set(titles(search(cast.bob, "interpreter"))) == {"initiatives"}


def test_what_is_misspelt_is_found_as_such(cast):
    found = search(cast.lee, "beter interpeters")
    assert found.is_near
    (group,) = found.groups
    assert (group.near, group.count, group.hits[0].record) == (True, 1, cast.initiative)
    assert group.hits[0].why == "Spelt much like this"
    assert search(cast.lee, "quokka").groups == ()


@pytest.mark.parametrize("spelt", ["QI-{}", "qi {}", " Qi{} "])
def test_a_reference_is_its_record(cast, spelt):
    assert search(cast.lee, spelt.format(cast.initiative.pk)).direct.record == cast.initiative
    assert search(cast.charlie, spelt.format(cast.initiative.pk)).direct is None
    assert search(cast.lee, "QI-999999").direct is None


def test_a_kind_has_pages_and_counts_no_further_than_it_ranks(cast, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 30)
    for number in range(33):
        make_promise(cast.lee, cast.bob, 7, f"Count gnus {number}", initiative=cast.initiative)
    (few,) = search(cast.lee, "gnus").groups
    assert (len(few.hits), few.count, few.more) == (5, 30, True)
    first, second = (
        search(cast.lee, "gnus", "commitments", page=page).groups[0] for page in (1, 2)
    )
    assert (len(first.hits), len(second.hits), second.count) == (25, 5, 30)
    references = {hit.reference for hit in (*first.hits, *second.hits)}
    assert len(references) == 30
    assert search(cast.lee, "gnus", "commitments", page=3).groups == ()


@pytest.mark.parametrize(("many", "queries"), [(1, 21), (3, 18)])
def test_rows_cost_no_queries_but_few_of_them_ask_what_is_spelt_alike(cast, many, queries):
    for number in range(many):
        make_initiative(cast.lee, cast.hospital, f"Okapi {number}")
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], f"Okapi {number}")
        make_promise(cast.lee, cast.bob, 7, f"Okapi {number}", initiative=cast.initiative)
    with CaptureQueriesContext(connection) as captured:
        found = search(User.objects.get(pk=cast.lee.pk), "okapi")
    assert [group.count for group in found.groups] == [many] * 3
    assert len(captured) == queries


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.words is not None][:4])
def test_the_index_of_its_words_answers(cast, kind):
    rows = kind.model.objects.filter(terms.holds(kind.words, terms.compiled(asked("okapi"))))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "_words" in rows.order_by().explain()
    like = kind.model.objects.filter(terms.is_like(kind.title, "OKAPI"))
    assert "_title_" in like.order_by().explain()


def test_the_limit_is_wide_enough_for_whole_pages():
    assert MOST % 25 == 0
