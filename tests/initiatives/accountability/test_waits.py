"""What a person is told of why something has not gone yet."""

from datetime import time, timedelta

import pytest

from initiatives.accountability import queries
from initiatives.accountability.models import Delivery, Engine, Reminder
from initiatives.accountability.services import choose_preferences, sweep
from initiatives.base import clock
from tests.initiatives.accountability.noon import NOON, promise

EARLY = NOON - timedelta(hours=8)  # four in the morning


@pytest.fixture
def owed(cast):
    """A reminder of which no digest speaks yet."""
    promise(cast, 0)
    with clock.at(EARLY):
        sweep()
    return Reminder.objects.select_related("delivery").get(recipient=cast.alice)


def why(person, reminder, when=EARLY):
    with clock.at(when):
        return queries.waits(person).why(reminder)


def test_before_its_hour_the_digest_waits_for_it(cast, owed):
    assert why(cast.alice, owed) == "The digest goes at 07:00."
    assert why(cast.alice, owed, NOON) == "It goes within minutes."


def test_days_away_are_named(cast, owed):
    today = clock.today()
    choose_preferences(
        actor=cast.alice,
        digest_at=time(7),
        digests=True,
        language="en-us",
        away_from=today,
        away_until=today,
    )
    cast.alice.refresh_from_db()
    assert why(cast.alice, owed, NOON) == "Away until 10 March 2027."


@pytest.mark.parametrize(
    ("state", "said"), [("held", "an administrator has looked"), ("stopped", "has stopped")]
)
def test_an_engine_that_stands_still_is_named_first(cast, owed, state, said):
    Engine.objects.update(state=state)
    assert said in why(cast.alice, owed)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("sent", "The digest of today has gone; this goes with the next."),
        ("failed", "The digest of today could not be sent; this goes with the next."),
        ("pending", "It was not taken yet, and is tried again: 451 busy"),
    ],
)
def test_what_became_of_the_digest_of_the_day(cast, owed, state, said):
    Delivery.objects.create(
        recipient=cast.alice,
        key="digest/2027-03-10",
        day=clock.today(),
        state=state,
        error="451 busy",
        sent_at=clock.now(),
    )
    assert why(cast.alice, owed, NOON) == said


def test_a_notice_that_was_parked_says_why(cast, owed):
    notice = Delivery.objects.create(
        recipient=cast.alice,
        kind="notice",
        key="notice/1",
        day=clock.today(),
        state="failed",
        error="550 No such user.",
    )
    Reminder.objects.update(delivery=notice, urgent=True)
    owed = Reminder.objects.select_related("delivery").get()
    assert why(cast.alice, owed, NOON) == (
        "It could not be sent: 550 No such user. An administrator can send it again."
    )


def test_an_urgent_one_waits_for_the_end_of_quiet_hours_only(cast, owed):
    Reminder.objects.update(urgent=True)
    assert why(cast.alice, owed) == "Quiet hours last until 07:00."
    assert why(cast.alice, owed, NOON) == "It goes within minutes."
