"""Who would get what at any instant; nobody is sent anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services import preview, sweep
from initiatives.base import clock
from tests.factories import make_user
from tests.initiatives.web.test_engine import promise, text
from tests.initiatives.web.who import those_let_in

URL = "/administration/reminders/preview/"


def at(days=0, hours=0):
    """The address of a moment from now, as the browser's picker writes it in Seattle."""
    moment = clock.now() + timedelta(days=days, hours=hours)
    with timezone.override("America/Los_Angeles"):
        return f"{URL}?at={timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def told(answer):
    return {
        message.recipient.name: [str(commitment) for commitment, _ in message.items]
        for message in answer.context["rows"]
    }


def test_it_is_for_administrators(cast, browse, client):
    assert those_let_in(cast, browse, URL) == {"root"}
    assert client.get(URL).status_code == 302


def test_it_foretells_now_and_writes_and_sends_nothing(cast, browse):
    promise(cast, title="Hire two")
    answer = browse(cast.root).get(URL)
    assert told(answer) == {"Alice": ["Hire two"]}
    assert "It carries your name" in text(answer)
    assert (answer.context["going"], answer.context["waiting"]) == (1, 0)
    assert not Reminder.objects.exists()
    assert not Delivery.objects.exists()
    assert mail.outbox == []


def test_what_comes_later_is_seen_by_choosing_its_day(cast, browse):
    promise(cast, 16, title="Hire two")
    browser = browse(cast.root)
    assert told(browser.get(URL)) == {}
    assert told(browser.get(at(days=2))) == {"Alice": ["Hire two"]}


def test_what_waits_says_why(cast, browse):
    promise(cast, title="Hire two")
    answer = browse(cast.root).get(at(hours=-8))
    assert (answer.context["going"], answer.context["waiting"]) == (0, 1)
    assert "The digest goes at 07:00." in text(answer)


def test_of_a_past_day_it_says_what_was_sent(cast, browse):
    promise(cast, title="Hire two")
    sweep()
    answer = browse(cast.root).get(at(hours=-1))
    assert [str(item[0]) for item in answer.context["sent"][0].items] == ["Hire two"]
    assert browse(cast.root).get(at(days=-1)).context["sent"] == []
    assert 'id="sent"' not in text(browse(cast.root).get(at(days=1)))


def test_it_is_what_the_sweep_does(cast, browse):
    for number in range(3):
        promise(cast, owner=make_user(f"Owner {number}"))
    foretold = {one.recipient.name for one in preview(clock.now())}
    assert set(told(browse(cast.root).get(URL))) == foretold
    assert sweep().sent == 3


def test_many_are_paged(cast, browse):
    for _ in range(21):
        promise(cast, owner=make_user())
    browser = browse(cast.root)
    assert len(told(browser.get(URL))) == 20
    assert len(told(browser.get(f"{URL}?page=2"))) == 1
    assert len(told(browser.get(f"{at()}&page=x"))) == 20


@pytest.mark.parametrize("given", ["", "now", "2027-02-30T08:00", "9999-12-31T08:00", "%00"])
def test_an_instant_that_cannot_be_is_an_error_over_nothing(cast, browse, given):
    promise(cast, title="Hire two")
    answer = browse(cast.root).get(f"{URL}?at={given}")
    assert answer.status_code == 400
    assert "Hire two" not in text(answer)
