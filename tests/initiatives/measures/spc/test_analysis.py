"""Phases, freezing, excluding; what is deliberately not as in the packages (docs/methods.md)."""

import math
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.spc import Choices, analyse, series_of

SHIFTED = [40, 44, 39, 43, 41, 45, 38, 42, 44, 40, 41, 43, 52, 55, 50, 57, 53, 56, 51, 54, 58, 52]


def analysed(y, chart="i", n=None, **choices):
    return analyse(series_of(chart, y, n), Choices(**choices))


def test_each_phase_starts_anew():
    found = analysed(SHIFTED, phases=[13])
    first, second = found.phases
    assert (first.start, first.end, second.start, second.end) == (1, 12, 13, 22)
    assert first.centre == fmean(SHIFTED[:12])
    assert second.centre == fmean(SHIFTED[12:])
    assert not found.beyond


def test_a_moving_range_does_not_reach_over_a_new_phase():
    found = analysed(SHIFTED, chart="mr", phases=[13])
    assert [found.points[index].value for index in (0, 12)] == [None, None]


def test_limits_are_frozen_in_each_phase_under_making_data_count():
    y = [9, 11] * 6 + [30] + [19, 21] * 6 + [40]
    found = analysed(y, rules="mdc", phases=[14], freeze=12)
    assert [phase.centre for phase in found.phases] == [10, 20]
    assert found.beyond == [13, 26]


def test_freezing_is_passed_over_with_phases_as_in_qicharts2():
    assert analysed(SHIFTED, phases=[13], freeze=2).phases == analysed(SHIFTED, phases=[13]).phases


def test_an_excluded_point_is_judged_but_does_not_count():
    y = [5, 6, 5, 6, 50, 5, 6, 5, 6, 5, 6]
    found = analysed(y, exclude=[5])
    assert found.phases[0].centre == fmean(y[:4] + y[5:])
    assert found.beyond == [5]
    assert found.points[4].excluded


def test_a_missing_point_keeps_its_place_and_is_never_judged():
    found = analysed([5, 7, None, 6, 8, 5])
    assert len(found.points) == 6
    assert (found.points[2].value, found.points[2].signal, found.points[2].cause) == (None,) * 3


def test_nought_of_nought_is_missing():
    found = analysed([3, 0, 4], chart="p", n=[10, 0, 10])
    assert [point.value for point in found.points] == [0.3, None, 0.4]


@pytest.mark.parametrize("screen", [True, False])
def test_what_never_varies_has_a_centre_and_no_limits(screen):
    (phase,) = analysed([4] * 12, screen=screen).phases
    assert phase.centre == 4
    assert {tuple(one) for one in phase.limits} == {(None, None)}


def test_screening_narrows_the_limits_of_a_series_with_one_wild_point():
    y = [3, 4, 3, 5, 19, 4, 3, 5, 4, 3, 5, 3, 4, 5, 3, 4, 5, 3]
    wide, narrow = (
        analysed(y, screen=screen).phases[0].limits[0].upper for screen in (False, True)
    )
    assert narrow < wide


def test_subgroups_of_different_sizes_have_limits_of_their_own():
    y = [[5.1, 4.9, 5.0, 5.2], [5.0, 5.3], [4.8, 5.1, 5.2], [5.0]]
    limits = analysed(y, chart="xbar").phases[0].limits
    widths = [None if one.upper is None else one.upper - one.lower for one in limits]
    assert widths[0] < widths[2] < widths[1]
    assert widths[3] is None


def test_the_spread_of_subgroups_is_charted():
    y = [[1, 2, 3], [2, 4, 6], [1, 1, 4], [3, 3, 3]]
    (phase,) = analysed(y, chart="s").phases
    within = fmean([1, 2, math.sqrt(3), 0])
    b4 = 2.568  # for three, from Montgomery's table
    assert phase.centre == pytest.approx(within)
    assert phase.limits[0].upper == pytest.approx(b4 * within, rel=1e-3)
    assert phase.limits[0].lower == 0


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        ("increase", "special_cause_improvement", "special_cause_concern"),
        ("decrease", "special_cause_concern", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_high", "special_cause_neutral_low"),
    ],
)
def test_a_signal_means_what_is_wanted(direction, high, low):
    y = [9, 11] * 7
    for last, cause in ((30, high), (-30, low)):
        found = analysed([*y, last], rules="mdc", freeze=14, direction=direction)
        assert found.variation == cause


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        ("increase", 5, "consistent_pass"),
        ("increase", 15, "consistent_fail"),
        ("decrease", 15, "consistent_pass"),
        ("decrease", 5, "consistent_fail"),
        ("decrease", 10, "inconsistent"),
        ("neutral", 5, None),
    ],
)
def test_assurance_compares_the_target_with_the_latest_limits(direction, target, expected):
    y = [90, 110] * 7 + [9, 11, 9.5] * 5
    found = analysed(y, rules="mdc", phases=[15], direction=direction, target=target)
    assert found.assurance == expected


def test_icons_wait_for_thirteen_points_under_making_data_count():
    assert not analysed([9, 11] * 6, rules="mdc").shown
    assert analysed([9, 11] * 6 + [9], rules="mdc").shown


@pytest.mark.parametrize("rules", ["western_electric", "nelson"])
def test_other_rule_sets_see_a_shift(rules):
    y = [9, 11] * 10 + [10.5] * 9
    found = analysed(y, rules=rules, freeze=20)
    assert found.points[-1].signal in ("shift", "four_of_five")


counts = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=3, max_size=40)


@given(counts, st.sampled_from(["p", "pp", "u", "up"]))
def test_limits_of_rates_enclose_the_centre_and_stay_possible(pairs, chart):
    (phase,) = analysed([x for x, _ in pairs], chart=chart, n=[n for _, n in pairs]).phases
    for lower, upper in phase.limits:
        if upper is not None:
            assert 0 <= lower <= phase.centre + 1e-12
            assert phase.centre - 1e-12 <= upper
            assert chart in ("u", "up") or upper <= 1


@given(
    st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=40),
    st.sampled_from(["run", "i", "mr"]),
    st.sampled_from(["anhoej", "mdc", "western_electric", "nelson"]),
)
def test_any_series_gives_as_many_points_and_limits(y, chart, rules):
    found = analysed(y, chart=chart, rules=rules, multiply=100)
    assert len(found.points) == len(y)
    assert sum(len(phase.limits) for phase in found.phases) == len(y)
    assert all((point.value is None) == (point.cause is None) for point in found.points)
