"""The engine's first day, its silences, and what an administrator does with it."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Delivery, Engine, Preference
from initiatives.accountability.queries import engine
from initiatives.accountability.services import (
    Swept,
    release_engine,
    repeat_delivery,
    start_engine,
    stop_engine,
    sweep,
)
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from tests.factories import make_user
from tests.initiatives.accountability.noon import NOON, later, promise, sent_to
from tests.initiatives.accountability.test_send import Answering, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(cast, settings):
    """Three owners with something overdue, where more than two are too many at once."""
    settings.HOLD_ABOVE = 2
    for number in range(3):
        promise(cast, -1, owner=make_user(f"Owner {number}"))
    return cast


def test_on_the_first_day_a_flood_waits_for_an_administrator(crowd):
    assert sweep().sent == 0
    held = engine()
    assert (held.state, held.held_size) == ("held", 3)
    assert Event.objects.get(verb="held").after == {"people": 3}
    with later(1):
        assert sweep().sent == 0
    release_engine(actor=crowd.root)
    assert sweep().sent == 3


def test_after_a_long_silence_too(crowd):
    Engine.objects.create(pk=1, swept_at=NOON - timedelta(hours=25))
    assert sweep().sent == 0
    assert engine().state == "held"


def test_an_engine_that_swept_lately_sends_however_many_there_are(crowd):
    Engine.objects.create(pk=1, swept_at=NOON - timedelta(hours=23))
    assert sweep().sent == 3


def test_on_the_first_day_each_person_gets_one_mail_however_much_is_stale(cast):
    for days in range(30):
        promise(cast, -days)
    sweep()
    assert len(sent_to(cast.alice)) == 1


def test_a_stopped_engine_sends_nothing_and_makes_up_for_it(cast):
    promise(cast, -1)
    stop_engine(actor=cast.root, reason="Moving house.")
    assert sweep() == Swept(planned=1, sent=0, failed=0, cancelled=0)
    start_engine(actor=cast.root)
    assert sweep().sent == 1


def test_stopping_needs_a_reason(cast):
    with pytest.raises(Invalid, match="Say why"):
        stop_engine(actor=cast.root, reason=" ")


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "lee", "nobody"])
def test_only_an_administrator_stops_releases_or_repeats(cast, name):
    person = getattr(cast, name)
    promise(cast, -1)
    sweep(Answering(refusal(550)))
    with pytest.raises(NotAllowed):
        stop_engine(actor=person, reason="No.")
    with pytest.raises(NotAllowed):
        release_engine(actor=person)
    with pytest.raises(NotAllowed):
        repeat_delivery(actor=person, delivery=Delivery.objects.get())


def test_a_parked_message_is_sent_again_by_hand(cast):
    promise(cast, -1)
    sweep(Answering(refusal(550)))
    parked = Delivery.objects.get(recipient=cast.alice)
    repeat_delivery(actor=cast.root, delivery=parked)
    assert Preference.objects.get().unreachable_address == ""
    assert sweep().sent == 1
    assert len(sent_to(cast.alice)) == 1
    assert Delivery.objects.get(pk=parked.pk).state == "sent"


def test_only_a_parked_message_can_be_repeated(cast):
    promise(cast, -1)
    sweep()
    with pytest.raises(Invalid, match="Only a message that failed"):
        repeat_delivery(actor=cast.root, delivery=Delivery.objects.get())


def test_the_last_sweep_is_noted(cast):
    with clock.at(NOON):
        sweep()
    assert engine().swept_at == NOON
