"""What is masked, and why: the published patterns, and what must hold of every table."""

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.measures.suppression import (
    TOTAL,
    answer,
    masks_of_grid,
    masks_of_line,
    masks_of_rates,
)

PATH = Path(__file__).parents[3] / "data" / "equity_cases.json"
CASES = json.loads(PATH.read_text())["suppression"]
LINES = [case for case in CASES if "t" in case]
counts = st.one_of(st.just(0), st.integers(1, 15), st.integers(0, 500))
lines = st.lists(counts, min_size=1, max_size=12)
grids = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
)


@pytest.mark.parametrize("case", LINES)
def test_a_line_is_masked_as_the_reference_says(case):
    assert sum(case["cells"].values()) == case["total"]
    found = answer({"cells": case["cells"], "total": True, "threshold": case["t"]})
    assert found == {"masked": case["masked"]}


def test_a_grid_is_masked_as_gausssuppression_does():
    case = CASES[-1]
    rows = [list(row.values()) for row in case["cells"].values()]
    names = [(row, column) for row in case["cells"] for column in case["cells"][row]]
    found = masks_of_grid(rows, total=True, threshold=2, zeros=True)
    masked = {"/".join(names[i * 3 + j]) for i, j in found}
    assert masked == {name.removesuffix(" (primary)") for name in case["masked"]}


def test_one_small_count_in_a_grid_takes_a_rectangle():
    rows = [[50, 4, 60, 70], [20, 30, 40, 90], [25, 35, 45, 80]]
    assert masks_of_grid(rows, total=True) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_without_a_published_total_only_small_counts_are_masked():
    assert masks_of_line([3, 50, 0, 10, 11], total=False) == {0, 3}
    assert masks_of_grid([[3, 50], [0, 11]], total=False) == {(0, 0)}


def test_a_small_total_goes_with_what_it_is_made_of():
    assert masks_of_grid([[1, 2], [50, 60]], total=True) >= {(0, 0), (0, 1), (0, 2)}


@given(lines, st.integers(2, 30))
def test_all_that_is_small_and_no_zero_needlessly(values, threshold):
    masked = masks_of_line(values, total=True, threshold=threshold)
    small = {index for index, value in enumerate(values) if 1 <= value < threshold}
    assert small <= masked
    assert bool(masked) == bool(small)
    if any(values[index] == 0 for index in masked - {TOTAL}):
        assert all(index in masked for index, value in enumerate(values) if value)


@settings(max_examples=60)
@given(grids)
def test_a_grid_without_small_counts_is_shown_whole(rows):
    shape = product(range(len(rows)), range(len(rows[0])))
    small = {(i, j) for i, j in shape if 1 <= rows[i][j] < 11}
    masked = masks_of_grid(rows, total=True)
    assert small <= masked
    assert bool(masked) == bool(small)


@settings(max_examples=60)
@given(grids)
def test_the_same_table_is_masked_alike_whichever_way_it_lies(rows):
    turned = [list(column) for column in zip(*rows, strict=True)]
    one, other = masks_of_grid(rows, total=True), masks_of_grid(turned, total=True)
    small = {
        (i, j) for i, j in one if i < len(rows) and j < len(rows[0]) and rows[i][j] in range(1, 11)
    }
    assert small <= {(i, j) for j, i in other}
    assert bool(one) == bool(other)


def test_equal_counts_give_way_in_their_order():
    assert masks_of_line([5, 20, 20, 20], total=True) == {0, 1}


def test_complementary_masking_stays_sparse():
    rows = [[(7 * i + 5 * j) % 90 + 12 for j in range(8)] for i in range(8)]
    rows[2][3] = rows[5][6] = 4
    assert len(masks_of_grid(rows, total=True)) <= 8


@pytest.mark.parametrize(
    ("groups", "masked"),
    [
        ([(48, 600), (33, 220), (12, 60), (3, 25)], {2, 3}),  # few events: the next one goes too
        ([(48, 600), (215, 220), (30, 60)], {1, 2}),  # few without the event
        ([(48, 600), (0, 40), (30, 80)], set()),  # nobody is no small number
        ([(5, 600)], {0, TOTAL}),
        ([(4, 30), (3, 40)], {0, 1, TOTAL}),  # together still few
        ([(0, 5), (48, 600), (20, 90)], {0, 2}),  # few people
    ],
)
def test_groups_are_masked_as_a_whole(groups, masked):
    assert masks_of_rates(groups, total=True) == masked


def test_overlapping_groups_have_no_total_to_subtract_from():
    assert masks_of_rates([(48, 600), (3, 25)], total=False) == {1}
