"""What comes first among what needs a decision: pure, whatever there is."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.models import Commitment
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.choices import Ground
from initiatives.status.deciding.rules import MOST, Decision, most_pressing, ranked, weight_of
from initiatives.status.deciding.rules.ranking import rank

DAY = date(2026, 11, 1)
RECORDS = [
    [model(pk=pk, title="It") for pk in range(10)] for model in (Initiative, Shortfall, Commitment)
]


def item(kind="proposed_shortfall", gravity=2, people=None, escalated=False, age=0, pk=1, model=0):
    return Decision(
        kind=kind,
        record=RECORDS[model][pk],
        sentence="waits.",
        why="So.",
        since=DAY - timedelta(days=age),
        actions=(),
        gravity=gravity,
        people=people,
        escalated=escalated,
    )


ITEMS = st.builds(
    item,
    kind=st.sampled_from(Ground.values),
    gravity=st.integers(0, 4),
    people=st.none() | st.integers(0, 5000),
    escalated=st.booleans(),
    age=st.integers(0, 3),
    pk=st.integers(1, 4),
    model=st.integers(0, 2),
)
LISTS = st.lists(ITEMS, max_size=12)


def record_of(one):
    return type(one.record), one.record.pk


@given(LISTS, st.randoms())
def test_the_order_is_one_however_things_are_found(found, chance):
    """Two grounds of one record that are alike in all that is compared are one thing to decide."""
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert [rank(one) for one in ranked(shuffled)] == [rank(one) for one in ranked(found)]


@given(LISTS)
def test_no_two_things_to_decide_are_equal(found):
    ranks = [rank(one) for one in ranked(found)]
    assert len(set(ranks)) == len(ranks)
    assert ranks == sorted(ranks)


@given(LISTS)
def test_there_are_at_most_three_and_each_record_is_named_once(found):
    shown = most_pressing(found)
    assert len(shown) == min(MOST, len({record_of(one) for one in found}))
    assert len({record_of(one) for one in shown}) == len(shown)


@given(ITEMS, st.integers(0, 4), st.integers(5, 9))
def test_a_graver_one_never_stands_behind_a_milder_one_of_the_same_kind_and_age(one, other, pk):
    age = (DAY - one.since).days
    beside = item(one.kind, other, one.people, one.escalated, age, pk)
    milder, graver = sorted((one, beside), key=lambda it: it.gravity)
    if milder.gravity < graver.gravity:
        assert ranked([milder, graver])[0] is graver


@given(LISTS, ITEMS)
def test_one_more_thing_changes_no_order_among_the_others(found, more):
    seen = {record_of(more)}
    before = [one for one in ranked(found) if record_of(one) not in seen]
    after = [one for one in ranked([*found, more]) if record_of(one) not in seen]
    assert before == after


@pytest.mark.parametrize(
    "in_order",
    [
        [item(gravity=4, pk=1), item(gravity=3, people=900, pk=2), item(gravity=2, age=99, pk=3)],
        [item(people=20, pk=3), item(people=12, escalated=True, pk=2), item(age=99, pk=1)],
        [item(people=0, pk=3), item(escalated=True, pk=2), item(age=99, pk=1)],
        [item(escalated=True, pk=3), item(age=9, pk=2), item(age=1, pk=1)],
        [item("unanswered_shortfall", 3, pk=2), item("escalated_commitment", 0, age=9, pk=1)],
    ],
)
def test_severity_then_people_then_escalation_then_age(in_order):
    for found in permutations(in_order):
        assert ranked(found) == in_order


@pytest.mark.parametrize(
    ("kind", "gravity", "weight"),
    [
        ("unanswered_shortfall", 4, 5),
        ("unanswered_shortfall", 3, 4),
        ("escalated_commitment", 0, 3),
        ("waiting_approval", 0, 2),
        ("proposed_shortfall", 1, 1),
        ("proposed_shortfall", 4, 3),
    ],
)
def test_weights(kind, gravity, weight):
    assert weight_of(kind, gravity) == weight


def test_what_is_dear_to_ask_is_asked_until_three_hold():
    asked = []

    def holds(one):
        asked.append(one.record.pk)
        return one.record.pk > 2

    shown = most_pressing([item(pk=pk, age=9 - pk) for pk in range(1, 9)], holds)
    assert [one.record.pk for one in shown] == [3, 4, 5]
    assert asked == [1, 2, 3, 4, 5]
