"""Runs and crossings, against the published limits."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.spc.runs import crossings_min, longest_run_max, runs_of

# Anhøj & Olesen 2014, as tabled for 1 to 100 useful points
LONGEST = {1: 3, 2: 4, 5: 5, 11: 6, 22: 7, 45: 8, 90: 9, 181: 10}  # up to so many points
CROSSINGS = """
0 0 0 0 0 1 1 1 2 2 2 3 3 4 4 4 5 5 6 6 6 7 7 8 8 8 9 9 10 10 11 11 11 12 12 13 13 14 14 14 15 15
16 16 17 17 17 18 18 19 19 20 20 21 21 21 22 22 23 23 24 24 25 25 25 26 26 27 27 28 28 29 29 29 30
30 31 31 32 32 33 33 34 34 34 35 35 36 36 37 37 38 38 39 39 39 40 40 41 41
"""


@pytest.mark.parametrize("useful", range(1, 101))
def test_the_limits_are_exact_up_to_a_hundred_points(useful):
    assert longest_run_max(useful) == next(LONGEST[upto] for upto in LONGEST if useful <= upto)
    assert crossings_min(useful) == int(CROSSINGS.split()[useful - 1])


@pytest.mark.parametrize("useful", [5, 8, 11])
def test_the_fewest_crossings_leave_out_less_than_five_percent_of_all_coin_tosses(useful):
    tosses = list(product((0, 1), repeat=useful - 1))
    fewer = sum(sum(toss) < crossings_min(useful) for toss in tosses) / len(tosses)
    at_most = sum(sum(toss) <= crossings_min(useful) for toss in tosses) / len(tosses)
    assert fewer < 0.05 <= at_most


def test_a_point_on_the_line_neither_breaks_nor_extends_a_run():
    with_one, without = runs_of([6, 7, 5, 8, 4], 5), runs_of([6, 7, 8, 4], 5)
    assert with_one == without
    assert (with_one.useful, with_one.longest_run, with_one.crossings) == (4, 3, 1)


def test_a_missing_point_is_passed_over():
    assert runs_of([6, None, 7, 4], 5) == runs_of([6, 7, 4], 5)


def test_a_difference_that_is_only_rounding_lies_on_the_line():
    assert runs_of([0.1 + 0.2, 0.3], 0.3).useful == 0


@pytest.mark.parametrize(
    ("points", "broken"), [([6] * 8 + [4] * 2, True), ([6] * 6 + [4, 6, 4, 6], False)]
)
def test_a_run_longer_than_chance_explains_is_a_signal(points, broken):
    assert runs_of(points, 5).signal is broken


def test_few_crossings_alone_are_a_signal():
    found = runs_of([6] * 6 + [4] * 6 + [6] * 6 + [4] * 6, 5)
    assert found.longest_run <= found.longest_run_max
    assert (found.crossings, found.crossings_min) == (3, 8)
    assert found.signal


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=60), st.integers(-1000, 1000))
def test_runs_stay_when_everything_moves_or_is_mirrored(values, by):
    found = runs_of(values, 0)
    assert runs_of([value + by for value in values], by) == found
    assert runs_of([-value for value in values], 0) == found
    assert runs_of(values[::-1], 0) == found


@given(st.lists(st.sampled_from([-1, 1]), min_size=1, max_size=80))
def test_runs_and_crossings_make_up_the_points(values):
    found = runs_of(values, 0)
    assert found.useful == len(values)
    assert found.longest_run <= found.useful <= found.longest_run * (found.crossings + 1)
