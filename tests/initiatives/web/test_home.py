from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.people.services import end_role
from tests.factories import make_entity, make_initiative, make_promise, make_user, seat
from tests.initiatives.web.who import EVERYONE

URL = "/workspace/"


def works(answer):
    return {work.initiative.title: work for work in answer.context["works"]}


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("root", "status"),
        ("lee", "shortfall_list"),
        ("erin", "status"),
        ("ada", "shortfall_list"),
        ("charlie", "workspace"),
        ("alice", "my_accountability"),
        ("nobody", "my_accountability"),
    ],
)
def test_each_lands_where_their_role_has_its_work(cast, browse, name, page):
    answer = browse(getattr(cast, name)).get("/")
    assert (answer.status_code, answer.url) == (302, reverse(page))


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get("/").url == f"{reverse('account_login')}?next=/"


def test_one_with_an_ended_role_lands_with_their_own_items(cast, browse):
    end_role(actor=cast.root, membership=cast.erin.memberships.get(), reason="She moved on.")
    assert browse(cast.erin).get("/").url == reverse("my_accountability")


@pytest.mark.parametrize("name", EVERYONE)
def test_the_bar_has_at_most_five_entries_and_begins_where_one_lands(cast, browse, name):
    client = browse(getattr(cast, name))
    landing = client.get("/").url
    chrome = client.get(landing).context["chrome"]
    urls = [entry.url for entry in chrome.navigation]
    assert urls[0] == landing
    assert len(urls) <= 5
    assert chrome.navigation[0].current
    assert not {entry.url for entry in chrome.menu} & set(urls)
    assert reverse("profile") in {entry.url for entry in chrome.menu}


def test_the_bar_marks_the_entry_that_a_page_lies_below(cast, browse):
    chrome = (
        browse(cast.alice).get(reverse("initiative", args=[cast.initiative.pk])).context["chrome"]
    )
    assert [entry.label for entry in chrome.navigation if entry.current] == ["Initiatives"]


def test_the_menu_marks_the_nearest_page_and_not_the_one_above_it(cast, browse):
    chrome = browse(cast.alice).get(reverse("my_reminders")).context["chrome"]
    marked = [entry.label for entry in (*chrome.navigation, *chrome.menu) if entry.current]
    assert marked == ["My reminders"]


def test_the_bar_counts_what_is_overdue_of_ones_own(cast, browse):
    with clock.at(clock.now() - timedelta(days=30)):
        make_promise(cast.lee, cast.alice, due_in=1, initiative=cast.initiative)
        make_promise(cast.lee, cast.bob, due_in=1, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, due_in=1, initiative=cast.initiative)
    answer = browse(cast.alice).get(URL)
    counts = {entry.label: entry.count for entry in answer.context["chrome"].navigation}
    assert counts["My accountability"] == 1
    assert '<span class="visually-hidden"> overdue</span>' in answer.content.decode()


def test_before_sign_in_there_is_no_bar(client, db):
    chrome = client.get(reverse("account_login")).context["chrome"]
    assert (chrome.navigation, chrome.menu, chrome.role) == ([], [], "")


def test_the_workspace_shows_what_one_owns_sponsors_or_works_on(cast, browse):
    make_initiative(cast.lee, cast.clinic, "At the clinic")
    parts = {
        name: {
            title: work.part for title, work in works(browse(getattr(cast, name)).get(URL)).items()
        }
        for name in ("alice", "bob", "sam", "charlie", "erin", "nobody")
    }
    assert parts == {
        "alice": {"Better interpreters": "Accountable owner"},
        "bob": {"Better interpreters": "Team member"},
        "sam": {"Better interpreters": "Sponsor"},
        "charlie": {"At the clinic": ""},
        "erin": {},
        "nobody": {},
    }


def test_the_workspace_names_the_commitment_that_falls_due_first(cast, browse):
    make_promise(cast.lee, cast.bob, 9, "Later", initiative=cast.initiative)
    make_promise(cast.lee, cast.bob, 3, "Sooner", initiative=cast.initiative)
    answer = browse(cast.alice).get(URL)
    assert works(answer)["Better interpreters"].coming.title == "Sooner"
    assert "Due in 3 days" in answer.content.decode()


def test_the_workspace_says_what_a_charter_lacks(cast, browse):
    bare = make_initiative(cast.lee, cast.clinic, "Bare")
    assert works(browse(cast.charlie).get(URL))["Bare"].missing == [
        "an accountable owner",
        "a sponsor",
        "a principle that it serves",
        "the problem",
        "who is served",
        "7 of the 7 parts of its aim",
        "a target date",
    ]
    full = dict.fromkeys(("aim_measure", "aim_baseline", "aim_target", "aim_population"), "x")
    make_initiative(
        cast.lee,
        cast.clinic,
        "Whole",
        principles=cast.principles[:1],
        owner=cast.alice,
        sponsor=cast.sam,
        problem="It is late.",
        population="Those who wait.",
        aim_direction="increase",
        aim_by=clock.today() + timedelta(days=90),
        aim_setting="all wards",
        target_on=clock.today() + timedelta(days=90),
        **full,
    )
    answer = browse(cast.charlie).get(URL)
    assert works(answer)["Whole"].missing == []
    assert "Nothing: it is complete." in answer.content.decode()
    assert bare.title in answer.content.decode()


def test_what_carries_ones_name_comes_first_and_what_is_closed_last(cast, browse):
    here = {"owner": cast.alice, "principles": cast.principles[:1]}
    for title, stage, more in (
        ("A, closed", "closed", {"team": {cast.charlie.pk: "member"}}),
        ("B, looked on at", "proposed", {}),
        ("C, on the team", "proposed", {"team": {cast.charlie.pk: "lead"}}),
        ("D, sponsored", "proposed", {"sponsor": cast.charlie}),
    ):
        make_initiative(cast.lee, cast.clinic, title, stage=stage, **here, **more)
    client = browse(cast.charlie)
    answer = client.get(URL)
    assert list(works(answer)) == ["C, on the team", "D, sponsored", "B, looked on at", "A, closed"]
    assert works(answer)["A, closed"].missing == []
    assert "Nothing: it is closed." in answer.content.decode()
    assert next(iter(works(client.get(f"{URL}?ordering=title")))) == "A, closed"


def test_an_empty_workspace_offers_what_this_person_may_do(cast, browse):
    nobody = browse(cast.nobody).get(URL).content.decode()
    assert "You are not on an initiative yet" in nobody
    assert reverse("initiative_create") not in nobody
    member = browse(cast.charlie).get(URL).content.decode()
    assert reverse("initiative_create") in member
    assert reverse("import_create") not in member
    assert reverse("import_create") in browse(cast.lee).get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_one_initiative_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    member = seat(make_user("Mona"), Role.MEMBER, make_entity("Ward", cast.hospital))
    ward = member.memberships.get().entity
    for _ in range(rows):
        made = make_initiative(cast.lee, ward, principles=cast.principles, owner=make_user())
        make_promise(cast.lee, cast.alice, initiative=made)
    assert count_queries(browse(member), URL) == 8


@pytest.mark.parametrize(
    "query", ["entity=x", "principle=%00", "stage=flying", "ordering=password", "q=%00"]
)
def test_filters_that_cannot_be_read_are_no_breakdown(cast, browse, query):
    assert browse(cast.alice).get(f"{URL}?{query}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/mine/",
        "/mine/reminders/",
        "/workspace/",
        "/commitments/",
        "/commitments/new/",
        "/commitments/1/",
        "/commitments/1/fulfil/",
        "/shortfalls/",
        "/shortfalls/new/",
        "/shortfalls/1/",
        "/shortfalls/1/close/",
        "/status/",
        "/status/cell/?principle=1&entity=1",
        "/history/",
    ],
)
def test_a_page_asks_for_sign_in_before_it_tells_anything(client, db, path):
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
