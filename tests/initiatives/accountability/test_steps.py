"""The windows of the policy, as pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.rules.steps import reason_for, sponsor_step_for, step_for

FIRST = [14, 3, 0]


@pytest.mark.parametrize(
    ("late", "step"),
    [
        (-15, None),
        (-14, -14),
        (-4, -14),
        (-3, -3),
        (-1, -3),
        (0, 0),
        (6, 0),
        (7, 7),
        (13, 7),
        (14, 14),
        (400, 399),
    ],
)
def test_the_step_is_the_latest_whose_day_has_come(late, step):
    assert step_for(late, FIRST, 7) == step


@given(late=st.integers(-400, 4000), repeat=st.integers(1, 60), before=st.lists(st.integers(0, 90)))
def test_a_step_never_lies_ahead_and_a_missed_day_loses_none(late, repeat, before):
    step = step_for(late, before, repeat)
    assert step is None or step <= late
    later = step_for(late + 1, before, repeat)
    assert step is None or (later is not None and later >= step)


@given(late=st.integers(0, 10_000), repeat=st.integers(1, 60))
def test_it_is_never_silent_for_ever(late, repeat):
    assert step_for(late + repeat, [], repeat) > step_for(late, [], repeat)


def test_the_sponsor_is_told_at_one_step_only():
    assert [sponsor_step_for(late, 14) for late in (-1, 13, 14, 15, 500)] == [
        *(None, None),
        *(14, 14, 14),
    ]


@pytest.mark.parametrize(
    ("step", "audience", "says"),
    [
        (-3, "owner", "3 days are left"),
        (0, "owner", "its date has come"),
        (7, "owner", "7 days overdue"),
        (14, "sponsor", "You sponsor it"),
    ],
)
def test_a_reminder_says_why_it_came(step, audience, says):
    assert says in reason_for(step, audience, 1)
    assert "version 1" in reason_for(step, audience, 1)
