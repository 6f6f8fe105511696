"""Putting reminders off: whom it quiets, whom not, and what is refused."""

from datetime import timedelta

import pytest

from initiatives.accountability import queries, rules
from initiatives.accountability.models import Reminder, Snooze
from initiatives.accountability.services import (
    end_snooze,
    fulfil,
    move,
    reassign,
    snooze,
    sweep,
)
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.queries import events_about
from initiatives.people.services import answer_cover, ask_cover
from tests.initiatives.accountability.noon import later, promise, sent_to

EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")


def day(days):
    return clock.today() + timedelta(days=days)


def put_off(cast, commitment, days=5, reason="The hall is taken.", actor=None):
    actor = actor or commitment.owner
    return snooze(actor=actor, commitment=commitment, until=day(days), reason=reason)


def until(person, commitment):
    return queries.commitment(person, commitment.pk).snoozed_until


def test_no_reminder_comes_until_that_day_and_on_it_one_does(cast):
    made = promise(cast, 0)
    put_off(cast, made, 2)
    for days, mails in ((0, 0), (1, 0), (2, 1)):
        with later(days):
            sweep()
        assert len(sent_to(cast.alice)) == mails


def test_what_was_owed_already_is_not_sent(cast):
    made = promise(cast, 0)
    with clock.at(clock.now() - timedelta(hours=8)):  # before the hour of the digest
        sweep()
    assert Reminder.objects.get(recipient=cast.alice).state == "owed"
    put_off(cast, made)
    sweep()
    assert not sent_to(cast.alice)
    assert "Snoozed until 15 March 2027" in Reminder.objects.get().note


def test_those_it_escalates_to_are_told_all_the_same(cast):
    made = promise(cast, 0)
    with later(13):
        put_off(cast, made, 20)
    with later(14):
        sweep()
    assert not sent_to(cast.alice)
    assert len(sent_to(cast.sam)) == 1


def test_every_page_says_until_when(cast):
    made = promise(cast, 3)
    assert until(cast.lee, made) is None
    put_off(cast, made, 5)
    assert until(cast.lee, made) == day(5)
    with later(5):
        assert until(cast.lee, made) is None


def test_ending_it_early_reminds_again_today(cast):
    made = promise(cast, 0)
    put_off(cast, made)
    end_snooze(actor=cast.alice, commitment=made)
    assert until(cast.alice, made) is None
    sweep()
    assert len(sent_to(cast.alice)) == 1


def test_ending_what_is_not_snoozed_changes_nothing(cast):
    made = promise(cast, 0)
    end_snooze(actor=cast.alice, commitment=made)
    assert [event.verb for event in events_about(cast.alice, made)] == ["promised"]


def test_the_latest_snooze_counts(cast):
    made = promise(cast, 0)
    put_off(cast, made, 20)
    put_off(cast, made, 3)
    assert until(cast.alice, made) == day(3)
    assert Snooze.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("change", ["moved", "reassigned"])
def test_what_is_promised_anew_is_reminded_of(cast, change):
    made = promise(cast, 0)
    put_off(cast, made)
    if change == "moved":
        move(actor=cast.alice, commitment=made, due_on=day(2), reason="Ill.")
    else:
        reassign(actor=cast.alice, commitment=made, owner=cast.bob, reason="His.")
    assert until(cast.lee, made) is None


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "in the past"), (0, "in the past"), (91, "90 days")]
)
def test_a_day_that_cannot_be(cast, days, said):
    with pytest.raises(Invalid, match=said) as refused:
        put_off(cast, promise(cast, 0), days)
    assert list(refused.value.errors) == ["until"]
    assert not Snooze.objects.exists()


def test_the_first_and_the_last_day_that_can_be(cast):
    made = promise(cast, 0)
    put_off(cast, made, 1)
    put_off(cast, made, 90)


def test_it_takes_a_reason(cast):
    with pytest.raises(Invalid, match="reason"):
        put_off(cast, promise(cast, 0), reason=" ")


def test_what_is_closed_is_not_put_off(cast):
    made = fulfil(actor=cast.alice, commitment=promise(cast, 0), evidence="Done.")
    with pytest.raises(Invalid, match="closed"):
        put_off(cast, made)


def test_history_says_who_put_it_off_until_when_and_why(cast):
    made = promise(cast, 0)
    put_off(cast, made)
    event = events_about(cast.alice, made).first()
    assert (event.actor, event.verb, event.reason) == (cast.alice, "snoozed", "The hall is taken.")
    assert event.after == {"until": "2027-03-15"}


def test_who_may(cast):
    made = promise(cast, 0)
    may = {name for name in EVERYONE if rules.may_snooze(getattr(cast, name), made)}
    assert may == {"alice"}
    with pytest.raises(NotAllowed, match="Only Alice"):
        put_off(cast, made, actor=cast.lee)
    with pytest.raises(NotAllowed):
        end_snooze(actor=cast.lee, commitment=made)


def test_who_covers_may_too(cast):
    made = promise(cast, 0)
    cover = ask_cover(
        actor=cast.alice, person=cast.alice, stand_in=cast.nobody, starts=day(0), ends=day(3)
    )
    answer_cover(actor=cast.nobody, cover=cover, accept=True)
    assert put_off(cast, made, actor=cast.nobody).person == cast.nobody
    with later(4):
        assert not rules.may_snooze(cast.nobody, made)
