"""Links in mails: opening one does nothing, and a click does one thing and no more."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from initiatives.accountability import queries
from initiatives.accountability.models import Commitment, Preference
from initiatives.accountability.services import fulfil, move, reassign, sweep
from initiatives.accountability.services.links import acknowledge_url, unsubscribe_url
from initiatives.base import clock
from initiatives.people.services import deactivate_person
from tests.factories import make_promise


@pytest.fixture
def promise(cast):
    return make_promise(cast.lee, cast.bob, 9, "Train the clerks", initiative=cast.initiative)


@pytest.fixture
def link(cast, promise):
    return path(acknowledge_url(promise, cast.bob))


def path(url):
    return "/" + url.split("/", 3)[3]


def strict():
    """A browser that nobody is signed in to, and whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def press(url, client=None):
    """Open the page and press its button, as a person does."""
    client = client or strict()
    page = client.get(url)
    token = page.context["csrf_token"] if page.context else ""
    return client.post(url, {"csrfmiddlewaretoken": str(token)})


def kept():
    return Commitment.objects.get()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_a_link_does_nothing(promise, link, method):
    answer = getattr(strict(), method)(link)
    assert answer.status_code == (405 if method == "options" else 200)
    assert (kept().acknowledged_at, kept().version) == (None, promise.version)


def test_the_page_says_what_it_is_about_and_to_whom_it_was_sent(link):
    answer = strict().get(link)
    text = answer.content.decode()
    for words in ("Acknowledge this commitment?", "Train the clerks", "Bob"):
        assert words in text
    assert answer["Referrer-Policy"] == "same-origin"  # with less, browsers cannot send the form
    assert "no-store" in answer["Cache-Control"]


def test_pressing_the_button_acknowledges_and_no_more(cast, promise, link):
    answer = press(link)
    assert "Acknowledged" in answer.content.decode()
    assert kept().acknowledged_at is not None
    assert (kept().state, kept().due_on, kept().owner) == ("open", promise.due_on, cast.bob)
    signed_in = [name for name in answer.client.cookies if name == "sessionid"]
    assert not signed_in
    assert answer.client.get("/mine/").status_code == 302


def test_it_cannot_be_pressed_from_another_site(promise, link):
    assert strict().post(link).status_code == 403
    assert kept().acknowledged_at is None


def test_pressing_it_twice_changes_nothing_more(link):
    press(link)
    once = kept()
    assert press(link).status_code == 200
    assert (kept().version, kept().acknowledged_at) == (once.version, once.acknowledged_at)


def over(url):
    """What is said about a link that does nothing any more; it stays without effect."""
    answers = [strict().get(url), Client().post(url)]
    assert {answer.status_code for answer in answers} == {410}
    assert Commitment.objects.exclude(acknowledged_at=None).count() == 0
    return answers[0].content.decode()


def test_a_link_is_good_for_two_weeks(promise, cast, link, monkeypatch):
    sent = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: sent + 14 * 86_400 - 60)
    assert strict().get(link).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: sent + 15 * 86_400)
    assert "too old" in over(link)


@pytest.mark.parametrize(
    "broken",
    [
        lambda link: link[:-3] + "/",
        lambda link: link.replace(":", "", 1),
        lambda link: link.replace("/acknowledge/", "/acknowledge/x"),
        lambda link: "/acknowledge/%00/",
        lambda link: f"/acknowledge/{'x' * 3000}/",
    ],
)
def test_a_link_that_was_tampered_with_does_nothing(link, broken):
    assert "incomplete" in over(broken(link))


def test_a_link_to_unsubscribe_acknowledges_nothing(cast, promise):
    token = path(unsubscribe_url(cast.bob)).split("/")[2]
    assert "incomplete" in over(f"/acknowledge/{token}/")


@pytest.mark.parametrize("change", ["moved", "reassigned", "fulfilled"])
def test_a_link_for_what_has_changed_since_does_nothing(cast, promise, link, change):
    if change == "moved":
        due_on = promise.due_on + timedelta(days=3)
        move(actor=cast.bob, commitment=promise, due_on=due_on, reason="Ill.")
    elif change == "reassigned":
        reassign(actor=cast.bob, commitment=promise, owner=cast.alice, reason="Hers.")
    else:
        fulfil(actor=cast.bob, commitment=promise, evidence="Seen.")
    said = "is fulfilled already" if change == "fulfilled" else "has changed since"
    text = over(link)
    assert said in text
    assert ("Train the clerks" in text) is False


def test_a_link_of_a_closed_account_does_nothing(cast, promise, link):
    end = path(unsubscribe_url(cast.bob))
    deactivate_person(actor=cast.root, user=cast.bob, reason="Left.")
    assert "closed" in over(link)
    assert "closed" in over(end)
    assert not Preference.objects.exists()


def test_a_person_who_is_signed_in_as_another_acknowledges_for_the_one_it_was_sent_to(
    cast, promise, link, browse
):
    assert browse(cast.charlie).post(link).status_code == 200
    event = kept()
    assert event.acknowledged_at is not None
    verbs = [(one.actor, one.verb) for one in about(cast, event)]
    assert verbs[0] == (cast.bob, "acknowledged")


def about(cast, record):
    from initiatives.history.queries import events_about

    return list(events_about(cast.lee, record))


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_to_unsubscribe_does_nothing(cast, method):
    answer = getattr(strict(), method)(path(unsubscribe_url(cast.bob)))
    assert answer.status_code == 200
    assert queries.preference(cast.bob).digests


def test_a_mail_program_unsubscribes_by_one_post_without_a_token(cast):
    url = path(unsubscribe_url(cast.bob))
    sent = {"List-Unsubscribe": "One-Click"}
    for _ in range(2):
        assert strict().post(url, sent).status_code == 200
    assert not queries.preference(cast.bob).digests
    assert queries.preference(cast.alice).digests


def test_a_link_to_unsubscribe_has_no_end(cast, monkeypatch):
    url = path(unsubscribe_url(cast.bob))
    sent = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: sent + 3650 * 86_400)
    strict().post(url)
    assert not queries.preference(cast.bob).digests


def test_a_link_to_unsubscribe_that_is_broken_says_so(cast):
    answer = strict().post(path(unsubscribe_url(cast.bob))[:-4] + "/")
    assert answer.status_code == 410
    assert queries.preference(cast.bob).digests


def test_who_has_unsubscribed_is_still_told_of_what_escalates(cast, promise):
    strict().post(path(unsubscribe_url(cast.sam)))
    noon = clock.now().replace(hour=20, minute=0)
    weekday = noon + timedelta(days=(7 - noon.weekday()) % 7 + 28)  # a Monday, weeks overdue
    with clock.at(weekday):
        sweep()
        told = [message for message in mail.outbox if message.to == [cast.sam.email]]
    assert len(told) == 1
    assert "Train the clerks" in told[0].body
