"""The rule set, as pure functions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.status.choices import State
from initiatives.status.rules import RULES_VERSION, Facts, judge

NOW = datetime(2027, 3, 1, tzinfo=UTC)
WELL = Facts(as_of=NOW, initiatives=2, active=2, last_activity=NOW - timedelta(days=3))
RANK = {State.ON_TRACK: 0, State.UNKNOWN: 1, State.AT_RISK: 2, State.OFF_TRACK: 3}


@pytest.mark.parametrize(
    ("facts", "state", "says"),
    [
        (WELL, State.ON_TRACK, "nothing overdue"),
        (Facts(as_of=NOW), State.UNKNOWN, "No initiative"),
        (replace(WELL, active=0), State.UNKNOWN, "nothing is under way"),
        (replace(WELL, unowned=1), State.UNKNOWN, "no owner"),
        (replace(WELL, unjudged=1), State.UNKNOWN, "1 initiative is new"),
        (replace(WELL, no_data=2), State.UNKNOWN, "2 initiatives test changes without any data"),
        (replace(WELL, not_met=1), State.AT_RISK, "1 initiative was last assessed as not meeting"),
        (replace(WELL, in_trouble=1), State.AT_RISK, "1 initiative is in trouble by the word"),
        (replace(WELL, stale=1), State.UNKNOWN, "1 initiative has not moved for 90 days"),
        (replace(WELL, overdue=1, worst_overdue_days=5), State.AT_RISK, "1 commitment is overdue"),
        (replace(WELL, open_shortfalls=2), State.AT_RISK, "2 shortfalls are open"),
        (
            replace(
                WELL, open_signals=1, signal_kinds=("worse",), group_signals=1, behind=("Tagalog",)
            ),
            State.AT_RISK,
            "1 signal says that a group gets worse or a gap widens: Tagalog.",
        ),
        (
            replace(WELL, open_signals=3, signal_kinds=("worse", "overdue"), group_signals=1),
            State.AT_RISK,
            "2 signals of measures wait for an answer: data are overdue.",
        ),
        (replace(WELL, overdue=1, worst_overdue_days=31), State.OFF_TRACK, "31 days late"),
        (
            replace(WELL, open_shortfalls=1, severe_shortfalls=1, unanswered_shortfalls=1),
            State.OFF_TRACK,
            "has no owner or no commitment",
        ),
    ],
)
def test_each_state_has_its_reason(facts, state, says):
    judged = judge(facts)
    assert judged.state == state
    assert any(says in reason for reason in judged.reasons)
    assert judged.rules_version == RULES_VERSION


def test_every_reason_that_applies_is_told():
    judged = judge(replace(WELL, overdue=2, worst_overdue_days=40, open_shortfalls=1, unowned=1))
    assert judged.state == State.OFF_TRACK
    assert len(judged.reasons) == 4


counts = st.integers(0, 5)
facts = st.builds(
    Facts,
    as_of=st.just(NOW),
    initiatives=counts,
    active=counts,
    unowned=counts,
    stale=counts,
    no_data=counts,
    unjudged=counts,
    not_met=counts,
    in_trouble=counts,
    group_signals=counts,
    overdue=counts,
    worst_overdue_days=st.integers(0, 60),
    open_shortfalls=counts,
    severe_shortfalls=counts,
    unanswered_shortfalls=counts,
    open_signals=counts,
    last_activity=st.none()
    | st.timedeltas(timedelta(0), timedelta(days=200)).map(lambda ago: NOW - ago),
)


WORSE = (
    *("overdue", "open_shortfalls", "unanswered_shortfalls", "unowned", "stale"),
    *("open_signals", "group_signals", "no_data", "unjudged", "not_met", "in_trouble"),
)


@given(facts, st.sampled_from((*WORSE, "worst_overdue_days")))
def test_worse_facts_never_make_a_better_state(known, name):
    worse = replace(known, **{name: getattr(known, name) + 1})
    assert RANK[judge(worse).state] >= RANK[judge(known).state]


@given(facts)
def test_nothing_is_on_track_without_somebody_doing_something(known):
    if judge(known).state == State.ON_TRACK:
        assert (
            known.active
            and not known.unowned
            and not known.stale
            and not known.no_data
            and not known.unjudged
        )
        assert not known.overdue and not known.open_shortfalls and not known.open_signals
