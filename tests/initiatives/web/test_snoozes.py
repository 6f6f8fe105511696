from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Snooze
from initiatives.accountability.services import fulfil, snooze
from initiatives.base import clock
from initiatives.web.forms.reminding import offered
from initiatives.web.words import day_in_words
from tests.factories import make_promise
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

WHY = {"reason": "The hall is taken."}


@pytest.fixture
def promise(cast):
    return make_promise(cast.lee, cast.bob, 9, "Train the clerks", initiative=cast.initiative)


def at(name, promise):
    return reverse(f"commitment_{name}", args=[promise.pk])


def page_of(promise):
    return reverse("commitment", args=[promise.pk])


def day(days):
    return clock.today() + timedelta(days=days)


@pytest.mark.parametrize("name", ["snooze", "end_snooze"])
def test_who_may(cast, browse, promise, name):
    assert those_let_in(cast, browse, at(name, promise)) == {"bob"}


@pytest.mark.parametrize("name", ["snooze", "end_snooze"])
def test_a_post_by_someone_who_may_not_changes_nothing(cast, browse, promise, name):
    snooze(actor=cast.bob, commitment=promise, until=day(5), **WHY)
    sent = {"version": promise.version, "when": day(1).isoformat(), **WHY}
    for person, status in ((cast.lee, 403), (cast.ada, 403), (cast.charlie, 404)):
        assert browse(person).post(at(name, promise), sent).status_code == status
    assert Snooze.objects.get().ended_at is None


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_a_day_that_is_offered_is_one_click(cast, browse, promise, choice):
    chosen, label = offered(clock.today(cast.bob.time_zone))[choice]
    client = browse(cast.bob)
    assert label in client.get(at("snooze", promise)).content.decode()
    answer = fill_in(client, at("snooze", promise), when=chosen, **WHY)
    assert answer.url == page_of(promise)
    assert Snooze.objects.get().until.isoformat() == chosen


@pytest.mark.parametrize(
    ("today", "month"),
    [("2027-01-31", "2027-02-28"), ("2028-01-31", "2028-02-29"), ("2027-12-15", "2028-01-15")],
)
def test_a_month_from_now_is_a_real_day(today, month):
    from datetime import date

    assert offered(date.fromisoformat(today))[2][0] == month


@pytest.mark.parametrize("when", ["other", None])
def test_any_other_day_can_be_given(cast, browse, promise, when):
    sent = {"until": day(11).isoformat(), **WHY} | ({"when": when} if when else {})
    assert fill_in(browse(cast.bob), at("snooze", promise), **sent).status_code == 302
    assert Snooze.objects.get().until == day(11)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "when"),
        ({"when": "other"}, "until"),
        ({"when": "other", "until": "someday"}, "until"),
        ({"when": "2020-01-01"}, "when"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "2099-01-01"}, "until"),
        ({"until": "2031-01-01", "when": "tomorrow"}, "until"),
        ({"when": "tomorrow", "reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, browse, promise, sent, field):
    given = WHY | sent
    if given.get("when") == "tomorrow":
        given["when"] = offered(clock.today(cast.bob.time_zone))[0][0]
    answer = fill_in(browse(cast.bob), at("snooze", promise), **given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Snooze.objects.exists()


def test_its_page_says_until_when_and_why_and_that_others_are_told(cast, browse, promise):
    snooze(actor=cast.bob, commitment=promise, until=day(5), **WHY)
    text = browse(cast.ada).get(page_of(promise)).content.decode()
    for words in (day_in_words(day(5)), "The hall is taken.", "escalates to are still told"):
        assert words in text
    assert at("end_snooze", promise) not in text


def test_its_owner_ends_it_there_with_one_click(cast, browse, promise):
    snooze(actor=cast.bob, commitment=promise, until=day(5), **WHY)
    client = browse(cast.bob)
    assert at("end_snooze", promise) in client.get(page_of(promise)).content.decode()
    answer = client.post(at("end_snooze", promise), {"version": promise.version}, follow=True)
    assert "come again" in answer.content.decode()
    assert at("end_snooze", promise) not in client.get(page_of(promise)).content.decode()
    assert Snooze.objects.get().ended_at is not None


def test_the_page_offers_it_to_its_owner_alone(cast, browse, promise):
    assert at("snooze", promise) in browse(cast.bob).get(page_of(promise)).content.decode()
    assert at("snooze", promise) not in browse(cast.lee).get(page_of(promise)).content.decode()
    fulfil(actor=cast.bob, commitment=promise, evidence="Done.")
    assert at("snooze", promise) not in browse(cast.bob).get(page_of(promise)).content.decode()
    answer = browse(cast.bob).get(at("snooze", promise))
    assert answer.url == page_of(promise)


def test_the_inbox_shows_it(cast, browse, promise):
    client = browse(cast.bob)
    assert "put off until" not in client.get("/mine/").content.decode()
    snooze(actor=cast.bob, commitment=promise, until=day(5), **WHY)
    text = client.get("/mine/").content.decode()
    assert "Reminders put off until" in text
    assert day_in_words(day(5)) in text
