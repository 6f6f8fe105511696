"""A closed shortfall: a day to see whether it lasts, and what happens when its signal returns."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed
from initiatives.measures.models import Signal
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    accept_shortfall,
    close_shortfall,
    dismiss_signal,
    keep_closed,
    propose_from_signals,
    reopen_shortfall,
)
from initiatives.status.queries import decisions
from tests.factories import make_promise
from tests.initiatives.measures.making import make_measure, make_signal

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=90)


@pytest.fixture
def measure(cast):
    return make_measure(cast, owner=cast.bob)


@pytest.fixture
def closed(cast, measure):
    """A shortfall that a signal found, put right and confirmed, to be looked at again."""
    make_signal(measure)
    propose_from_signals()
    found = accept_shortfall(
        actor=cast.lee,
        shortfall=Shortfall.objects.get(),
        principle=cast.principles[0],
        severity="high",
        owner=cast.alice,
    )
    promise = make_promise(cast.lee, cast.alice, shortfall=found)
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    return close_shortfall(
        actor=cast.ada,
        shortfall=found,
        confirmation="Seen on the ward.",
        check_again_on=clock.today() + DAYS,
    )


def test_who_confirmed_it_promises_to_look_again(cast, closed):
    look = Commitment.objects.get(kind="review")
    assert (look.owner, look.shortfall, look.due_on) == (cast.ada, closed, clock.today() + DAYS)
    assert closed.check_again_on == look.due_on


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_day_to_look_again_is_to_come(cast, closed, days):
    reopen_shortfall(actor=cast.lee, shortfall=closed, reason="It came back.")
    with pytest.raises(Invalid):
        close_shortfall(
            actor=cast.ada,
            shortfall=closed,
            confirmation="Seen.",
            check_again_on=clock.today() + timedelta(days=days),
        )


def test_reopening_ends_the_promise_to_look_again_which_was_no_answer(cast, closed):
    opened = reopen_shortfall(actor=cast.lee, shortfall=closed, reason="It came back.")
    assert Commitment.objects.get(kind="review").state == "withdrawn"
    assert opened.check_again_on is None


def test_a_look_is_no_answer(cast, closed):
    look = Commitment.objects.get(kind="review")
    fulfil(actor=cast.ada, commitment=look, evidence="It lasts.")
    reopen_shortfall(actor=cast.lee, shortfall=closed, reason="It came back.")
    answer = Commitment.objects.get(shortfall=closed, kind="action")
    Commitment.objects.filter(pk=answer.pk).update(
        state="withdrawn", withdrawn_because="Not after all."
    )
    with pytest.raises(Blocked, match="at least one"):
        close_shortfall(actor=cast.ada, shortfall=closed, confirmation="Seen.")


def test_a_signal_that_returns_proposes_to_reopen_and_no_second_entry(cast, measure, closed):
    signal = make_signal(measure, month=5)
    assert propose_from_signals() == 1
    assert propose_from_signals() == 0
    closed.refresh_from_db()
    assert (closed.state, closed.returned_signal) == ("closed", signal)
    assert closed.sources.count() == 2
    (decision,) = decisions(cast.lee)
    assert (decision.kind, decision.record) == ("returned_shortfall", closed)
    opened = reopen_shortfall(actor=cast.lee, shortfall=closed, reason="It is back.")
    signal.refresh_from_db()
    assert (opened.state, opened.returned_signal, signal.state) == ("open", None, "accepted")


def test_it_may_stay_closed_with_a_reason(cast, measure, closed):
    make_signal(measure, month=5)
    propose_from_signals()
    with pytest.raises(NotAllowed):
        keep_closed(actor=cast.alice, shortfall=closed, reason="A holiday.")
    with pytest.raises(Invalid, match="reason"):
        keep_closed(actor=cast.lee, shortfall=closed, reason="")
    kept = keep_closed(actor=cast.lee, shortfall=closed, reason="A holiday.")
    assert (kept.state, kept.returned_signal) == ("closed", None)
    returned = Signal.objects.order_by("pk").last()
    assert (returned.state, returned.because) == ("dismissed", "A holiday.")
    with pytest.raises(Invalid, match="No signal"):
        keep_closed(actor=cast.lee, shortfall=closed, reason="A holiday.")


def test_dismissing_the_signal_keeps_it_closed_too(cast, measure, closed):
    signal = make_signal(measure, month=5)
    propose_from_signals()
    dismiss_signal(actor=cast.lee, signal=signal, reason="A holiday.")
    closed.refresh_from_db()
    assert (closed.state, closed.returned_signal) == ("closed", None)


def test_another_measure_proposes_an_entry_of_its_own(cast, closed):
    make_signal(make_measure(cast, name="Another"), month=5)
    propose_from_signals()
    assert Shortfall.objects.filter(state="proposed").count() == 1
