"""The windows of a policy, as pure rules."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.models import Policy
from initiatives.accountability.rules.steps import (
    Step,
    reason_for,
    repeats,
    step_for,
    steps_of,
    windows,
)

FIRST = [Step("owner", days) for days in (-14, -3, 0, 7, 21, 49, 77)] + [Step("sponsor", 14)]
named_steps = st.lists(
    st.builds(Step, st.sampled_from(["owner", "sponsor", "lead"]), st.integers(-30, 90)),
    max_size=8,
    unique_by=lambda step: step[:2],
)


@pytest.mark.parametrize(
    ("late", "step"),
    [(-15, None), (-14, -14), (-4, -14), (-3, -3), (-1, -3), (0, 0), (6, 0), (7, 7), (20, 7)],
)
def test_the_step_is_the_latest_whose_day_has_come(late, step):
    assert step_for(late, "owner", FIRST) == step


def test_each_audience_has_steps_of_its_own():
    assert [step_for(late, "sponsor", FIRST) for late in (0, 13, 14, 500)] == [None, None, 14, 14]


def test_the_pause_doubles_up_to_the_longest():
    assert list(repeats(0, 7, 28, 140)) == [7, 21, 49, 77, 105, 133]


@given(
    after=st.integers(0, 60),
    every=st.integers(1, 60),
    more=st.integers(0, 60),
    horizon=st.integers(0, 4000),
)
def test_it_backs_off_but_is_never_silent_for_longer_than_the_longest_pause(
    after, every, more, horizon
):
    days = [after, *repeats(after, every, every + more, horizon)]
    pauses = [later - day for day, later in pairwise(days)]
    assert pauses == sorted(pauses)
    assert all(every <= pause <= every + more for pause in pauses)
    assert horizon < after or horizon - days[-1] < every + more


@given(late=st.integers(-60, 400), steps=named_steps)
def test_a_step_never_lies_ahead_and_a_missed_day_loses_none(late, steps):
    for audience in ("owner", "sponsor", "lead"):
        step, later = step_for(late, audience, steps), step_for(late + 1, audience, steps)
        assert step is None or step <= late
        assert step is None or (later is not None and later >= step)


@given(late=st.integers(-60, 400), steps=named_steps)
def test_exactly_one_window_holds_where_a_step_has_come(late, steps):
    for audience in ("owner", "sponsor", "lead"):
        holding = [
            window.step
            for window in windows(steps)
            if window.audience == audience and window.step <= late < window.until
        ]
        step = step_for(late, audience, steps)
        assert holding == ([] if step is None else [step])


@pytest.mark.django_db
def test_a_policy_repeats_from_its_last_step_or_the_date_on():
    policy = Policy.objects.create(repeat_every=5, repeat_longest=5, number=9)
    policy.steps.create(days=-3, audience="owner")
    assert [step.days for step in steps_of(policy, 12)] == [-3, 5, 10]
    policy.steps.create(days=4, audience="owner", urgent=True)
    again = Policy.objects.get(pk=policy.pk)
    assert steps_of(again, 12)[1:] == [Step("owner", 4, True), Step("owner", 9)]


@pytest.mark.parametrize(
    ("step", "audience", "says"),
    [
        (-3, "owner", "3 days are left"),
        (0, "owner", "its date has come"),
        (7, "owner", "7 days overdue"),
        (7, "cover", "You cover for its owner"),
        (14, "sponsor", "You sponsor it"),
        (30, "lead", "escalated to you as equity lead"),
        (60, "executive", "escalated to you as executive"),
        (0, "stand_in", "cannot be reached"),
    ],
)
def test_a_reminder_says_why_it_came(step, audience, says):
    assert says in reason_for(step, audience, 1)
    assert "version 1" in reason_for(step, audience, 1)
