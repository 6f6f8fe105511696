"""One rate: Wilson's limits, exact Poisson limits, the relative standard error."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from initiatives.measures.disparity import InvalidFigures, beta, gamma
from initiatives.measures.disparity.rates import person_time, relative_standard_error, wilson
from tests.initiatives.measures.disparity.cases import CASES, EXAMPLE, printed


@pytest.mark.parametrize("case", CASES["wilson"])
def test_wilson_gives_the_published_limits(case):
    found = wilson(case["x"], case["n"])
    assert [found.low, found.high] == [printed(limit) for limit in case["ci95"]]


@pytest.mark.parametrize("case", EXAMPLE["groups"].values(), ids=EXAMPLE["groups"])
def test_wilson_gives_the_limits_of_the_example(case):
    found = wilson(case["x"], case["n"])
    assert found.value == case["rate"]
    assert [found.low, found.high] == [printed(limit) for limit in case["wilson"]]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**7), st.floats(0, 1))
def test_wilson_agrees_with_scipy(n, share):
    x = round(share * n)
    found = wilson(x, n)
    oracle = stats.binomtest(x, n).proportion_ci(method="wilson")
    assert found.low == pytest.approx(oracle.low, rel=1e-9, abs=1e-15)
    assert found.high == pytest.approx(oracle.high, rel=1e-9)


def test_wilson_keeps_a_width_at_none_and_at_all():
    none, everyone = wilson(0, 20), wilson(20, 20)
    assert none.low == 0.0 and everyone.high == 1.0
    assert none.high == pytest.approx(1 - everyone.low)
    assert none.high > 0.1


@pytest.mark.parametrize("probability", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize("shape", [1, 2, 3, 7.5, 30, 400, 10_000, 1_000_000])
def test_the_gamma_quantile_is_right_to_ten_digits(probability, shape):
    oracle = stats.gamma.ppf(probability, shape)
    assert gamma.quantile(probability, shape) == pytest.approx(oracle, rel=1e-10)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10_000), st.floats(0, 1))
def test_exact_limits_of_a_proportion_agree_with_scipy(n, share):
    x = round(share * n)
    oracle = stats.binomtest(x, n).proportion_ci(method="exact")
    assert beta.exact_limits(x, n) == pytest.approx((oracle.low, oracle.high), rel=1e-9)


@pytest.mark.parametrize("events", [1, 2, 5, 10, 59, 4_000])
def test_exact_poisson_limits_are_chi_square_quantiles(events):
    found = person_time(events, 12.5)
    assert found.value == events / 12.5
    assert found.se == pytest.approx(math.sqrt(events) / 12.5)
    assert found.low == pytest.approx(stats.chi2.ppf(0.025, 2 * events) / 25, rel=1e-10)
    assert found.high == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 25, rel=1e-10)


def test_no_events_leave_the_upper_poisson_limit():
    found = person_time(0, 1)
    assert found.low == 0.0
    assert found.high == pytest.approx(-math.log(0.025), rel=1e-12)


def test_the_relative_standard_error_follows_its_formula():
    assert relative_standard_error(33, 220) == pytest.approx(math.sqrt(0.85 / 33))
    assert relative_standard_error(20, 20) == 0.0


def test_no_events_have_no_relative_standard_error():
    assert relative_standard_error(0, 20) is None


@pytest.mark.parametrize(
    ("x", "n", "said"),
    [
        (12, 10, "The numerator 12 is more than the denominator 10."),
        (-1, 10, "The numerator is less than 0."),
        (0, 0, "The denominator is less than 1."),
        (True, 10, "The numerator must be a whole number."),
        (1.0, 10, "The numerator must be a whole number."),
        ("1", 10, "The numerator must be a whole number."),
        (1, float("nan"), "The denominator must be a whole number."),
        (1, 10**11, "The denominator is more than 10,000,000,000."),
    ],
)
def test_counts_that_cannot_be_are_refused_with_their_reason(x, n, said):
    with pytest.raises(InvalidFigures, match=said):
        wilson(x, n)


@pytest.mark.parametrize("time", [0, -1, math.nan, math.inf, True, None, "1", 10**400])
def test_person_time_must_be_a_finite_number_above_0(time):
    with pytest.raises(InvalidFigures, match="person-time"):
        person_time(3, time)
