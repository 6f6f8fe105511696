from datetime import date, timedelta

import pytest

from initiatives.accountability import queries, rules
from initiatives.accountability.models import Commitment
from initiatives.accountability.services import (
    acknowledge,
    fulfil,
    make_commitment,
    move,
    reassign,
    withdraw,
)
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.queries import events_about
from initiatives.people.models import User
from tests.factories import Cast, make_promise, make_user

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def commitment(cast):
    return make_promise(cast.lee, cast.alice, initiative=cast.initiative)


def test_who_sees_one(cast, commitment):
    sees = {"alice", "bob", "sam", "lee", "root", "erin", "ada"}
    for name in EVERYONE:
        viewer = User.objects.get(pk=getattr(cast, name).pk)
        seen = queries.commitments(viewer).filter(pk=commitment.pk).exists()
        assert seen is (name in sees), name


def test_owning_one_always_implies_seeing_it(cast):
    mine = make_promise(cast.lee, cast.nobody, initiative=cast.initiative)
    assert queries.commitment(cast.nobody, mine.pk) == mine


def test_who_makes_acts_and_changes(cast, commitment):
    answers = {
        name: (
            bool(rules.may_promise(getattr(cast, name), cast.hospital, cast.initiative)),
            bool(rules.may_act(getattr(cast, name), commitment)),
            bool(rules.may_change(getattr(cast, name), commitment)),
        )
        for name in EVERYONE
    }
    assert answers == {
        "alice": (True, True, True),
        "bob": (True, False, False),
        "sam": (True, False, True),
        "lee": (True, True, True),
        "root": (True, True, True),
        "erin": (True, False, True),
        "ada": (False, False, False),
        "charlie": (False, False, False),
        "nobody": (False, False, False),
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"detail": "SSN 123-45-6789"}, "detail"),
        ({"due_on": date(2999, 1, 1)}, "due_on"),
        ({"kind": "wish"}, "kind"),
    ],
)
def test_a_bad_promise_is_refused_by_field(cast, values, field):
    fields = {"title": "Publish it", "due_on": clock.today()} | values
    with pytest.raises(Invalid) as refused:
        make_commitment(actor=cast.lee, owner=cast.alice, initiative=cast.initiative, **fields)
    assert field in refused.value.errors
    assert not Commitment.objects.exists()


def test_a_closed_account_is_promised_nothing(cast):
    gone = make_user("Gone", is_active=False)
    with pytest.raises(Invalid, match="closed"):
        make_promise(cast.lee, gone, initiative=cast.initiative)


def test_acknowledging_twice_changes_and_tells_nothing_more(cast, commitment):
    for _ in range(2):
        known = acknowledge(actor=cast.alice, commitment=commitment)
    told = [event.verb for event in events_about(cast.alice, known)]
    assert told == ["acknowledged", "promised"]


def test_nothing_is_fulfilled_without_evidence(cast, commitment):
    with pytest.raises(Invalid, match="evidence"):
        fulfil(actor=cast.alice, commitment=commitment, evidence=" ")


def test_a_closed_one_cannot_be_changed(cast, commitment):
    done = fulfil(actor=cast.alice, commitment=commitment, evidence="Seen.")
    for change in (
        lambda: move(actor=cast.alice, commitment=done, due_on=date(2027, 1, 1), reason="x"),
        lambda: reassign(actor=cast.alice, commitment=done, owner=cast.bob, reason="x"),
        lambda: withdraw(actor=cast.alice, commitment=done, reason="x"),
        lambda: acknowledge(actor=cast.alice, commitment=done),
    ):
        with pytest.raises(Invalid, match="fulfilled"):
            change()


def test_a_moved_one_is_promised_anew(cast, commitment):
    acknowledge(actor=cast.alice, commitment=commitment)
    later = commitment.due_on + timedelta(days=5)
    moved = move(actor=cast.alice, commitment=commitment, due_on=later, reason="Ill.")
    moved.refresh_from_db()
    assert (moved.due_on, moved.generation, moved.acknowledged_at) == (later, 2, None)
    event = events_about(cast.alice, moved).first()
    assert (event.verb, event.reason) == ("moved", "Ill.")
    assert event.before["due_on"] == commitment.due_on.isoformat()


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_change_of_a_promise_says_why(cast, commitment, reason):
    for change in (
        lambda: move(actor=cast.alice, commitment=commitment, due_on=clock.today(), reason=reason),
        lambda: reassign(actor=cast.alice, commitment=commitment, owner=cast.bob, reason=reason),
        lambda: withdraw(actor=cast.alice, commitment=commitment, reason=reason),
    ):
        with pytest.raises(Invalid, match="reason"):
            change()


def test_one_changed_meanwhile_is_not_overwritten(cast, commitment):
    acknowledge(actor=cast.alice, commitment=commitment, version=1)
    with pytest.raises(Stale):
        withdraw(actor=cast.lee, commitment=commitment, reason="Old.", version=1)


def test_a_stranger_may_not_even_promise(cast):
    with pytest.raises(NotAllowed):
        make_promise(cast.charlie, cast.charlie, initiative=cast.initiative)


def test_the_inbox_sorts_by_what_presses(cast):
    for due_in in (20, 3, 0, -2, -9):
        make_promise(cast.alice, cast.alice, due_in, initiative=cast.initiative)
    make_promise(cast.lee, cast.bob, -1, "Waiting", initiative=cast.initiative)
    found = queries.inbox(cast.alice)
    totals = (found.overdue.total, found.due_soon.total, found.later.total, found.waiting.total)
    assert totals == (2, 2, 1, 1)
    assert [rules.days_until_due(one) for one in found.overdue.items] == [-9, -2]
    assert found.waiting.items[0].title == "Waiting"
    assert found.next_due == clock.today(cast.alice.time_zone)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_and_the_inbox_take_the_same_queries_however_long(
    cast, many, django_assert_num_queries
):
    for _ in range(many):
        make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    viewer = User.objects.get(pk=cast.lee.pk)
    with django_assert_num_queries(3):
        assert len(queries.commitments(viewer)) == many
    alice = User.objects.get(pk=cast.alice.pk)
    with django_assert_num_queries(4):
        assert queries.inbox(alice).total == many
