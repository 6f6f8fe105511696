"""A linear program tries to tell what is masked, from everything that is published."""

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from initiatives.measures.suppression import TOTAL, grid_table, line_table
from initiatives.measures.suppression.rates import masks_of_rates, network_of
from initiatives.measures.suppression.tables import protect

SMALL = 11
TABLES = 1000
PARTS = 8


class Reader:
    """Somebody who knows all sums, what is published, and the least that a masked count is."""

    def __init__(self, network, masked):
        self.cells = [cell for cell in network.arcs if cell in masked]
        nodes = {node for arc in network.arcs.values() for node in (arc.tail, arc.head)}
        self.sums = np.zeros((len(nodes), len(self.cells)))
        self.known = np.zeros(len(nodes))
        rows = {node: row for row, node in enumerate(sorted(nodes, key=str))}
        for cell, arc in network.arcs.items():
            for node, sign in ((arc.head, 1), (arc.tail, -1)):
                if cell in masked:
                    self.sums[rows[node], self.cells.index(cell)] += sign
                else:
                    self.known[rows[node]] -= sign * arc.size
        self.least = 0 if any(network.arcs[cell].size == 0 for cell in masked) else 1

    def end(self, cell, sign):
        """The most (sign -1) or the least (sign 1) that a masked count can be, maybe inf."""
        goal = np.zeros(len(self.cells))
        goal[self.cells.index(cell)] = sign
        found = linprog(
            goal, A_eq=self.sums, b_eq=self.known, bounds=(self.least, None), method="highs"
        )
        if found.status == 3:
            return np.inf
        assert found.status == 0, found.message
        return sign * found.fun


def some_count(source):
    return source.choice([0, 0, 1, 3, 7, 10, 11, 12, 20, 35, 80, source.randint(0, 2000)])


def random_table(source):
    """A protected table of one or two dimensions: its network and what is masked."""
    width = source.randint(2, 6)
    if source.random() < 0.3:
        table = line_table([some_count(source) for _ in range(width)])
        protect(table, range(width))
    else:
        height = source.randint(2, 4)
        table = grid_table([[some_count(source) for _ in range(width)] for _ in range(height)])
        cells = [(i, j) for i in range(height) for j in range(width)]
        protect(table, cells, rectangles=True)
    return table.network, frozenset(table.masked)


def random_rates(source):
    """Protected groups with their rates, and the rate of all."""
    groups = [
        (source.randint(0, people), people)
        for people in (source.choice([5, 30, 60, 200, 900]) for _ in range(source.randint(2, 6)))
    ]
    found = masks_of_rates(groups, total=True)
    hidden = {(group, part) for group in found - {TOTAL} for part in ("with", "without", "people")}
    return network_of(groups), frozenset() if TOTAL in found else frozenset(hidden)


def assert_safe(network, masked):
    """No masked count can be told, and no small one be told to be small."""
    reader = Reader(network, masked) if masked else None
    for cell in masked:
        size = network.arcs[cell].size
        most = reader.end(cell, -1)
        if 1 <= size < SMALL:
            assert most >= SMALL - 1e-6, (cell, size, most)
        if most < size + 1 - 1e-6:
            assert most - reader.end(cell, 1) >= 1 - 1e-6, (cell, size, most)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_masked_count_can_be_told_more_exactly_than_the_rule_allows(part):
    source = random.Random(part)
    masked = 0
    for _ in range(TABLES // PARTS):
        network, hidden = random_table(source)
        assert_safe(network, hidden)
        masked += len(hidden)
    assert masked > TABLES // PARTS, "hardly anything was masked, so nothing was tried"


def test_no_masked_group_can_be_told_from_the_rates_of_the_others():
    source = random.Random(99)
    for _ in range(100):
        assert_safe(*random_rates(source))


def test_the_audit_of_the_product_finds_what_the_program_finds():
    source = random.Random(7)
    for _ in range(40):
        network, masked = random_table(source)
        reader = Reader(network, masked) if masked else None
        for cell in masked:
            least, most = network.range_of(cell, masked)
            assert reader.end(cell, 1) == pytest.approx(least)
            assert reader.end(cell, -1) == pytest.approx(np.inf if most is None else most)


def test_masking_only_what_is_small_would_be_told():
    table = line_table([3, 50, 60])
    masked = frozenset({0})
    assert Reader(table.network, masked).end(0, -1) == pytest.approx(3)
    with pytest.raises(AssertionError):
        assert_safe(table.network, masked)
