"""Special causes of groups and of everybody, gaps, completeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.measures.alarm import Data, Figure, Group, Kind, Plan, Split, look
from initiatives.measures.alarm.gaps import reference_of
from tests.initiatives.measures.alarm.drawn import data_of, steady, summed


def changed(percent, size, to, months=1, **said):
    """Two usual years, and some months at another level."""
    return steady(percent, size, **said) + [Figure(round(size * to / 100), size)] * months


def kinds(data):
    return {(one.kind, one.group) for one in look(data).findings}


def test_a_group_beyond_its_limits_is_seen_though_the_whole_holds():
    lines = [changed(60, 2000, 61), changed(60, 200, 40, shift=5)]
    (seen,) = look(data_of(lines)).findings
    assert (seen.kind, seen.group, seen.how) == (Kind.WORSE, 2, "beyond")
    assert (seen.first, seen.last) == (24, 24)
    assert seen.own.before == pytest.approx(0.6, abs=0.01)
    assert seen.own.after == 0.4


def test_a_shift_begins_with_the_first_point_of_its_run():
    lines = [changed(60, 2000, 60, 9), changed(60, 200, 57, 9, shift=5)]
    seen = [one for one in look(data_of(lines)).findings if one.group == 2]
    assert [(one.how, one.last) for one in seen] == [("shift", 32)]
    assert seen[0].first in (23, 24)


def test_a_run_that_has_ended_concerns_the_latest_data_no_more():
    lines = [changed(60, 2000, 60, 2), [*changed(60, 200, 40, shift=5), Figure(121, 200)]]
    assert kinds(data_of(lines)) == set()


def test_where_everybody_gets_worse_it_is_told_of_everybody():
    lines = [changed(60, 800, 50), changed(60, 400, 50, shift=5)]
    assert kinds(data_of(lines)) == {(Kind.OVERALL, None)}


def test_fewer_than_ten_points_are_not_judged():
    lines = [line[-9:] for line in (changed(60, 2000, 61), changed(60, 200, 20))]
    assert kinds(data_of(lines)) == set()
    assert look(data_of(lines)).too_few == [(7, 1), (7, 2)]


def test_a_rare_event_of_a_small_group_is_held_to_an_exact_test():
    quiet = [Figure(1 if month % 5 == 0 else 0, 40) for month in range(24)]
    whole = [Figure(20, 4000)] * 25
    for events, seen in ((2, False), (9, True)):
        data = data_of([[*quiet, Figure(events, 40)]], Plan("p", "decrease"), everybody=whole)
        assert ((Kind.WORSE, 1) in kinds(data)) == seen


def test_a_gap_beyond_its_limits_is_seen_though_no_chart_moves():
    best = steady(70, 900) + [Figure(round(900 * 0.732), 900)] * 9
    behind = steady(60, 900) + [Figure(round(900 * 0.59), 900)] * 9
    rest = steady(65, 9000, months=33, shift=3)
    found = look(data_of([best, behind, rest])).findings
    assert (Kind.WIDENING, 2) in {(one.kind, one.group) for one in found} or (
        Kind.WORSE,
        2,
    ) in {(one.kind, one.group) for one in found}


def test_a_group_that_loses_a_lead_has_no_gap_that_widens():
    lead = steady(75, 900) + [Figure(round(900 * 0.72), 900)] * 2
    other = steady(60, 900, months=26, shift=4)
    data = data_of([lead, other], reference=2)
    assert (Kind.WIDENING, 1) not in kinds(data)


def test_the_reference_is_the_one_that_was_chosen_or_the_best_of_the_first_year():
    lines = [steady(60, 400), steady(70, 400), steady(90, 20)]
    split = data_of(lines).splits[0]
    plan = Plan("p", "increase", floor=500)
    assert reference_of(plan, split).key == 2
    assert reference_of(Plan("p", "decrease", floor=500), split).key == 1
    assert reference_of(plan, data_of(lines, reference=3).splits[0]).key == 3


def with_unknown(shares, size=1000, overlapping=False):
    """One group, and those of whom none is known, by share."""
    known = [Figure(round(size * share * 0.6), round(size * share)) for share in shares]
    absent = [
        Figure(round(size * (1 - share) * 0.6), round(size * (1 - share))) for share in shares
    ]
    groups = (Group(1, tuple(known)), Group(2, tuple(absent), absent=True))
    return Data(Plan("p", "increase"), summed([known, absent]), (Split(7, groups, overlapping),))


USUAL = [0.95, 0.96, 0.94, 0.95, 0.955, 0.945, 0.96, 0.95, 0.94, 0.95, 0.96, 0.955] * 2


@pytest.mark.parametrize("overlapping", [False, True])
def test_less_that_is_known_of_people_is_seen(overlapping):
    found = look(with_unknown([*USUAL, 0.85], overlapping=overlapping)).findings
    assert [(one.kind, one.how) for one in found] == [(Kind.COMPLETENESS, "beyond")]
    assert found[0].own.after == pytest.approx(0.85)


def test_below_eighty_percent_is_seen_when_it_is_new():
    falling = [0.84, 0.82, 0.81, 0.83, 0.82, 0.79]
    (seen,) = look(with_unknown(falling)).findings
    assert (seen.kind, seen.how, seen.first, seen.last) == (Kind.COMPLETENESS, "threshold", 5, 5)
    assert look(with_unknown([0.7] * 6)).findings == []


def test_a_fall_of_less_than_a_point_is_nobodys_concern():
    assert look(with_unknown([0.99] * 24 + [0.985], size=100_000)).findings == []


def test_nothing_recorded_is_nothing_seen():
    assert look(Data(Plan("p", "increase"), ())).findings == []


figures = st.builds(
    Figure,
    numerator=st.none() | st.integers(0, 60),
    denominator=st.none() | st.integers(0, 60),
    value=st.none() | st.floats(-5, 90, allow_nan=False),
    excluded=st.booleans(),
)


@given(
    lines=st.integers(0, 16).flatmap(
        lambda months: st.lists(
            st.lists(figures, min_size=months, max_size=months), min_size=2, max_size=3
        )
    ),
    chart=st.sampled_from(["p", "pp", "u", "up", "c", "i", "run", "mr", "g", "t"]),
    direction=st.sampled_from(["increase", "decrease", "neutral"]),
    rules=st.sampled_from(["anhoej", "mdc", "western_electric", "nelson"]),
    freeze=st.none() | st.integers(2, 30),
    phases=st.sampled_from([(), (3,), (2, 9)]),
    overlapping=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_whatever_is_recorded_what_is_found_concerns_the_latest_data(
    lines, chart, direction, rules, freeze, phases, overlapping
):
    months = len(lines[0])
    plan = Plan(
        chart, direction, rules, freeze=freeze, phases=tuple(p for p in phases if p <= months)
    )
    data = data_of(lines[1:], plan, everybody=lines[0], overlapping=overlapping)
    found = look(data)
    assert all(0 <= one.first <= one.last == months - 1 for one in found.findings)
    told = [(one.kind, one.group) for one in found.findings]
    assert len(told) == len(set(told))
    worse = {one.group for one in found.findings if one.group is not None}
    assert not worse & {group for _, group in found.too_few}
    if direction == "neutral":
        assert {one.kind for one in found.findings} <= {Kind.COMPLETENESS}
    assert months == 0 or data.until(months - 1) == data
