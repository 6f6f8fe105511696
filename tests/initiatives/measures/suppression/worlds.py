"""Made-up people of some periods by two vocabularies, and a reader who tries to tell them apart.

The reader knows every equation between what is published, written down here anew from the tables
and not from the network that the product asks.
"""

import random
from itertools import product

import numpy as np
from scipy.optimize import linprog

from initiatives.measures.suppression import masks_of_rates
from initiatives.measures.suppression.circulation import Meeting, Pooled
from initiatives.measures.suppression.pools import Sheet
from initiatives.measures.suppression.rates import is_small


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
