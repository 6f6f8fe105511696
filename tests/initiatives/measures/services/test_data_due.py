"""The data of each period are promised by themselves, once, and kept by recording them."""

from datetime import UTC, datetime

import pytest

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil, sweep
from initiatives.base import clock
from initiatives.measures.services import (
    approve_definition,
    promise_data,
    record_observations,
    revise_definition,
    revise_measure,
    watch_overdue,
)
from initiatives.measures.services.defining import Terms
from initiatives.portfolio.services import close_initiative
from initiatives.shortfalls.services import dismiss_signal, propose_from_signals
from tests.initiatives.measures.making import TERMS, make_measure, make_stratification, month

pytestmark = pytest.mark.django_db


def noon(month_number, day, year=2026):
    return clock.at(datetime(year, month_number, day, 20, tzinfo=UTC))


def enter(cast, measure, *numbers):
    entries = [month(number, numerator=5, denominator=80) for number in numbers]
    record_observations(actor=cast.bob, measure=measure, entries=entries)


@pytest.fixture
def measure(cast):
    """Adopted on 9 March 2026, monthly, due 15 days after the end of a month."""
    with noon(3, 9):
        return make_measure(cast)


def test_the_first_period_is_the_one_in_which_it_was_adopted(cast, measure):
    with noon(3, 31):
        assert promise_data() == 0
    with noon(4, 1):
        assert promise_data() == 1
        assert promise_data() == 0
    due = measure.data_due.get()
    asked = due.commitment
    assert asked.title == "Enter the data of March 2026 for Diabetes out of control"
    assert (asked.owner, asked.kind, asked.due_on.isoformat()) == (cast.bob, "data", "2026-04-15")
    assert (due.starts.isoformat(), due.ends.isoformat()) == ("2026-03-01", "2026-03-31")


def test_its_owner_is_reminded_before_they_are_due(cast, measure):
    with noon(4, 1):
        promise_data()
        assert sweep().sent == 1
    assert [one.step for one in cast.bob.reminders.all()] == [-14]


def test_recording_everybodys_figure_keeps_the_promise(cast, measure):
    with noon(4, 1):
        promise_data()
    with noon(4, 2):
        enter(cast, measure, 3)
    asked = Commitment.objects.get()
    assert (asked.state, asked.evidence, asked.closed_by) == (
        "fulfilled",
        "Recorded by Bob.",
        cast.bob,
    )


def test_a_figure_of_one_group_or_none_at_all_does_not_keep_it(cast):
    origin = make_stratification()
    with noon(3, 9):
        measure = make_measure(cast, stratifications=[origin])
    with noon(4, 1):
        promise_data()
        group = origin.strata.first().pk
        for entry in (month(3), month(3, stratum=group, numerator=1, denominator=9)):
            record_observations(actor=cast.bob, measure=measure, entries=[entry])
    assert Commitment.objects.get().state == "open"


def test_what_is_recorded_already_is_not_asked_for(cast, measure):
    with noon(4, 1):
        enter(cast, measure, 3)
        assert promise_data() == 0


def test_a_long_silence_makes_no_flood(cast, measure):
    with noon(11, 3):
        assert promise_data() == 1
    assert measure.data_due.get().starts.isoformat() == "2026-10-01"


@pytest.mark.parametrize(
    ("frequency", "day", "title"),
    [
        ("week", (3, 16), "the week of 9 March 2026"),
        ("quarter", (4, 1), "January to March 2026"),
        ("year", (1, 1, 2027), "2026"),
    ],
)
def test_each_frequency_has_its_own_periods(cast, frequency, day, title):
    with noon(3, 9):
        make_measure(cast, Terms(**(vars(TERMS) | {"frequency": frequency, "due_days": 7})))
    with noon(*day):
        assert promise_data() == 1
    assert f"the data of {title} for" in Commitment.objects.get().title


def test_data_due_on_the_last_day_are_asked_for_that_day(cast):
    with noon(3, 9):
        make_measure(cast, Terms(**(vars(TERMS) | {"due_days": 0})))
    with noon(3, 30):
        assert promise_data() == 0
    with noon(3, 31):
        assert promise_data() == 1


def test_without_owner_definition_or_open_initiative_nothing_is_asked_for(cast, measure):
    with noon(3, 9):
        make_measure(cast, name="Draft", approved=False)
        make_measure(cast, name="Nobody's", owner=None)
        close_initiative(
            actor=cast.lee, initiative=cast.initiative, outcome="abandoned", summary="Done."
        )
    with noon(4, 1):
        assert promise_data() == 0


def test_whose_account_is_closed_is_not_asked(cast, measure):
    cast.bob.is_active = False
    cast.bob.save()
    with noon(4, 1):
        promise_data()
    assert Commitment.objects.get().owner == cast.alice


def test_closing_the_initiative_withdraws_the_promise(cast, measure):
    with noon(4, 1):
        promise_data()
        close_initiative(
            actor=cast.lee, initiative=cast.initiative, outcome="abandoned", summary="Done."
        )
        promise_data()
    asked = Commitment.objects.get()
    assert (asked.state, asked.withdrawn_because) == ("withdrawn", "The initiative is closed.")


def test_counting_by_other_periods_withdraws_the_promise(cast, measure):
    with noon(4, 1):
        promise_data()
        terms = Terms(**(vars(TERMS) | {"frequency": "quarter"}))
        draft = revise_definition(actor=cast.lee, measure=measure, terms=terms)
        approve_definition(actor=cast.sam, definition=draft)
        promise_data()
    (asked,) = Commitment.objects.all()  # the quarter that ended was over before it was adopted
    assert asked.withdrawn_because == "The measure is counted by other periods now."


def test_a_promise_kept_by_hand_is_not_kept_twice(cast, measure):
    with noon(4, 1):
        promise_data()
        fulfil(actor=cast.bob, commitment=Commitment.objects.get(), evidence="Sent by mail.")
        enter(cast, measure, 3)
    assert Commitment.objects.get().evidence == "Sent by mail."


def test_data_that_are_overdue_are_told_once_and_asked_for_once(cast, measure):
    with noon(4, 1):
        promise_data()
    with noon(4, 14):
        assert watch_overdue() == 0
    for day in (16, 17):
        with noon(4, day):
            assert watch_overdue() == (day == 16)
    signal = measure.signals.get()
    assert signal.title == "Diabetes out of control: data of March 2026 are overdue"
    assert "They were due on 15 April 2026." in signal.words
    assert signal.commitment == measure.data_due.get().commitment
    assert propose_from_signals() == 0  # the promise that is missed proposes one, in its time


def test_it_goes_on_with_the_next_period_and_ends_when_all_data_have_come(cast, measure):
    for number in (4, 5):
        with noon(number, 16):
            promise_data()
            watch_overdue()
    signal = measure.signals.get()
    assert "data of March 2026 to April 2026" in signal.title
    with noon(5, 17):
        enter(cast, measure, 4)
        signal.refresh_from_db()
        assert signal.state == "open"
        enter(cast, measure, 3)
    signal.refresh_from_db()
    assert signal.state == "over"
    assert set(Commitment.objects.values_list("state", flat=True)) == {"fulfilled"}


def test_data_that_somebody_let_go_are_not_told_of_again_but_the_next_are(cast, measure):
    with noon(4, 16):
        watch_overdue()
        dismiss_signal(
            actor=cast.lee, signal=measure.signals.get(), reason="The clinic was closed."
        )
    with noon(5, 10):
        assert watch_overdue() == 0
    with noon(5, 16):
        assert watch_overdue() == 1
    assert [one.begins.month for one in measure.signals.order_by("begins")] == [3, 4]


def test_what_was_due_before_the_measure_was_adopted_is_not_overdue(cast, measure):
    with noon(3, 20):
        assert watch_overdue() == 0


def test_nobody_waits_for_data_of_a_closed_initiative(cast, measure):
    with noon(4, 16):
        watch_overdue()
        close_initiative(
            actor=cast.lee, initiative=cast.initiative, outcome="abandoned", summary="Done."
        )
        watch_overdue()
    assert measure.signals.get().state == "over"


def test_a_measure_without_an_owner_is_told_of_all_the_same(cast, measure):
    revise_measure(actor=cast.lee, measure=measure, owner=None)
    with noon(4, 16):
        promise_data()
        assert watch_overdue() == 1
    signal = measure.signals.get()
    assert (signal.commitment.kind, signal.commitment.owner) == ("signal", cast.alice)
