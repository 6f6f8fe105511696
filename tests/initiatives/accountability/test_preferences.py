"""What people choose about how they are told, and what cannot be chosen."""

from datetime import date, time, timedelta

import pytest

from initiatives.accountability import chat, queries
from initiatives.accountability.models import CalendarFeed, ChatAddress, Preference
from initiatives.accountability.services import (
    choose_preferences,
    close_calendar,
    connect_chat,
    digest_of,
    disconnect_chat,
    end_digests,
    open_calendar,
    sweep,
)
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.history.queries import events_about
from tests.initiatives.accountability.noon import later, promise, sent_to

USUAL = {"digest_at": time(7), "digests": True, "language": "en-us"}


def choose(person, **given):
    return choose_preferences(actor=person, **(USUAL | given))


def told(person):
    return [event.verb for event in events_about(person, person)]


def test_the_hour_of_the_digest_is_kept_and_told(cast):
    choose(cast.alice, digest_at=time(9, 30))
    assert queries.preference(cast.alice).digest_at == time(9, 30)
    event = events_about(cast.alice, cast.alice).first()
    assert (event.before, event.after) == ({"digest_at": "07:00"}, {"digest_at": "09:30"})


def test_choosing_what_is_chosen_already_tells_nothing(cast):
    choose(cast.alice)
    assert told(cast.alice) == []


def test_without_digests_no_mail_comes_of_ones_own(cast):
    promise(cast, 0)
    choose(cast.alice, digests=False)
    sweep()
    assert not sent_to(cast.alice)


def test_nothing_is_sent_on_days_away_and_then_it_is(cast):
    promise(cast, 0)
    today = clock.today()
    choose(cast.alice, away_from=today, away_until=today + timedelta(days=1))
    for days, mails in ((0, 0), (1, 0), (2, 1)):
        with later(days):
            sweep()
        assert len(sent_to(cast.alice)) == mails


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (date(2027, 3, 12), None, "neither"),
        (None, date(2027, 3, 12), "neither"),
        (date(2027, 3, 12), date(2027, 3, 11), "before the first"),
        (date(2027, 3, 1), date(2027, 3, 9), "are over"),
        (date(2027, 3, 1), date(2028, 6, 1), "13 months"),
    ],
)
def test_days_away_that_cannot_be(cast, begins, ends, said):
    with pytest.raises(Invalid, match=said) as refused:
        choose(cast.alice, away_from=begins, away_until=ends)
    assert list(refused.value.errors) == ["away_until"]
    assert not Preference.objects.exists()


def test_a_language_in_which_there_are_no_mails(cast):
    with pytest.raises(Invalid, match="no mails"):
        choose(cast.alice, language="tlh")


def test_ending_digests_twice_is_told_once(cast):
    for _ in range(2):
        end_digests(person=cast.alice)
    assert told(cast.alice) == ["chose how to be reminded"]
    assert not queries.preference(cast.alice).digests


@pytest.fixture
def known_chat(monkeypatch):
    """Any address is one of Slack; which are taken is asked in test_chat."""
    monkeypatch.setattr(chat, "service_of", lambda address: "Slack")


def test_a_chat_is_connected_anew_and_disconnected(cast, known_chat):
    connect_chat(actor=cast.alice, address=" https://chat.example.org/first ")
    ChatAddress.objects.update(broken_at=clock.now(), broken_because="404 Not Found")
    connect_chat(actor=cast.alice, address="https://chat.example.org/2", instead_of_email=True)
    kept = ChatAddress.objects.get()
    assert (kept.address, kept.service) == ("https://chat.example.org/2", "Slack")
    assert (kept.instead_of_email, kept.broken_at, kept.broken_because) == (True, None, "")
    disconnect_chat(actor=cast.alice)
    disconnect_chat(actor=cast.alice)
    assert queries.chat_address(cast.alice) is None
    assert told(cast.alice) == ["disconnected a chat", "connected a chat", "connected a chat"]


def test_history_does_not_have_the_secret_address_of_a_chat(cast, known_chat):
    connect_chat(actor=cast.alice, address="https://chat.example.org/secret")
    event = events_about(cast.alice, cast.alice).get()
    assert "secret" not in f"{event.before}{event.after}{event.reason}{event.subject_label}"


def test_of_a_calendar_only_the_hash_is_kept_and_a_new_one_ends_the_former(cast):
    first, second = (open_calendar(actor=cast.alice) for _ in range(2))
    assert first != second
    kept = CalendarFeed.objects.get()
    assert kept.digest == digest_of(second)
    assert second not in str(events_about(cast.alice, cast.alice).values())
    with pytest.raises(CalendarFeed.DoesNotExist):
        queries.calendar_feed(digest_of(first))


def test_a_closed_calendar_is_gone(cast):
    secret = open_calendar(actor=cast.alice)
    close_calendar(actor=cast.alice)
    close_calendar(actor=cast.alice)
    with pytest.raises(CalendarFeed.DoesNotExist):
        queries.calendar_feed(digest_of(secret))
    assert told(cast.alice) == ["closed a calendar feed", "opened a calendar feed"]
