"""How a make-up compares with a benchmark, as description."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from initiatives.measures.disparity import InvalidFigures
from initiatives.measures.disparity import representation as made_up
from tests.initiatives.measures.disparity.cases import CASES, printed

ACS = CASES["acs_moe_proportion"]
MAKE_UPS = st.lists(st.integers(0, 1000), min_size=2, max_size=8).filter(any)


def test_the_acs_margin_is_that_of_the_handbook():
    found = made_up.proportion_margin(ACS["X"], ACS["moe_X"], ACS["Y"], ACS["moe_Y"])
    assert found.proportion == printed(ACS["p"])
    assert found.moe == printed(ACS["moe90"], 5)
    assert not found.as_ratio


def test_a_margin_without_a_root_is_that_of_a_ratio():
    found = made_up.proportion_margin(80, 4, 100, 20)
    assert found.as_ratio
    assert found.moe == pytest.approx(math.sqrt(4**2 + (0.8 * 20) ** 2) / 100)


def test_the_index_with_a_fixed_benchmark_divides_wilsons_limits():
    found = made_up.representation_index(30, 400, 0.12)
    oracle = stats.binomtest(30, 400).proportion_ci(method="wilson")
    assert found.value == pytest.approx(0.625)
    assert (found.low, found.high) == pytest.approx((oracle.low / 0.12, oracle.high / 0.12))


def test_the_error_of_the_benchmark_widens_the_interval():
    found = made_up.representation_index(30, 400, 0.12, benchmark_moe=0.02)
    se = math.sqrt((1 - 0.075) / 30 + (0.02 / 1.645 / 0.12) ** 2)
    assert found.se == pytest.approx(se)
    assert found.high == pytest.approx(0.625 * math.exp(stats.norm.ppf(0.975) * se))


def test_nobody_there_still_has_an_upper_limit_beside_a_fixed_benchmark():
    found = made_up.representation_index(0, 50, 0.1)
    assert (found.value, found.low) == (0, 0)
    assert found.high > 0.5
    assert made_up.representation_index(0, 50, 0.1, benchmark_moe=0.02).value is None


def test_the_gap_in_heads_is_what_parity_would_have_more():
    assert made_up.gap_in_heads(30, 400, 0.12) == pytest.approx(18)


def test_a_wide_margin_is_flagged_over_30_percent():
    assert made_up.coefficient_of_variation(1000, 164.5) == pytest.approx(0.1)
    assert not made_up.is_unreliable(1000, 493.5)
    assert made_up.is_unreliable(1000, 494)


def test_dissimilarity_and_blau_by_hand():
    assert made_up.dissimilarity([60, 30, 10], [0.5, 0.25, 0.25]) == pytest.approx(0.15)
    assert made_up.blau([50, 30, 20]) == pytest.approx(0.62)
    assert made_up.blau([7]) == 0


@settings(max_examples=60, deadline=None)
@given(MAKE_UPS)
def test_a_make_up_is_alike_to_itself_and_blau_stays_below_its_most(sizes):
    assert made_up.dissimilarity(sizes, [3 * size for size in sizes]) == pytest.approx(0, abs=1e-12)
    assert 0 <= made_up.blau(sizes) <= 1 - 1 / len(sizes) + 1e-12


def test_two_make_ups_without_a_common_group_are_apart():
    assert made_up.dissimilarity([5, 0], [0, 9]) == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: made_up.representation_index(5, 4, 0.1), "more than the denominator"),
        (lambda: made_up.representation_index(3, 4, 0), "more than 0"),
        (lambda: made_up.representation_index(3, 4, 12), "at most 1"),
        (lambda: made_up.representation_index(3, 4, math.nan), "finite"),
        (lambda: made_up.representation_index(3, 4, 0.1, -1), "less than 0"),
        (lambda: made_up.proportion_margin(5, 1, 4, 1), "more than the whole"),
        (lambda: made_up.proportion_margin(5, True, 9, 1), "must be a number"),
        (lambda: made_up.dissimilarity([1, 2], [1]), "same groups"),
        (lambda: made_up.dissimilarity([1, -2], [1, 2]), "Group 2 is less than 0"),
        (lambda: made_up.blau([]), "At least one group"),
        (lambda: made_up.blau([0, 0]), "At least one group"),
        (lambda: made_up.blau([math.inf]), "finite"),
        (lambda: made_up.coefficient_of_variation(0, 5), "more than 0"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_reason(call, said):
    with pytest.raises(InvalidFigures, match=said):
        call()
