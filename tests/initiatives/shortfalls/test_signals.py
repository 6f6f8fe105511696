"""From a signal to a shortfall: proposed with everything filled in, settled by the decision."""

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.measures.choices import SignalKind
from initiatives.measures.models import Signal
from initiatives.people.models import User
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    accept_shortfall,
    dismiss_shortfall,
    dismiss_signal,
    propose_from_signals,
    reopen_shortfall,
)
from initiatives.status.queries import cell, decisions
from tests.initiatives.measures.making import make_measure, make_signal, make_stratification
from tests.initiatives.measures.watching import Screening, after, risen

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(cast):
    """The signal of the defining scenario, with the shortfall that it proposed."""
    screening = Screening(cast)
    screening.record(24, counts=risen)
    with clock.at(after(24)):
        assert propose_from_signals() == 1
    return screening.signals.get()


def anew(person):
    return User.objects.get(pk=person.pk)


def test_everything_is_filled_in(cast, seen):
    found = seen.shortfall
    assert (found.title, found.detail) == (seen.title, seen.words)
    assert (found.principle, found.entity) == (cast.principles[0], cast.hospital)
    assert (found.initiative, found.affected) == (cast.initiative, "Group b")
    assert (found.found_by, found.severity, found.state) == ("measure", "high", "proposed")
    assert (found.owner, found.found_on) == (cast.bob, after(24).date())
    measure = seen.measure.reference
    assert found.found_note == f"{measure}, {seen.reference}, by alarm 1: unshared."
    event = Event.objects.get(subject_kind="shortfall")
    assert (event.actor, event.verb) == (None, "proposed")


def test_a_signal_proposes_once(cast, seen):
    assert propose_from_signals() == 0
    dismiss_shortfall(actor=cast.lee, shortfall=seen.shortfall, reason="The form changed.")
    assert propose_from_signals() == 0
    assert Shortfall.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("widening", "high"), ("overall", "moderate"), ("completeness", "moderate")],
)
def test_a_group_weighs_more_than_the_whole(cast, kind, severity):
    signal = make_signal(make_measure(cast), kind=SignalKind(kind))
    propose_from_signals()
    assert signal.shortfall.severity == severity


def test_overdue_data_propose_nothing_by_themselves(cast):
    make_signal(make_measure(cast), kind=SignalKind.OVERDUE)
    assert propose_from_signals() == 0


def test_an_initiative_that_serves_nothing_leaves_the_principle_open(cast):
    cast.initiative.alignments.all().delete()
    make_signal(make_measure(cast))
    propose_from_signals()
    assert Shortfall.objects.get().principle is None


def test_accepting_it_settles_the_signal_and_its_commitment(cast, seen):
    accept_shortfall(
        actor=cast.lee, shortfall=seen.shortfall, principle=cast.principles[1], severity="severe"
    )
    seen.refresh_from_db()
    assert (seen.state, seen.decided_by) == ("accepted", cast.lee)
    asked = seen.commitment
    assert (asked.state, asked.closed_by) == ("fulfilled", cast.lee)
    assert asked.evidence == f"Taken into the shortfall log as {seen.shortfall.reference}."


def test_dismissing_it_dismisses_the_signal_with_the_same_reason(cast, seen):
    dismiss_shortfall(actor=cast.sam, shortfall=seen.shortfall, reason="The form changed.")
    seen.refresh_from_db()
    assert (seen.state, seen.because) == ("dismissed", "The form changed.")
    assert seen.commitment.withdrawn_because == "Dismissed: The form changed."


def test_dismissing_the_signal_dismisses_what_it_proposed(cast, seen):
    found = dismiss_signal(actor=cast.alice, signal=seen, reason=" The form changed. ")
    assert (found.state, found.because) == ("dismissed", "The form changed.")
    shortfall = Shortfall.objects.get()
    assert (shortfall.state, shortfall.dismissed_because) == ("dismissed", "The form changed.")
    verbs = Event.objects.filter(subject_kind="signal").values_list("verb", "reason")
    assert ("dismissed", "The form changed.") in verbs


def test_what_is_dismissed_can_be_reopened_as_a_shortfall(cast, seen):
    dismiss_signal(actor=cast.lee, signal=seen, reason="The form changed.")
    again = reopen_shortfall(actor=cast.lee, shortfall=Shortfall.objects.get(), reason="It did not")
    assert again.state == "open"


@pytest.mark.parametrize("reason", ["", "   "])
def test_dismissing_needs_a_reason(cast, seen, reason):
    with pytest.raises(Invalid):
        dismiss_signal(actor=cast.lee, signal=seen, reason=reason)
    assert Signal.objects.get().state == "open"


def test_it_is_dismissed_once_and_not_past_somebody_else(cast, seen):
    with pytest.raises(Stale):
        dismiss_signal(actor=cast.lee, signal=seen, reason="No.", version=seen.version + 1)
    dismiss_signal(actor=cast.lee, signal=seen, reason="No.")
    with pytest.raises(Invalid, match="dismissed"):
        dismiss_signal(actor=cast.lee, signal=seen, reason="No.")


@pytest.mark.parametrize("proposed", [True, False])
@pytest.mark.parametrize(
    ("who", "may"),
    [
        *(("alice", True), ("sam", True), ("lee", True), ("root", True)),
        *(("bob", False), ("erin", False), ("ada", False), ("charlie", False), ("nobody", False)),
    ],
)
def test_who_would_answer_for_it_and_who_only_looks_may_not_dismiss_it(cast, who, may, proposed):
    origin = make_stratification()
    signal = make_signal(make_measure(cast, stratifications=[origin]), stratification=origin)
    if proposed:
        propose_from_signals()
    person = anew(getattr(cast, who))
    if may:
        assert dismiss_signal(actor=person, signal=signal, reason="Known.").state == "dismissed"
        return
    with pytest.raises(NotAllowed):
        dismiss_signal(actor=person, signal=signal, reason="Known.")
    assert Signal.objects.get().state == "open"


def test_an_owner_of_everything_may_not_dismiss_what_they_answer_for(cast):
    signal = make_signal(make_measure(cast, owner=cast.alice))
    with pytest.raises(NotAllowed, match="someone else"):
        dismiss_signal(actor=anew(cast.alice), signal=signal, reason="Known.")


def test_an_open_signal_puts_the_cells_of_its_initiative_at_risk(cast, seen):
    with clock.at(after(24)):
        for entity in (cast.hospital, cast.system):
            found = cell(anew(cast.lee), cast.principles[0], entity)
            assert (found.state, found.open_signals) == ("at_risk", 1)
            reason = "1 signal says that a group gets worse or a gap widens: Group b."
            assert reason in found.reasons
        assert cell(anew(cast.lee), cast.principles[2], cast.hospital).open_signals == 0
        assert cell(anew(cast.lee), cast.principles[0], cast.clinic).open_signals == 0
        dismiss_signal(actor=cast.lee, signal=seen, reason="The form changed.")
        assert cell(anew(cast.lee), cast.principles[0], cast.hospital).open_signals == 0


def test_the_equity_lead_is_asked_to_decide(cast, seen):
    (one,) = decisions(anew(cast.lee))
    assert (one.kind, one.record, one.weight) == ("proposed_shortfall", seen.shortfall, 2)
    assert one.why == "What the data of a measure show proposed it."
