"""Measures over all groups without an order."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from initiatives.measures.disparity import Direction, InvalidFigures, Profile, analyse, simulation
from initiatives.measures.disparity.attributable import attributable, walter_error
from initiatives.measures.disparity.variation import (
    between_group_variance,
    mean_log_deviation,
    theil,
)
from tests.initiatives.measures.disparity.cases import EXAMPLE, ORDERED, example, printed, strata

RATES, SIZES, ERRORS = [0.12, 0.08, 0.2, 0.15], [500, 900, 150, 300], [0.015, 0.01, 0.03, 0.02]
PROFILE = Profile.of(RATES, SIZES, ERRORS)


def change(measure, place, step=1e-6):
    """How a measure of the rates changes with one of them, by central differences."""
    up, down = list(RATES), list(RATES)
    up[place] += step
    down[place] -= step
    values = [measure(Profile.of(rates, SIZES, ERRORS)).value for rates in (up, down)]
    return (values[0] - values[1]) / (2 * step)


def test_the_example_has_its_summary_figures():
    found = analyse(example()).summary
    assert found["mrd"].value == printed(EXAMPLE["MRD"], 12)
    assert found["mrr"].value == printed(EXAMPLE["MRR"], 12)
    assert found["srr"].value == printed(EXAMPLE["SRR"], 8)
    assert found["idisp_vs_best_pct"].value == printed(EXAMPLE["IDisp_vs_best_pct"], 8)
    assert found["par"].value == printed(EXAMPLE["PAR"], 8)
    assert found["paf_pct"].value == printed(EXAMPLE["PAF_pct"])
    assert found["excess_total"].value == printed(EXAMPLE["excess_total"], 12)


def test_excess_people_are_the_attributable_rate_times_everybody():
    found = analyse(example()).summary
    assert found["excess_total"].value == pytest.approx(-found["par"].value * 905)


def test_the_index_of_disparity_is_the_summary_ratio_less_one():
    found = analyse(example()).summary
    assert found["idisp_vs_best_pct"].value == pytest.approx(100 * (found["srr"].value - 1))


def test_each_plain_measure_follows_its_formula():
    found = analyse(strata((10, 100), (60, 300), (30, 100)), "B").summary
    # Rates 0.1, 0.2, 0.3; shares 0.2, 0.6, 0.2; mean 0.2.
    expected = {
        "mrd": 0.2,
        "mrr": 3,
        "srr": 2.5,
        "idisp_vs_best_pct": 150,
        "idisp_vs_mean_pct": 100 / 3,
        "idisp_weighted_pct": 20,
        "bgv": 0.004,
        "bgsd": math.sqrt(0.004),
        "cov_pct": 100 * math.sqrt(0.004) / 0.2,
        "mean_difference_from_mean": 0.2 / 3,
        "mean_difference_from_mean_weighted": 0.04,
        "mean_difference_from_best": 0.1,
        "mean_difference_from_best_weighted": 0.1,
        "mean_difference_from_reference": 0.2 / 3,
        "mean_difference_from_reference_weighted": 0.04,
        "theil": 0.2 * 0.5 * math.log(0.5) + 0.2 * 1.5 * math.log(1.5),
        "mld": -0.2 * math.log(0.5) - 0.2 * math.log(1.5),
    }
    assert {name: found[name].value for name in expected} == pytest.approx(expected)
    assert found["mrd"].se == pytest.approx(math.sqrt(0.3 * 0.7 / 100 + 0.1 * 0.9 / 100))


def test_the_summary_ratio_of_a_favourable_outcome_is_above_1_too():
    groups = strata((90, 100), (60, 100), (30, 100), direction=Direction.FAVOURABLE)
    assert analyse(groups).summary["srr"].value == pytest.approx(2)


def test_the_error_of_the_variance_is_that_of_a_quadratic_form():
    # For y ~ N(m, S) and Q = y'Ay: Var Q = 2·tr(ASAS) + 4·m'ASAm.
    p, m, s = np.array(PROFILE.shares), np.array(RATES), np.diag(np.square(ERRORS))
    form = np.diag(p) - np.outer(p, p)
    variance = 2 * np.trace(form @ s @ form @ s) + 4 * m @ form @ s @ form @ m
    found = between_group_variance(PROFILE)
    assert found.biased.value == pytest.approx(m @ form @ m)
    assert found.biased.se == pytest.approx(math.sqrt(variance))
    assert found.bias == pytest.approx(np.trace(form @ s))
    assert found.corrected == pytest.approx(m @ form @ m - np.trace(form @ s))


def test_a_variance_that_is_mostly_bias_carries_a_warning():
    alike = Profile.of([0.1, 0.11, 0.1], [50, 50, 50], [0.04, 0.04, 0.04])
    assert "chance alone" in between_group_variance(alike).biased.note
    assert not between_group_variance(PROFILE).biased.note


@pytest.mark.parametrize("measure", [theil, mean_log_deviation])
def test_the_errors_of_theil_and_mld_are_those_of_the_delta_method(measure):
    slopes = [change(measure, place) for place in range(4)]
    expected = math.hypot(*(a * b for a, b in zip(slopes, ERRORS, strict=True)))
    assert measure(PROFILE).se == pytest.approx(expected, rel=1e-6)


def test_a_rate_of_0_adds_nothing_to_theil_and_stops_the_log_deviation():
    found = analyse(strata((0, 100), (20, 100), (40, 100)), "B").summary
    assert found["theil"].value == pytest.approx(2 / 3 * math.log(2))
    assert found["mld"].value is None
    assert "logarithm does not exist" in found["mld"].reason


def test_no_events_at_all_leave_reasons_and_no_figures():
    found = analyse(strata((0, 100), (0, 50), (0, 70))).summary
    for name in ("theil", "mld", "mrr", "srr", "idisp_vs_mean_pct", "cov_pct", "par"):
        assert found[name].value is None and found[name].reason


def test_the_attributable_figures_are_those_of_the_reference_file():
    total = sum(e * n / 100 for e, n in zip(ORDERED["est"], ORDERED["pop"], strict=True))
    found = attributable(63, 105, total, 539, favourable=True)
    assert 100 * found.par.value == printed(ORDERED["par"], 7)
    assert 100 * found.par.se == printed(ORDERED["par_se"], 8)
    limits = [100 * found.par.low, 100 * found.par.high]
    assert limits == [printed(limit) for limit in ORDERED["par_ci95"]]
    assert found.paf_pct.value == printed(ORDERED["paf_pct"], 8)
    assert found.paf_pct.se == printed(ORDERED["paf_se_pct_correct"], 8)
    limits = [found.paf_pct.low, found.paf_pct.high]
    assert limits == [printed(limit) for limit in ORDERED["paf_ci95_correct"]]


def test_walters_error_is_the_delta_method_on_a_multinomial():
    c, d, a, b = cells = np.array([48, 552, 48, 257], dtype=float)
    n = cells.sum()
    p = cells / n

    def fraction(q):
        return 1 - q[0] / ((q[0] + q[2]) * (q[0] + q[1]))

    steps = np.eye(4) * 1e-7
    slopes = np.array([(fraction(p + h) - fraction(p - h)) / 2e-7 for h in steps])
    variance = slopes @ (np.diag(p) - np.outer(p, p)) @ slopes / n
    assert walter_error(c, c + d, a + c, n) == pytest.approx(math.sqrt(variance), rel=1e-6)
    assert b > 0


def test_a_reference_that_is_not_better_attributes_nothing():
    found = analyse(example(), "C").summary
    assert (found["par"].value, found["paf_pct"].value) == (0.0, 0.0)
    assert "not better" in found["par"].reason


def test_a_reference_outside_the_whole_is_refused():
    with pytest.raises(InvalidFigures, match="within all"):
        attributable(50, 40, 60, 100, favourable=False)


def test_two_groups_leave_only_par_paf_and_excess():
    found = analyse(strata((48, 600), (33, 220))).summary
    there = {name for name, figure in found.items() if figure.value is not None}
    assert there == {"par", "paf_pct", "excess_total"}
    assert "two groups" in found["bgv"].reason


def test_overlapping_groups_leave_out_what_adds_them_up():
    found = analyse(strata((48, 600), (33, 220), (12, 60), overlapping=True)).summary
    there = {name for name, figure in found.items() if figure.value is not None}
    assert there == {
        "mrd",
        "mrr",
        "srr",
        "idisp_vs_best_pct",
        "mean_difference_from_best",
        "mean_difference_from_reference",
    }
    assert "share people" in found["par"].reason and "share people" in found["bgv"].reason


def test_a_summary_names_the_groups_below_the_floor():
    assert "1 with under 30 people: D" in analyse(example()).summary["mrd"].note


def test_the_same_groups_have_the_same_simulated_interval():
    first = analyse(example()).summary["idisp_weighted_pct"]
    simulation.draws.cache_clear()
    assert analyse(example()).summary["idisp_weighted_pct"] == first
    assert first.low < first.high and "seed" in first.method


@pytest.mark.parametrize(("x", "n"), [(7, 40), (300, 1000), (1, 5), (50_000, 200_000)])
def test_draws_follow_the_binomial_distribution(x, n):
    (column,) = zip(*simulation.draws(((x, n),)), strict=True)
    counts = np.round(np.array(column) * n)
    law = stats.binom(n, x / n)
    # The largest gap between the two distribution functions; 1.95/√1000 is Kolmogorov's 0.1 %.
    values = np.unique(counts)
    seen = np.searchsorted(np.sort(counts), values, side="right") / len(counts)
    assert np.abs(seen - law.cdf(values)).max() < 1.95 / math.sqrt(len(counts))


def test_eight_groups_are_simulated_in_under_a_tenth_of_a_second():
    groups = strata(*((40 + 9 * i, 400 + 37 * i) for i in range(8)))
    spent = []
    for _ in range(3):
        simulation.draws.cache_clear()
        start = time.perf_counter()
        simulation.simulated(groups, 0)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1


def test_draws_that_divide_by_0_leave_no_upper_limit():
    found = analyse(strata((1, 40), (20, 40), (25, 40))).summary["srr"]
    assert found.value == pytest.approx(22.5)
    assert found.low is not None and found.high is None
    assert "no upper limit" in found.reason


def test_a_group_that_cannot_vary_is_named_in_the_note():
    found = analyse(strata((0, 40), (20, 40), (25, 40))).summary["bgsd"]
    assert "too narrow" in found.note


@settings(max_examples=12, deadline=None)
@given(st.permutations([(48, 600), (33, 220), (12, 60), (3, 45)]))
def test_the_order_of_unordered_groups_changes_no_figure(counts):
    found, base = analyse(strata(*counts)).summary, analyse(strata(*sorted(counts))).summary
    for name, figure in base.items():
        assert found[name].value == pytest.approx(figure.value, rel=1e-9, abs=1e-15)
