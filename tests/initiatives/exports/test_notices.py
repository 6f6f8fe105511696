"""That a file is ready is mailed once, unless it was fetched before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from initiatives.accountability.models import Delivery
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.exports.services import delete_file
from tests.initiatives.exports.making import ask, content, introduce, made

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.at(NOON):
        yield


def sent(person):
    sweep()
    return [one for one in mail.outbox if one.to == [person.email]]


def test_a_file_that_waits_is_told_of_once(cast):
    export = made(cast.lee)
    (message,) = sent(cast.lee)
    assert message.subject == "Your file is ready: Initiatives (CSV)"
    assert "/exports/" in message.body
    assert "1 rows" not in message.body
    assert len(sent(cast.lee)) == 1
    assert Delivery.objects.get(kind="letter").key == f"export/{export.pk}"


def test_a_file_that_was_fetched_is_not_told_of(cast):
    content(made(cast.lee))
    assert sent(cast.lee) == []


def test_nor_one_that_is_gone_or_not_made(cast):
    delete_file(actor=cast.lee, export=made(cast.lee))
    ask(cast.bob)
    assert sent(cast.lee) == sent(cast.bob) == []


def test_one_that_failed_is_told_of_with_why(cast, monkeypatch):
    def fail():
        raise ZeroDivisionError

    made(cast.lee, kind=introduce(monkeypatch, [fail]))
    (message,) = sent(cast.lee)
    assert message.subject.startswith("Your file could not be made")
    assert "on our side" in message.body


def test_in_the_night_it_waits_for_the_morning(cast):
    with clock.at(NOON + timedelta(hours=14)):
        export = made(cast.lee)
        assert sent(cast.lee) == []
    with clock.at(NOON + timedelta(hours=24)):
        assert len(sent(cast.lee)) == 1
    export.refresh_from_db()
    assert export.fetched_at is None


def test_one_that_was_fetched_between_opening_and_sending_is_dropped(cast):
    export = made(cast.lee)
    Delivery.objects.create(
        recipient=cast.lee, kind="letter", key=f"export/{export.pk}", day=NOON.date()
    )
    content(export)
    assert sent(cast.lee) == []
    assert not Delivery.objects.exists()


def test_a_letter_that_nobody_writes_any_more_is_dropped(cast):
    Delivery.objects.create(recipient=cast.lee, kind="letter", key="gone/1", day=NOON.date())
    assert sent(cast.lee) == []
    assert not Delivery.objects.exists()
