"""What is recorded is looked at: signals once for a run, ended, told without masked counts."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.measures import services
from initiatives.measures.models import Measure, Signal
from initiatives.measures.services import (
    approve_definition,
    record_observations,
    revise_definition,
    revise_measure,
    watch,
    watch_all,
)
from initiatives.measures.services import watching as module
from initiatives.portfolio.services import close_initiative
from initiatives.shortfalls.services import dismiss_signal, propose_from_signals
from tests.factories import make_user
from tests.initiatives.measures.making import make_measure, month
from tests.initiatives.measures.watching import (
    SCREENING,
    Screening,
    after,
    entries_of,
    risen,
    start_of,
    usual,
)
from tests.keys import tells

pytestmark = pytest.mark.django_db


@pytest.fixture
def screening(cast):
    return Screening(cast)


def test_two_usual_years_raise_nothing(screening):
    assert not screening.signals.exists()
    assert not Commitment.objects.exists()


def test_everybody_rises_and_one_group_falls_and_it_is_told_with_that_months_data(cast, screening):
    screening.record(24, counts=risen)
    (signal,) = screening.signals
    assert (signal.kind, signal.state, signal.stratum.code) == ("worse", "open", "b")
    assert (signal.begins, signal.ends) == (start_of(24), start_of(25) - timedelta(days=1))
    assert signal.title == "Screening: Group b is left behind"
    assert "rose from 62.0 % to 71.3 % for everybody, and fell from 60.5 % to 59.2 %" in (
        signal.words
    )
    asked = signal.commitment
    assert (asked.owner, asked.kind, asked.initiative) == (cast.bob, "signal", cast.initiative)
    assert asked.due_on == after(24).date() + timedelta(days=14)
    event = Event.objects.get(subject_kind="signal")
    assert (event.actor, event.verb) == (None, "raised")


def test_its_owner_is_reminded_by_the_next_sweep(cast, screening):
    screening.record(24, counts=risen)
    with clock.at(after(24)):
        assert sweep().sent == 1
    reminder = cast.bob.reminders.get()
    assert (reminder.step, reminder.state) == (-14, "sent")
    assert "Answer a signal: Screening: Group b is left behind" in reminder.delivery.body


def test_the_same_data_again_raise_nothing_new(cast, screening):
    screening.record(24, counts=risen)
    again = entries_of(24, risen(24), screening.keys)
    with clock.at(after(24)):
        record_observations(actor=cast.bob, measure=screening.measure, entries=again)
        assert watch(measure=screening.measure) == []
        assert watch_all() == 0
    assert screening.signals.count() == Commitment.objects.count() == 1
    assert Event.objects.filter(subject_kind="signal").count() == 1


def test_the_next_month_of_the_same_run_lets_it_go_on(screening):
    screening.record(24, counts=risen)
    screening.record(25, counts=risen)
    (signal,) = screening.signals
    assert (signal.begins, signal.ends) == (start_of(24), start_of(26) - timedelta(days=1))
    assert "January 2026 to February 2026" in signal.words
    assert [one.verb for one in Event.objects.filter(subject_kind="signal").order_by("pk")] == [
        "raised",
        "went on",
    ]


@pytest.mark.parametrize("accepted", [False, True])
def test_what_was_decided_stands_while_the_run_goes_on(cast, screening, accepted):
    screening.record(24, counts=risen)
    (signal,) = screening.signals
    if accepted:
        services.settle_signal(actor=cast.lee, signal=signal, state="accepted")
    else:
        dismiss_signal(actor=cast.lee, signal=signal, reason="The van broke down.")
    screening.record(25, counts=risen)
    (signal,) = screening.signals
    assert signal.state == ("accepted" if accepted else "dismissed")
    assert signal.ends == start_of(26) - timedelta(days=1)
    assert signal.commitment.state == ("fulfilled" if accepted else "withdrawn")
    assert Commitment.objects.count() == 1


def fallen(number, sizes, share=40):
    """A usual month, but for group c."""
    return usual(number, sizes) | {"c": (share * sizes["c"] // 100, sizes["c"])}


def test_a_run_that_ended_and_a_new_one_raise_two(screening):
    screening.record(24, counts=fallen)
    screening.record(25)
    assert [one.state for one in screening.signals] == ["open"]  # it still wants an answer
    screening.record(26, counts=fallen)
    assert [(one.stratum.code, one.begins) for one in screening.signals] == [
        ("c", start_of(24)),
        ("c", start_of(26)),
    ]


def test_a_correction_ends_what_is_no_longer_so_and_a_second_one_brings_it_back(cast, screening):
    screening.record(24, counts=fallen)
    signal = screening.signals.get()
    for counts, state, asked in ((usual, "over", "withdrawn"), (fallen, "open", "open")):
        entries = [
            type(entry)(**(vars(entry) | {"because": "It was counted anew."}))
            for entry in entries_of(24, counts(24, screening.sizes), screening.keys)
        ]
        with clock.at(after(24)):
            record_observations(actor=cast.bob, measure=screening.measure, entries=entries)
        signal.refresh_from_db()
        assert (signal.state, signal.commitment.state) == (state, asked)
    assert Commitment.objects.count() == 2


def test_another_rule_set_does_not_silence_what_was_seen(cast, screening):
    screening.record(24, counts=fallen)
    screening.record(25)
    terms = type(SCREENING)(**(vars(SCREENING) | {"direction": "neutral"}))
    draft = revise_definition(actor=cast.lee, measure=screening.measure, terms=terms)
    approve_definition(actor=cast.sam, definition=draft)
    with clock.at(after(25)):
        watch_all()
    assert screening.signals.get().state == "open"


def test_without_an_owner_the_initiatives_is_asked_then_the_sponsor_then_the_lead(cast):
    screening = Screening(cast, owner=None)
    screening.record(24, counts=risen)
    assert screening.signals.get().commitment.owner == cast.alice


@pytest.mark.parametrize(("closed", "asked"), [(1, "alice"), (2, "sam"), (3, "lee"), (4, "root")])
def test_whose_account_is_closed_is_not_asked(cast, screening, closed, asked):
    people = ("bob", "alice", "sam", "lee")[:closed]
    entries = entries_of(24, risen(24), screening.keys)
    recorder = make_user("Recorder", is_superuser=True)
    for name in people:
        person = getattr(cast, name)
        person.is_active = False
        person.save(update_fields=["is_active"])
    with clock.at(after(24)):
        record_observations(actor=recorder, measure=screening.measure, entries=entries)
    assert screening.signals.get().commitment.owner == getattr(cast, asked)


def test_where_there_is_nobody_at_all_the_signal_stands_alone(cast, screening):
    type(cast.bob).objects.update(is_active=False)
    entries = entries_of(24, risen(24), screening.keys)
    with clock.at(after(24)):
        record_observations(actor=cast.bob, measure=screening.measure, entries=entries)
    assert screening.signals.get().commitment is None


def test_masked_counts_are_told_nowhere(cast):
    """The counts of the group that falls are under the threshold of the measure."""
    screening = Screening(cast)
    revise_measure(actor=cast.lee, measure=screening.measure, threshold=300)
    screening.record(24, counts=risen)
    propose_from_signals()
    signal = screening.signals.get()
    shortfall = signal.shortfall
    told = [signal.title, signal.words, signal.commitment.title, signal.commitment.detail]
    told += [shortfall.title, shortfall.detail, shortfall.found_note, shortfall.affected]
    told += [str(event.before) + str(event.after) for event in Event.objects.exclude(actor=None)]
    with clock.at(after(24)):
        sweep()
    told += [delivery.body for delivery in cast.bob.deliveries.all()]
    assert "its counts are too small to show" in signal.words
    for number in ("60.4", "60.5", "59.2", "236", "241", "242"):
        assert not [text for text in told if tells(text, number)], number


def test_what_was_not_looked_at_is_found_by_its_version(cast, screening, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 1)
    screening.record(24, counts=risen)
    assert not screening.signals.exists()
    with clock.at(after(24)):
        assert watch_all() == 1
        assert watch_all() == 0
    measure = Measure.objects.get(pk=screening.measure.pk)
    assert measure.watched_version == measure.version


def test_looking_that_fails_loses_no_data_and_is_tried_again(cast, screening, monkeypatch, caplog):
    def fail(data):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(module.alarm, "look", fail)
        screening.record(24, counts=risen)
        assert watch_all() == 0
    assert screening.measure.observations.filter(starts=start_of(24)).count() == 4
    assert "could not be watched" in caplog.text
    with clock.at(after(24)):
        assert watch_all() == 1


def test_one_measure_that_fails_hides_no_other(cast, screening, monkeypatch):
    other = make_measure(cast, name="Other")
    record_observations(
        actor=cast.bob, measure=other, entries=[month(1, numerator=1, denominator=9)]
    )
    Measure.objects.update(watched_version=0)
    looked = []

    def look(*, measure):
        looked.append(measure.pk)
        if measure.pk == screening.measure.pk:
            raise ZeroDivisionError
        return []

    monkeypatch.setattr(module, "watch", look)
    watch_all()
    assert sorted(looked) == [screening.measure.pk, other.pk]


def test_a_closed_initiative_is_not_watched(cast, screening):
    close_initiative(
        actor=cast.lee, initiative=cast.initiative, outcome="abandoned", summary="Done."
    )
    screening.record(24, counts=risen)
    assert not screening.signals.exists()


def test_before_a_definition_is_in_force_nothing_is_looked_at(cast):
    measure = make_measure(cast, approved=False)
    assert watch(measure=measure) == []
    assert watch_all() == 0
    assert not Signal.objects.exists()


def test_a_signal_moves_no_initiative(cast, screening):
    before = type(cast.initiative).objects.get(pk=cast.initiative.pk).active_at
    screening.record(24, counts=risen)
    assert type(cast.initiative).objects.get(pk=cast.initiative.pk).active_at == before


@pytest.mark.parametrize("codes", ["ab", "abc"])
def test_watching_takes_the_same_queries_however_many_groups(
    cast, codes, django_assert_num_queries
):
    screening = Screening(cast, sizes=dict.fromkeys(codes, 200), months=12)
    with clock.at(after(11)), django_assert_num_queries(16):
        watch(measure=screening.measure)
