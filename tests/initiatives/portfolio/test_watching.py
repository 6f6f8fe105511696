"""What owners are asked about progress: once, never in a flood, and ended with its ground."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.measures.services import record_review
from initiatives.people.services import deactivate_person
from initiatives.portfolio.models import Initiative, ProgressDue
from initiatives.portfolio.rules.stalling import stalled
from initiatives.portfolio.services import move_stage, put_on_hold, resume, watch_progress
from tests.factories import Cast, make_initiative
from tests.initiatives.portfolio.walking import let_past

BEGAN = datetime(2026, 8, 10, 18, tzinfo=UTC)
SECOND_OF_NOVEMBER = datetime(2026, 11, 2, 18, tzinfo=UTC)


def asked(state="open"):
    return list(
        Commitment.objects.filter(state=state).order_by("title").values_list("title", flat=True)
    )


@pytest.fixture
def begun(db):
    """A cast whose initiative is under way since August, and was moved last in October."""
    with clock.at(BEGAN):
        cast = Cast()
        let_past(cast, cast.initiative, "testing")
    Initiative.objects.update(active_at=datetime(2026, 10, 20, tzinfo=UTC))
    return cast


@pytest.fixture
def november(begun):
    with clock.at(SECOND_OF_NOVEMBER):
        yield begun


def review(cast, month=10, day=date(2026, 11, 2)):
    return record_review(
        actor=cast.bob,
        initiative=cast.initiative,
        month=date(2026, month, 1),
        held_on=day,
        said="on_track",
        status="It goes well.",
    )


def test_the_review_of_the_month_that_is_over_is_asked_of_the_owner_once(november):
    before = Initiative.objects.get().active_at
    assert [watch_progress() for _ in range(3)] == [1, 0, 0]
    one = Commitment.objects.get()
    assert one.title == "Review Better interpreters for October 2026"
    assert (one.owner, one.kind, one.due_on) == (november.alice, "review", date(2026, 11, 16))
    assert Initiative.objects.get().active_at == before


def test_recording_it_fulfils_what_was_asked(november):
    watch_progress()
    review(november)
    one = Commitment.objects.get()
    assert (one.state, one.closed_by) == ("fulfilled", november.bob)
    assert one.evidence == "The review of October 2026 was recorded."
    assert watch_progress() == 0


def test_a_later_review_stands_for_the_one_that_was_asked_for(november):
    watch_progress()
    review(november, month=11)
    assert Commitment.objects.get().state == "withdrawn"
    assert watch_progress() == 0


def test_an_earlier_review_does_not(november):
    watch_progress()
    review(november, month=9)
    assert Commitment.objects.get().state == "open"


def test_after_a_long_silence_only_the_last_month_is_asked_for(begun):
    with clock.at(datetime(2027, 3, 5, 18, tzinfo=UTC)):
        Initiative.objects.update(active_at=clock.now())
        assert watch_progress() == 1
    assert asked() == ["Review Better interpreters for February 2027"]


def test_what_stays_open_is_not_asked_for_twice_when_the_next_month_is_over(november):
    watch_progress()
    with clock.at(datetime(2026, 12, 2, 18, tzinfo=UTC)):
        assert watch_progress() == 0
    assert asked() == ["Review Better interpreters for October 2026"]


def test_what_was_fulfilled_by_hand_is_not_asked_for_again(november):
    watch_progress()
    fulfil(actor=november.alice, commitment=Commitment.objects.get(), evidence="In the minutes.")
    assert watch_progress() == 0


def test_a_month_in_which_it_only_began_is_not_asked_for(begun):
    with clock.at(datetime(2026, 9, 2, 18, tzinfo=UTC)):
        assert watch_progress() == 0


def test_a_break_in_the_month_asks_for_nothing(begun):
    with clock.at(datetime(2026, 10, 5, tzinfo=UTC)):
        move_stage(actor=begun.alice, initiative=begun.initiative, stage="proposed")
    with clock.at(datetime(2026, 10, 9, tzinfo=UTC)):
        let_past(begun, begun.initiative, "testing")
    with clock.at(SECOND_OF_NOVEMBER):
        assert watch_progress() == 0


def test_what_rests_is_asked_for_nothing_and_after_that_not_for_the_month_of_its_rest(begun):
    about = {"actor": begun.alice, "initiative": begun.initiative}
    with clock.at(datetime(2026, 9, 20, 18, tzinfo=UTC)):
        put_on_hold(reason="No nurses.", resume_on=date(2026, 11, 20), **about)
    Initiative.objects.update(active_at=BEGAN)
    with clock.at(SECOND_OF_NOVEMBER):
        assert watch_progress() == 0
        assert not Initiative.objects.filter(stalled(clock.now())).exists()
        resume(reason="They came.", **about)
        assert watch_progress() == 0
    with clock.at(datetime(2027, 1, 2, 18, tzinfo=UTC)):
        watch_progress()
        assert "Review Better interpreters for December 2026" in asked()


@pytest.mark.parametrize("stage", ["proposed", "closed"])
def test_what_is_not_under_way_is_left_alone(november, stage):
    Initiative.objects.update(stage=stage, active_at=BEGAN)
    assert watch_progress() == 0


def test_without_an_owner_who_can_sign_in_nobody_is_asked(november):
    deactivate_person(actor=november.root, user=november.alice, reason="Left.")
    assert watch_progress() == 0
    assert not Commitment.objects.exists()


def test_a_stall_is_asked_about_once_and_withdrawn_when_it_moves(november):
    review(november)
    Initiative.objects.update(active_at=clock.now() - timedelta(days=61))
    assert [watch_progress(), watch_progress()] == [1, 0]
    assert asked() == ["Say what holds up Better interpreters"]
    assert "61 days" in Commitment.objects.get(state="open").detail
    Initiative.objects.update(active_at=clock.now())
    assert watch_progress() == 0
    assert asked() == []
    assert asked("withdrawn") == ["Say what holds up Better interpreters"]
    Initiative.objects.update(active_at=F("active_at") - timedelta(days=70))
    assert watch_progress() == 0  # it was asked after a later movement
    with clock.at(clock.now() + timedelta(days=61)):
        Initiative.objects.update(active_at=SECOND_OF_NOVEMBER)
        watch_progress()
        assert "Say what holds up Better interpreters" in asked()


def test_a_review_says_what_holds_it_up(november):
    Initiative.objects.update(active_at=clock.now() - timedelta(days=61))
    assert watch_progress() == 2
    review(november)
    assert asked() == []
    assert len(asked("fulfilled")) == 2


def test_closing_withdraws_what_was_asked(november):
    watch_progress()
    Initiative.objects.update(stage="closed")
    assert watch_progress() == 0
    assert Commitment.objects.get().withdrawn_because == "The initiative is not under way any more."


def test_one_that_cannot_be_asked_hides_no_other(november, caplog):
    with clock.at(BEGAN):
        title = "Patient 123-45-6789"  # looks like what may not be kept; a title from before
        other = make_initiative(
            november.lee,
            november.hospital,
            "Other",
            november.principles[:1],
            owner=november.sam,
            stage="testing",
        )
    Initiative.objects.filter(pk=november.initiative.pk).update(title=title)
    assert watch_progress() == 2
    assert {due.initiative for due in ProgressDue.objects.all()} == {other}
    assert november.initiative.reference in caplog.text


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_ask_once():
    with clock.at(BEGAN):
        cast = Cast()
        let_past(cast, cast.initiative, "testing")

    def run(_):
        try:
            return watch_progress()
        finally:
            connection.close()

    with clock.at(SECOND_OF_NOVEMBER), ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(run, range(3))) == 2  # stalled since August, and without a review
    assert asked() == [
        "Review Better interpreters for October 2026",
        "Say what holds up Better interpreters",
    ]
