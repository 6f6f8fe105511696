"""Sums over periods, and meetings of two vocabularies: a linear program tries to tell them.

The program knows every equation between what is published, written down here anew from the tables
and not from the network that the product asks.
"""

import random
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from initiatives.measures.suppression import masks_of_rates
from initiatives.measures.suppression.pools import Meeting, Pooled, Sheet, masks_of_pool
from initiatives.measures.suppression.rates import is_small

SMALL = 11
SETS = 240


class World:
    """People of some periods by two vocabularies, as they are, and what is published of them."""

    def __init__(self, source):
        self.periods = range(source.randint(1, 3))
        rows, columns = range(source.randint(2, 4)), range(source.randint(2, 4))
        self.people = {key: some_parts(source) for key in product(self.periods, rows, columns)}
        self.sheets = [self.sheet(side) for side in (0, 1)]
        self.hidden_periods = frozenset()

    def total(self, test):
        found = [parts for key, parts in self.people.items() if test(key)]
        return tuple(map(sum, zip(*found, strict=True)))

    def sheet(self, side):
        groups = sorted({key[side + 1] for key in self.people})
        cells, masked = {}, set()
        for period in self.periods:
            row = [
                self.total(lambda k, g=g, p=period: k[0] == p and k[side + 1] == g) for g in groups
            ]
            cells |= {(period, g): parts for g, parts in zip(groups, row, strict=True)}
            found = masks_of_rates([(x, x + rest) for x, rest in row], total=True)
            masked |= {(period, g) for at, g in enumerate(groups) if at in found}
            if "TOTAL" in found or is_small(as_counts(added(row))):
                raise Withheld
        return Sheet(cells, frozenset(masked))

    def meetings(self):
        keys = sorted({key[1:] for key in self.people})
        return {key: self.total(lambda k, key=key: k[1:] == key) for key in keys}


class Withheld(Exception):
    """A period of which not even everybody may be shown is another rule's business."""


def as_counts(parts):
    return parts[0], sum(parts)


def added(rows):
    return tuple(map(sum, zip(*rows, strict=True)))


def some_parts(source):
    return (
        source.choice([0, 0, 1, 4, 9, 15, 40, 90, source.randint(0, 300)]),
        source.choice([0, 2, 8, 14, 30, 70, 200, source.randint(0, 900)]),
    )


def worlds(seed, number):
    source = random.Random(seed)
    made = 0
    while made < number:
        try:
            world = World(source)
        except Withheld:
            continue
        made += 1
        yield world


class Reader:
    """Somebody who knows one layer of all that is published, and how it adds up."""

    def __init__(self, world, masks, layer):
        self.size, self.hidden, self.equations = {}, set(), []
        for side, sheet in enumerate(world.sheets):
            for key, parts in sheet.cells.items():
                self.put(("cell", side, *key), parts[layer], key in sheet.masked)
            for group in {group for _, group in sheet.cells}:
                total = world.total(lambda k, s=side, g=group: k[s + 1] == g)[layer]
                self.put(("pool", side, group), total, Pooled(side, group) in masks)
                self.equation(
                    [("cell", side, period, group) for period in world.periods],
                    ("pool", side, group),
                )
        for key, parts in world.meetings().items():
            self.put(("meet", *key), parts[layer], Meeting(*key) in masks)
        for period in world.periods:
            self.put(("all", period), world.total(lambda k, p=period: k[0] == p)[layer], False)
            for side, sheet in enumerate(world.sheets):
                parts = [("cell", side, *key) for key in sheet.cells if key[0] == period]
                self.equation(parts, ("all", period))
        for group in {a for a, _ in world.meetings()}:
            row = [("meet", *key) for key in world.meetings() if key[0] == group]
            self.equation(row, ("pool", 0, group))
        for group in {b for _, b in world.meetings()}:
            column = [("meet", *key) for key in world.meetings() if key[1] == group]
            self.equation(column, ("pool", 1, group))
        self.solve()

    def put(self, name, size, masked):
        self.size[name] = size
        if masked:
            self.hidden.add(name)

    def equation(self, parts, total):
        self.equations.append((parts, total))

    def solve(self):
        self.names = sorted(self.hidden, key=str)
        place = {name: at for at, name in enumerate(self.names)}
        self.sums = np.zeros((len(self.equations), len(self.names)))
        self.known = np.zeros(len(self.equations))
        for row, (parts, total) in enumerate(self.equations):
            for name, sign in [*((part, 1) for part in parts), (total, -1)]:
                if name in place:
                    self.sums[row, place[name]] += sign
                else:
                    self.known[row] -= sign * self.size[name]
        self.least = 0 if any(self.size[name] == 0 for name in self.names) else 1

    def end(self, name, sign):
        goal = np.zeros(len(self.names))
        goal[self.names.index(name)] = sign
        found = linprog(
            goal, A_eq=self.sums, b_eq=self.known, bounds=(self.least, None), method="highs"
        )
        if found.status == 3:
            return np.inf
        assert found.status == 0, found.message
        return sign * found.fun


def assert_safe(world, masks):
    readers = [Reader(world, masks, layer) for layer in (0, 1)]
    for name in readers[0].names:
        sizes = [reader.size[name] for reader in readers]
        most = [reader.end(name, -1) for reader in readers]
        for reader, size, end in zip(readers, sizes, most, strict=True):
            if 1 <= size < SMALL:
                assert end >= SMALL - 1e-6, (name, size, end)
            elif end < size + 1 - 1e-6:
                assert size - reader.end(name, 1) >= 1 - 1e-6, (name, size, end)
        if 1 <= sum(sizes) < SMALL:
            assert sum(most) >= SMALL - 1e-6, (name, sizes, most)


@pytest.mark.parametrize("part", range(4))
def test_nothing_masked_can_be_told_from_all_that_is_published_together(part):
    shown = masked = withheld = 0
    for world in worlds(part, SETS // 4):
        masks = masks_of_pool(world.sheets, world.meetings())
        if masks is None:
            withheld += 1
            continue
        assert_safe(world, masks)
        masked += len(masks)
        shown += len(world.meetings()) - sum(isinstance(place, Meeting) for place in masks)
    assert masked > SETS // 4, "hardly anything was masked, so nothing was tried"
    assert shown > SETS // 8, "hardly anything was shown, so nothing could be told"
    assert withheld < SETS // 8


def test_a_month_that_is_masked_alone_is_not_told_by_its_year():
    cells = {(month, "a"): (40, 60) for month in range(12)} | {
        (month, "b"): (50, 90) for month in range(12)
    }
    cells[3, "a"] = (4, 96)
    sheet = Sheet(cells, frozenset({(3, "a"), (3, "b")}))
    assert masks_of_pool([sheet]) == {Pooled(0, "a"), Pooled(0, "b")}


def test_a_group_too_small_each_month_is_shown_for_the_year():
    cells = {(month, group): (7, 30) for month in range(12) for group in "ab"}
    cells |= {(month, "c"): (90, 200) for month in range(12)}
    hidden = frozenset((month, group) for month in range(12) for group in "ab")
    assert masks_of_pool([Sheet(cells, hidden)]) == set()


def test_a_small_meeting_takes_a_rectangle_with_it():
    rows = {"a": (50, 4, 60), "b": (20, 30, 40), "c": (25, 35, 45)}
    meetings = {
        (row, column): (count, 3 * count)
        for row, counts in rows.items()
        for column, count in zip("xyz", counts, strict=True)
    }
    one = Sheet({(0, row): added([meetings[row, c] for c in "xyz"]) for row in rows})
    other = Sheet({(0, c): added([meetings[row, c] for row in rows]) for c in "xyz"})
    masked = masks_of_pool([one, other], meetings)
    assert masked == {Meeting(*key) for key in [("a", "y"), ("a", "x"), ("b", "x"), ("b", "y")]}


def test_nothing_is_masked_where_nothing_is_small():
    cells = {(month, group): (40, 60) for month in range(4) for group in "ab"}
    assert masks_of_pool([Sheet(cells)]) == set()


def test_sums_that_cannot_be_kept_safe_are_not_shown():
    cells = {(0, "a"): (4, 40), (0, "b"): (0, 0)}
    assert masks_of_pool([Sheet(cells, frozenset({(0, "a")}))]) is None
