"""Two rates: Newcombe's difference, Katz's ratio, person-time, given errors, and the tests."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from initiatives.measures.disparity import InvalidFigures, pairs, significance
from tests.initiatives.measures.disparity.cases import CASES, EXAMPLE, printed

OTHERS = {label: case for label, case in EXAMPLE["groups"].items() if label != "A"}
A = (48, 600)


@st.composite
def tables(draw, most=60):
    n1, n2 = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@pytest.mark.parametrize("case", CASES["newcombe10"])
def test_newcombe_gives_the_published_difference(case):
    found = pairs.difference(case["x1"], case["n1"], case["x2"], case["n2"])
    expected = [printed(value) for value in case["diff_lo_hi"]]
    assert [found.value, found.low, found.high] == expected


@pytest.mark.parametrize("case", CASES["rr_log"])
def test_katz_gives_the_published_ratio(case):
    found = pairs.ratio(case["x1"], case["n1"], case["x2"], case["n2"])
    expected = [printed(value) for value in case["rr_selog_lo_hi"]]
    assert [found.value, found.se, found.low, found.high] == expected


@pytest.mark.parametrize("case", OTHERS.values(), ids=OTHERS)
def test_the_example_has_its_differences_ratios_and_tests(case):
    counts = (case["x"], case["n"], *A)
    gap, ratio = pairs.difference(*counts), pairs.ratio(*counts)
    z, p = significance.pooled_z(*counts)
    assert [gap.value, gap.low, gap.high] == [printed(v) for v in case["diff_lo_hi_vs_A"]]
    assert [ratio.value, ratio.se, ratio.low, ratio.high] == [
        printed(v) for v in case["rr_selog_lo_hi_vs_A"]
    ]
    assert (z, p) == (printed(case["z_p"][0], 4), printed(case["z_p"][1]))


@settings(max_examples=100, deadline=None)
@given(tables())
def test_swapping_the_groups_turns_the_difference_and_inverts_the_ratio(table):
    x1, n1, x2, n2 = table
    there, back = pairs.difference(x1, n1, x2, n2), pairs.difference(x2, n2, x1, n1)
    assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))
    forth, inverse = pairs.ratio(x1, n1, x2, n2), pairs.ratio(x2, n2, x1, n1)
    assume(forth.low is not None)
    assert inverse.low == pytest.approx(1 / forth.high)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_every_figure_lies_within_its_limits(table):
    for found in (pairs.difference(*table), pairs.ratio(*table)):
        if found.low is not None:
            assert found.low <= found.value <= found.high
            assert all(map(math.isfinite, (found.low, found.high)))
        else:
            assert found.reason


def test_a_rate_of_0_gets_halves_and_says_so():
    found = pairs.ratio(0, 40, 8, 60)
    assert found.value == pytest.approx((0.5 / 40.5) / (8.5 / 60.5))
    assert found.se == pytest.approx(math.sqrt(1 / 0.5 - 1 / 40.5 + 1 / 8.5 - 1 / 60.5))
    assert "0.5 was added" in found.note


def test_two_rates_of_0_have_no_ratio_rather_than_infinity():
    found = pairs.ratio(0, 40, 0, 60)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert "no ratio" in found.reason


def test_two_rates_of_100_percent_claim_no_certainty():
    found = pairs.ratio(40, 40, 60, 60)
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert "certainty" in found.reason


def test_person_time_follows_its_formulas():
    # 30 events in 1,000 against 20 in 1,600: by hand.
    gap = pairs.person_time_difference(30, 1000, 20, 1600)
    ratio = pairs.person_time_ratio(30, 1000, 20, 1600)
    assert gap.value == pytest.approx(0.0175)
    assert gap.se == pytest.approx(math.sqrt(30 / 1e6 + 20 / 2.56e6))
    assert ratio.value == pytest.approx(2.4)
    assert math.log(ratio.high / 2.4) == pytest.approx(1.959963985 * math.sqrt(1 / 30 + 1 / 20))


def test_person_time_without_events_has_no_ratio():
    assert pairs.person_time_ratio(0, 10, 5, 10).value is None


def test_estimates_with_given_errors_combine_them():
    gap = pairs.estimated_difference(12, 3, 8, 4)
    ratio = pairs.estimated_ratio(12, 3, 8, 4)
    assert (gap.value, gap.se) == (4, 5)
    assert ratio.value == 1.5
    assert ratio.se == pytest.approx(math.sqrt((3 / 12) ** 2 + (4 / 8) ** 2))
    assert pairs.estimated_ratio(12, 3, 0, 4).value is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, True, "3"])
def test_estimates_must_be_finite_numbers(bad):
    with pytest.raises(InvalidFigures, match="Group 2"):
        pairs.estimated_difference(12, 3, bad, 4)


@settings(max_examples=120, deadline=None)
@given(tables())
def test_fisher_agrees_with_scipy(table):
    x1, n1, x2, n2 = table
    oracle = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue
    assert significance.fisher_exact(*table) == pytest.approx(oracle, rel=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 200), st.floats(0, 1), st.floats(0.01, 0.99))
def test_the_exact_binomial_agrees_with_scipy(n, share, rate):
    x = round(share * n)
    oracle = stats.binomtest(x, n, rate).pvalue
    # SciPy and we walk to the far tail by different sums; a tie may fall to either side.
    assert significance.exact_binomial(x, n, rate) == pytest.approx(oracle, rel=1e-6, abs=1e-300)


def test_fisher_stays_exact_among_thousands_of_millions():
    found = significance.fisher_exact(4, 1_000_000_000, 0, 1_000_000_000)
    assert found == pytest.approx(0.125, rel=1e-8)


def test_fewer_than_five_expected_bring_fishers_test():
    assert significance.compare_two(3, 25, 48, 600)[1] == significance.FISHER
    assert significance.compare_two(12, 60, 48, 600)[1] == significance.POOLED_Z
    # 10 of 20 against 0 of 20: five expected in each cell of the first column.
    assert significance.compare_two(10, 20, 0, 20)[1] == significance.POOLED_Z
    assert significance.compare_two(9, 20, 0, 20)[1] == significance.FISHER


def test_equal_rates_of_0_are_no_difference():
    assert significance.pooled_z(0, 50, 0, 70) == (0.0, 1.0)
    assert significance.fisher_exact(0, 50, 0, 70) == 1.0
