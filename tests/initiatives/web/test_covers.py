from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.people.models import Cover, User
from initiatives.people.services import answer_cover, ask_cover, end_cover
from initiatives.web.words import day_in_words
from tests.factories import make_promise, make_user
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/mine/cover/"
ASK = f"{URL}ask/"


def day(days):
    return clock.today() + timedelta(days=days)


def ask(person, stand_in, first=0, last=5, accept=None, **fields):
    cover = ask_cover(
        actor=person,
        person=person,
        stand_in=stand_in,
        starts=day(first),
        ends=day(last),
        **fields,
    )
    if accept is not None:
        answer_cover(actor=stand_in, cover=cover, accept=accept)
    return cover


def at(name, cover):
    return reverse(f"cover_{name}", args=[cover.pk])


def sheets(answer):
    return {
        part: [str(cover) for cover in answer.context[part]]
        for part in ("requests", "for_me", "by_me", "for_others", "over")
        if answer.context[part]
    }


def text(answer):
    return answer.content.decode()


def test_everyone_has_the_page_and_may_ask(cast, browse, client):
    for url in (URL, ASK):
        assert those_let_in(cast, browse, url) == set(EVERYONE)
        assert client.get(url).status_code == 302


@pytest.mark.parametrize(
    ("name", "allowed", "told"),
    [
        ("agree", {"bob"}, {"alice", "bob", "root"}),
        ("decline", {"bob"}, {"alice", "bob", "root"}),
        ("end", {"alice", "bob", "root"}, {"alice", "bob", "root"}),
    ],
)
def test_who_may_answer_and_end(cast, browse, name, allowed, told):
    cover = ask(cast.alice, cast.bob)
    assert those_let_in(cast, browse, at(name, cover)) == allowed
    for person in EVERYONE:
        status = browse(getattr(cast, person)).get(at(name, cover)).status_code
        assert (status != 404) is (person in told)


def test_a_post_by_someone_who_may_not_changes_nothing(cast, browse):
    cover = ask(cast.alice, cast.bob)
    for name in ("agree", "decline"):
        assert browse(cast.alice).post(at(name, cover)).status_code == 403
        assert browse(cast.charlie).post(at(name, cover)).status_code == 404
    assert Cover.objects.get().state == "asked"


def test_asking_with_days_and_a_reason(cast, browse):
    sent = {"starts": day(1), "ends": day(3), "reason": "On leave"}
    answer = fill_in(browse(cast.alice), ASK, stand_in=cast.bob.pk, **sent)
    assert answer.url == URL
    kept = Cover.objects.get()
    assert (kept.person, kept.stand_in, kept.reason) == (cast.alice, cast.bob, "On leave")
    assert (kept.starts, kept.ends) == (day(1), day(3))


def test_only_an_administrator_asks_for_somebody_else(cast, browse):
    sent = {"stand_in": cast.bob.pk, "starts": day(1), "ends": day(3)}
    fill_in(browse(cast.sam), ASK, person=cast.alice.pk, **sent)
    assert Cover.objects.get().person == cast.sam
    fill_in(browse(cast.root), ASK, person=cast.alice.pk, **sent)
    made = Cover.objects.exclude(person=cast.sam).get()
    assert (made.person, made.created_by) == (cast.alice, cast.root)
    assert sheets(browse(cast.root).get(URL)) == {"for_others": ["Bob for Alice"]}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"stand_in": "alice"}, "stand_in"),
        ({"stand_in": ""}, "stand_in"),
        ({"stand_in": "999999"}, "stand_in"),
        ({"starts": "someday"}, "starts"),
        ({"ends": "2020-01-01"}, "ends"),
        ({"ends": "2099-01-01"}, "ends"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, browse, sent, field):
    given = {"stand_in": cast.bob.pk, "starts": day(1), "ends": day(3)} | sent
    if given["stand_in"] == "alice":
        given["stand_in"] = cast.alice.pk
    answer = fill_in(browse(cast.alice), ASK, **given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Cover.objects.exists()


def test_a_circle_is_said_beside_who_covers(cast, browse):
    ask(cast.bob, cast.alice)
    answer = fill_in(browse(cast.alice), ASK, stand_in=cast.bob.pk, starts=day(0), ends=day(1))
    assert "circle" in answer.context["form"].errors["stand_in"][0]


def test_the_page_has_requests_first_and_then_who_covers_for_whom(cast, browse):
    ask(cast.bob, cast.alice)
    ask(cast.alice, cast.sam, 10, 20)
    ask(cast.lee, cast.alice, 0, 1, accept=True)
    ask(cast.alice, cast.lee, 30, 31, accept=False)
    with clock.at(clock.now() - timedelta(days=40)):
        ask(cast.alice, cast.erin, accept=True)
    answer = browse(cast.alice).get(URL)
    assert sheets(answer) == {
        "requests": ["Alice for Bob"],
        "for_me": ["Sam for Alice"],
        "by_me": ["Alice for Lee"],
        "over": ["Lee for Alice", "Erin for Alice"],
    }
    page = text(answer)
    assert page.index("You are asked to cover") < page.index("Who covers for you")


def test_nothing_of_others_is_on_the_page(cast, browse):
    ask(cast.alice, cast.bob, reason="An operation")
    for person in (cast.root, cast.lee, cast.charlie):
        assert "An operation" not in text(browse(person).get(URL))


def test_agreeing_is_one_click_and_said_once(cast, browse):
    cover = ask(cast.alice, cast.bob, accept=None)
    client = browse(cast.bob)
    answer = client.post(at("agree", cover), follow=True)
    assert f"You cover for Alice until {day_in_words(day(5))}" in text(answer)
    assert Cover.objects.get().state == "accepted"
    again = client.post(at("agree", cover))
    assert again.status_code == 422
    assert "accepted already" in text(again)


def test_declining(cast, browse):
    cover = ask(cast.alice, cast.bob)
    assert fill_in(browse(cast.bob), at("decline", cover)).url == URL
    assert Cover.objects.get().state == "declined"


def test_ending_and_taking_back_need_a_reason(cast, browse):
    cover = ask(cast.alice, cast.bob)
    client = browse(cast.alice)
    assert "Take the request to Bob back?" in text(client.get(at("end", cover)))
    assert fill_in(client, at("end", cover), reason=" ").status_code == 422
    assert fill_in(client, at("end", cover), reason="I stay.").url == URL
    assert Cover.objects.get().state == "ended"
    assert client.get(at("end", cover)).url == URL


def test_the_inbox_tells_of_a_request_until_it_is_answered(cast, browse):
    client = browse(cast.bob)
    cover = ask(cast.alice, cast.bob, 0, 5, reason="<b>On leave</b>")
    page = text(client.get("/mine/"))
    assert "<strong>Alice</strong> asks you to cover" in page
    assert "&lt;b&gt;On leave" in page
    answer_cover(actor=cast.bob, cover=cover, accept=True)
    assert "asks you to cover" not in text(client.get("/mine/"))


def covered(answer):
    return {
        part["title"]: [row.commitment.title for row in part["rows"]]
        for part in answer.context["parts"]
        if part["title"].startswith("While")
    }


@pytest.fixture
def away(cast):
    """Alice's promises, of which nobody sees who may not see her initiative."""
    here = {"initiative": cast.initiative}
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, 2, "Late", **here)
    make_promise(cast.lee, cast.alice, 7, "This week", **here)
    make_promise(cast.lee, cast.alice, 8, "Later", **here)
    return cast.alice


def test_the_inbox_has_what_is_overdue_and_due_of_those_one_covers_for(cast, browse, away):
    client = browse(cast.nobody)
    cover = ask(away, cast.nobody)
    assert covered(client.get("/mine/")) == {}
    answer_cover(actor=cast.nobody, cover=cover, accept=True)
    answer = client.get("/mine/")
    assert covered(answer) == {"While you cover for Alice": ["Late", "This week"]}
    assert answer.context["sentence"] == "Nothing carries your name today."
    assert "Nothing to do" not in text(answer)
    end_cover(actor=away, cover=cover, reason="Back.")
    assert covered(client.get("/mine/")) == {}
    assert client.get(reverse("commitment_list")).context["count"] == 0


def test_who_covers_acknowledges_and_fulfils_but_does_not_give_away(cast, browse, away):
    ask(away, cast.nobody, accept=True)
    client = browse(cast.nobody)
    late = Commitment.objects.get(title="Late")
    url = reverse("commitment_acknowledge", args=[late.pk]) + "?from=mine"
    assert f'action="{url}"' in text(client.get("/mine/"))
    assert client.post(url, {"version": late.version}).url == "/mine/"
    done = reverse("commitment_fulfil", args=[late.pk])
    assert fill_in(client, done, evidence="It hangs on the wall.").status_code == 302
    late.refresh_from_db()
    assert (late.state, late.owner, late.closed_by) == ("fulfilled", away, cast.nobody)


def test_each_part_leads_to_a_list_of_what_is_open(cast, browse, away):
    ask(away, cast.nobody, accept=True)
    client = browse(cast.nobody)
    (part,) = client.get("/mine/").context["parts"]
    assert client.get(part["url"]).context["count"] == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        for accept in (True, None):
            person = make_user()
            ask(person, cast.nobody, accept=accept)
            make_promise(cast.lee, User.objects.get(pk=person.pk), 0, initiative=cast.initiative)
    client = browse(cast.nobody)
    assert count_queries(client, URL) == 4
    assert count_queries(client, "/mine/") == 7
