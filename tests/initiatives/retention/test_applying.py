"""The worker deletes what is over, at night, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.models import Delivery
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import AnsweredRequest, Token
from initiatives.people.services import issue_token
from initiatives.retention.kinds import Kind, kinds
from initiatives.retention.models import RetentionNight
from initiatives.retention.queries import in_force, kept
from initiatives.retention.services import apply_nightly, forget_all, set_term

pytestmark = pytest.mark.django_db
NIGHT = datetime(2027, 3, 10, 11, tzinfo=UTC)  # three in the morning in Seattle


def message(person, age, state="sent"):
    """A mail that was due so many days before the night."""
    at = NIGHT - timedelta(days=age)
    return Delivery.objects.create(
        recipient=person,
        key=f"digest/{age}",
        day=at.date(),
        state=state,
        sent_at=at if state == "sent" else None,
        created_at=at,
        address=person.email,
        subject="Yours",
        body="Three are overdue.",
    )


def test_what_is_over_is_deleted_and_what_is_not_stays(cast):
    old, new, owed = (
        message(cast.bob, 366),
        message(cast.bob, 364),
        message(cast.bob, 400, "pending"),
    )
    with clock.at(NIGHT - timedelta(days=2)):
        AnsweredRequest.objects.create(user=cast.bob, key="old", digest="0" * 64)
    for name, age in (("gone", 2), ("here", -1)):
        over = NIGHT - timedelta(days=age)
        Session.objects.create(session_key=name, session_data="", expire_date=over)
    with clock.at(NIGHT - timedelta(days=500)):
        issue_token(user=cast.bob, name="Old", days=90)
    with clock.at(NIGHT):
        token, _ = issue_token(user=cast.bob, name="New", days=90)
        events = Event.objects.count()
        night = apply_nightly()
    assert night is not None
    assert night.deleted == {"messages": 1, "answers": 1, "sessions": 1, "tokens": 1}
    old.refresh_from_db()
    assert (old.body, old.address, old.subject, old.state) == ("", "", "", "sent")
    for kept_one in (new, owed):
        kept_one.refresh_from_db()
        assert kept_one.body == "Three are overdue."
    assert list(Session.objects.values_list("pk", flat=True)) == ["here"]
    assert list(Token.objects.filter(user=cast.bob)) == [token]
    assert not AnsweredRequest.objects.exists()
    assert Event.objects.count() == events


def test_it_happens_once_a_night_and_not_by_day(cast):
    with clock.at(NIGHT - timedelta(hours=2)):
        assert apply_nightly() is None
    with clock.at(NIGHT):
        assert apply_nightly() is not None
        assert apply_nightly() is None
    with clock.at(NIGHT + timedelta(days=1)):
        assert apply_nightly() is not None
    assert RetentionNight.objects.count() == 2


def test_a_worker_that_stops_leaves_the_night_to_another(cast):
    message(cast.bob, 400)
    with clock.at(NIGHT):
        assert apply_nightly(keep_going=lambda: False) is None
        assert not RetentionNight.objects.exists()
        night = apply_nightly()
    assert night is not None
    assert night.deleted["messages"] == 1


def test_many_are_deleted_batch_by_batch():
    left = [2_500]

    def forget(before, at_most):
        taken = min(at_most, left[0])
        left[0] -= taken
        return taken

    assert forget_all(forget, NIGHT, lambda: True) == 2_500
    assert left == [0]


def test_a_shorter_term_counts_from_the_next_night_on(cast):
    found = message(cast.bob, 60)
    set_term(actor=cast.root, kind="messages", days=30, reason="Our rule of records.")
    with clock.at(NIGHT):
        apply_nightly()
    found.refresh_from_db()
    assert found.body == ""


def test_what_a_night_deleted_stays_on_record(cast):
    with clock.at(NIGHT):
        night = apply_nightly()
    for change in (night.delete, lambda: RetentionNight.objects.update(deleted={})):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 400), st.integers(1, 10_000))
def test_whatever_was_set_it_lies_within_the_bounds(least, more, usual, days):
    kind = Kind("x", "X", "after", least + min(usual, more), least, least + more)
    from initiatives.retention.models import RetentionTerm

    found = in_force(kind, RetentionTerm(kind="x", days=days)).days
    assert kind.least <= found <= kind.most
    assert found == days or not kind.least <= days <= kind.most


def test_the_usual_lies_within_the_bounds_of_every_kind():
    assert len(kinds()) >= 7
    assert all(kind.least <= kind.usual <= kind.most for kind in kinds())
    assert all(kept(kind.key).days == kind.usual for kind in kinds())
