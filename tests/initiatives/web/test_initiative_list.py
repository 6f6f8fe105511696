from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.people.choices import Role
from tests.factories import make_initiative, make_promise, make_user, seat
from tests.initiatives.web.forms import fill_in

URL = "/initiatives/"
QUERIES = 8


def titles(answer):
    return [initiative.title for initiative in answer.context["rows"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_and_three_rows_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows - 1):
        other = make_initiative(
            cast.lee, cast.hospital, principles=cast.principles, owner=make_user()
        )
        make_promise(cast.lee, cast.alice, initiative=other)
    assert count_queries(browse(cast.lee), URL) == QUERIES


def test_each_sees_what_is_theirs(cast, browse):
    seen = {
        person.name: len(titles(browse(person).get(URL)))
        for person in (
            cast.alice, cast.bob, cast.sam, cast.charlie, cast.erin, cast.ada, cast.lee, cast.nobody
        )
    }  # fmt: skip
    assert seen == {
        "Alice": 1,
        "Bob": 1,
        "Sam": 1,
        "Charlie": 0,
        "Erin": 1,
        "Ada": 1,
        "Lee": 1,
        "Nobody": 0,
    }


def test_filters_narrow_the_list_and_are_named_in_words(cast, browse):
    make_initiative(cast.lee, cast.clinic, "Elsewhere", principles=cast.principles[2:])
    client = browse(cast.lee)
    here = client.get(URL, {"entity": cast.hospital.pk})
    assert titles(here) == ["Better interpreters"]
    assert [(one.label, one.value) for one in here.context["applied"]] == [
        ("Entity, with everything below it", "Hospital")
    ]
    assert titles(client.get(URL, {"principle": cast.principles[2].pk})) == ["Elsewhere"]
    assert titles(client.get(URL, {"owner": cast.alice.pk})) == ["Better interpreters"]
    assert titles(client.get(URL, {"unowned": "true"})) == ["Elsewhere"]
    assert titles(client.get(URL, {"q": "interpret"})) == ["Better interpreters"]
    assert titles(client.get(URL, {"stage": "closed"})) == []


def test_taking_one_filter_away_keeps_the_others(cast, browse):
    query = {"entity": cast.hospital.pk, "stage": ["proposed", "idea"], "ordering": "title"}
    answer = browse(cast.lee).get(URL, query)
    without = {one.value: one.without for one in answer.context["applied"]}
    assert without["Idea"] == f"entity={cast.hospital.pk}&stage=proposed&ordering=title"
    assert without["Hospital"] == "stage=proposed&stage=idea&ordering=title"


def test_the_overdue_number_is_the_length_of_its_list(cast, browse):
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        make_promise(cast.lee, cast.alice, due_in=1, initiative=cast.initiative)
        make_promise(cast.lee, cast.alice, due_in=2, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, due_in=9, initiative=cast.initiative)
    client = browse(cast.lee)
    assert client.get(URL).context["rows"][0].overdue_count == 2
    linked = client.get(f"/commitments/?initiative={cast.initiative.pk}&overdue=true")
    assert linked.context["count"] == 2


def test_a_title_with_markup_is_shown_as_text(cast, browse):
    make_initiative(cast.lee, cast.hospital, "<script>alert(1)</script>")
    text = browse(cast.lee).get(URL).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_nobody_owning_it_shows_as_unknown(cast, browse):
    make_initiative(cast.lee, cast.hospital, "Orphan")
    assert "No owner" in browse(cast.lee).get(URL).content.decode()


def test_the_empty_list_says_why_and_offers_what_this_person_may_do(cast, browse):
    stranger = browse(cast.charlie).get(URL).content.decode()
    assert "No initiatives yet" in stranger
    assert reverse("initiative_create") in stranger
    assert reverse("import_create") not in stranger
    nobody = browse(cast.nobody).get(URL).content.decode()
    assert "No initiatives that you may see" in nobody
    assert reverse("initiative_create") not in nobody


def test_nothing_found_offers_to_clear_the_filters(cast, browse):
    text = browse(cast.lee).get(URL, {"q": "nothing like it"}).content.decode()
    assert "Nothing matches these filters" in text


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("root", True),
        ("lee", True),
        ("charlie", True),
        ("alice", False),
        ("bob", False),
        ("erin", False),
        ("ada", False),
        ("nobody", False),
    ],
)
def test_who_may_charter(cast, browse, name, may):
    answer = browse(getattr(cast, name)).get(reverse("initiative_create"))
    assert answer.status_code == (200 if may else 403)


def test_a_member_charters_only_where_they_hold_the_role(cast, browse):
    url = reverse("initiative_create")
    client = browse(cast.charlie)
    offered = [key for key, _ in client.get(url).context["form"].fields["entity"].choices]
    assert offered == ["", cast.clinic.pk]
    assert fill_in(client, url, title="Here", entity=cast.clinic.pk).status_code == 302
    assert fill_in(client, url, title="There", entity=cast.hospital.pk).status_code == 403


def test_a_role_above_lets_one_charter_below(cast, browse):
    member = seat(make_user("Mona"), Role.MEMBER, cast.system)
    answer = fill_in(
        browse(member), reverse("initiative_create"), title="Below", entity=cast.clinic.pk
    )
    assert answer.status_code == 302
