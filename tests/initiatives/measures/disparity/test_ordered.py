"""Measures over groups with an order."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from initiatives.measures.disparity import InvalidFigures, Profile, analyse, logit, slope
from initiatives.measures.disparity.concentration import absolute, concentration, relative
from initiatives.measures.disparity.ordered import NAMES, gradient
from initiatives.measures.disparity.ridit import fit_line, ridits
from tests.initiatives.measures.disparity.cases import ORDERED, printed, strata

# The file's rates are percentages; 539 people in five groups.
PERCENT = Profile.of(ORDERED["est"], ORDERED["pop"])
FRACTION = Profile.of([e / 100 for e in ORDERED["est"]], ORDERED["pop"])
# The logit works on counts, so WHO rounds rate times size: 15.6 is 16, 51.5 is 52.
COUNTS = [round(e * n / 100) for e, n in zip(ORDERED["est"], ORDERED["pop"], strict=True)]
GROUPS = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=3,
    max_size=8,
)


def weighted_regression(y, x, n):
    """Intercept, slope and the slope's model error by matrices."""
    design, w = np.column_stack([np.ones(len(x)), x]), np.diag(n)
    inverse = np.linalg.inv(design.T @ w @ design)
    beta = inverse @ design.T @ w @ y
    rest = y - design @ beta
    return (*beta, math.sqrt(rest @ w @ rest / (len(y) - 2) * inverse[1, 1]))


def test_the_mean_and_the_ridits_are_those_of_the_reference_file():
    assert PERCENT.mean == printed(ORDERED["mean"], 7)
    assert ridits(PERCENT.shares) == [printed(place) for place in ORDERED["ridit_X"]]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_the_mean_ridit_is_one_half(sizes):
    shares = [size / sum(sizes) for size in sizes]
    assert sum(p * x for p, x in zip(shares, ridits(shares), strict=True)) == pytest.approx(0.5)


def test_the_concentration_indices_are_those_of_the_reference_file():
    assert absolute(PERCENT).value == printed(ORDERED["aci"], 8)
    assert relative(PERCENT).value == printed(ORDERED["rci"], 8)


def test_the_bounded_indices_follow_from_the_relative_one():
    found, mean = concentration(FRACTION), FRACTION.mean
    assert found.wagstaff.value == pytest.approx(found.rci.value / (1 - mean))
    assert found.erreygers.value == pytest.approx(4 * mean * found.rci.value)


def test_the_errors_of_the_indices_are_those_of_convenient_regression():
    places = np.array(ridits(PERCENT.shares))
    variance = np.sum(np.array(PERCENT.shares) * (places - 0.5) ** 2)
    y, n = np.array(PERCENT.rates), np.array(PERCENT.sizes)
    _, index, error = weighted_regression(2 * variance * y, places, n)
    assert (absolute(PERCENT).value, absolute(PERCENT).se) == pytest.approx((index, error))
    _, index, error = weighted_regression(2 * variance * y / PERCENT.mean, places, n)
    assert (relative(PERCENT).value, relative(PERCENT).se) == pytest.approx((index, error))


def test_bounded_indices_refuse_percentages():
    with pytest.raises(InvalidFigures, match="between 0 and 1"):
        concentration(PERCENT)


def test_the_linear_slope_and_ratios_are_those_of_the_reference_file():
    assert slope.slope_index(PERCENT).value == printed(ORDERED["sii_wls"], 8)
    assert slope.ratio_of_ends(PERCENT).value == printed(ORDERED["rii_wls_p1_over_p0"], 8)
    assert slope.slope_over_mean(PERCENT).value == printed(ORDERED["rii_hdcalc_b_over_mean"], 8)


def test_the_linear_slope_has_the_error_of_weighted_regression():
    _, index, error = weighted_regression(
        np.array(PERCENT.rates), np.array(ridits(PERCENT.shares)), np.array(PERCENT.sizes)
    )
    found = slope.slope_index(PERCENT)
    assert (found.value, found.se) == pytest.approx((index, error))


def test_kunst_mackenbach_is_inverted_for_an_adverse_outcome():
    good, bad = (slope.kunst_mackenbach(PERCENT, favourable=f).value for f in (True, False))
    assert bad == printed(ORDERED["rii_wls_p1_over_p0"], 8)
    assert good == pytest.approx(1 / bad)


def test_a_line_that_leaves_the_range_of_rates_says_so():
    steep = Profile.of([0.02, 0.5, 0.98], [50, 50, 50])
    assert "outside 0 to 100 %" in slope.slope_index(steep).note
    assert slope.ratio_of_ends(steep).value is None
    assert slope.slope_index(FRACTION).note == ""


def test_the_logit_indices_are_those_of_the_reference_file():
    found = logit.indices(COUNTS, ORDERED["pop"])
    sii, rii = ORDERED["sii_logit_HC1"], ORDERED["rii_logit_HC1"]
    assert 100 * found.sii_hc1.value == printed(sii["est"])
    assert 100 * found.sii_hc1.se == printed(sii["se"])
    limits = [100 * found.sii_hc1.low, 100 * found.sii_hc1.high]
    assert limits == [printed(limit) for limit in sii["ci95"]]
    assert found.rii_hc1.value == printed(rii["est"])
    assert [found.rii_hc1.low, found.rii_hc1.high] == [printed(limit) for limit in rii["ci95"]]


def test_the_logit_curve_is_where_the_likelihood_is_highest():
    x, n = np.array(COUNTS), np.array(ORDERED["pop"])
    places = np.array(ridits(list(n / n.sum())))

    def cost(b):
        line = b[0] + b[1] * places
        return np.sum(n * np.logaddexp(0, line) - x * line)

    best = optimize.minimize(cost, [0, 0], tol=1e-12)
    curve = logit.fit(COUNTS, ORDERED["pop"])
    assert (curve.intercept, curve.slope) == pytest.approx(tuple(best.x), rel=1e-5)


def test_the_binomial_error_knows_how_many_people_there_are():
    # Four times the people at the same rates: half the error. HC1 does not change.
    counts, sizes = [20, 31, 39, 52], [100, 100, 100, 100]
    once = logit.indices(counts, sizes)
    more = logit.indices([4 * x for x in counts], [4 * n for n in sizes])
    assert more.sii_binomial.se == pytest.approx(once.sii_binomial.se / 2)
    assert more.sii_hc1.se == pytest.approx(once.sii_hc1.se)


def test_groups_exactly_on_the_curve_get_no_interval_from_their_scatter():
    found = logit.indices([10, 10, 10], [100, 100, 100])
    assert (found.sii_hc1.value, found.sii_hc1.low) == (pytest.approx(0), None)
    assert found.sii_binomial.low < 0 < found.sii_binomial.high
    assert slope.slope_index(Profile.of([0.1, 0.1, 0.1], [9, 7, 8])).low is None


@pytest.mark.parametrize("counts", [[0, 0, 0], [9, 9, 9], [0, 0, 9], [9, 4, 0], [0, 5, 9]])
def test_a_step_has_no_logit_index_and_says_why(counts):
    found = logit.indices(counts, [9, 9, 9])
    assert found.sii_hc1.value is None
    assert "as a step" in found.sii_hc1.reason


def test_a_gradient_as_steep_as_counts_can_make_it_stays_finite():
    found = logit.indices([1, 0, 9_999_999_999, 9], [10**10, 9, 10**10, 10])
    for figure in (found.sii_hc1, found.rii_hc1, found.sii_binomial, found.rii_binomial):
        assert figure.value is None or math.isfinite(figure.value)


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_turning_the_order_round_turns_the_slope(counts):
    ahead = gradient(strata(*counts, ordered=True))
    back = gradient(strata(*reversed(counts), ordered=True))
    for name in ("aci", "sii_linear", "sii_logit_hc1"):
        if ahead[name].value is None:
            assert back[name].value is None
        else:
            assert back[name].value == pytest.approx(-ahead[name].value, rel=1e-6, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_every_index_stays_within_its_range(counts):
    found = gradient(strata(*counts, ordered=True))
    for name in ("rci", "wagstaff", "erreygers", "sii_logit_hc1", "sii_logit_binomial"):
        if found[name].value is not None:
            assert -1 - 1e-9 <= found[name].value <= 1 + 1e-9


def test_groups_without_an_order_have_no_gradient():
    groups = strata((10, 100), (20, 100), (30, 100))
    assert not set(NAMES) & set(analyse(groups).summary)
    with pytest.raises(InvalidFigures, match="no order"):
        gradient(groups)


def test_ordered_groups_have_every_measure_by_name():
    groups = strata((10, 100), (20, 100), (30, 100), ordered=True)
    assert set(NAMES) <= set(analyse(groups).summary)


@pytest.mark.parametrize(
    ("counts", "said", "reason"),
    [
        ([(1, 40), (2, 40)], {}, "three groups"),
        ([(1, 40), (2, 40), (3, 40)], {"overlapping": True}, "share people"),
    ],
)
def test_a_gradient_that_cannot_be_has_its_reason(counts, said, reason):
    found = gradient(strata(*counts, ordered=True, **said))
    assert all(each.value is None and reason in each.reason for each in found.values())


def test_two_groups_make_no_line():
    with pytest.raises(InvalidFigures, match="at least three"):
        fit_line(Profile.of([0.1, 0.2], [5, 5]))
    with pytest.raises(InvalidFigures, match="at least three"):
        logit.indices([1, 2], [5, 5])
