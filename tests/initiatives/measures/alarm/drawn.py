"""Series for tests of what is seen: exact ones, and ones drawn by chance."""

import random

from initiatives.measures.alarm import Data, Figure, Group, Plan, Split

MONTHS = 24
WOBBLE = (1, -2, 2, 0, -1, 1, -1, 2, -2, 1, 0, -1, 2, -1, -2, 1, 0, 2, -1, 1, -2, 0, 1, -1)


def steady(percent, size, months=MONTHS, shift=0):
    """Months about a percentage, as chance makes them, but always the same."""
    return [
        Figure(round(size * (percent + WOBBLE[(month + shift) % 24]) / 100), size)
        for month in range(months)
    ]


def summed(lines):
    """Everybody, from groups that add up."""
    return tuple(
        Figure(
            sum(one.numerator or 0 for one in column), sum(one.denominator or 0 for one in column)
        )
        for column in zip(*lines, strict=True)
    )


def data_of(lines, plan=None, everybody=None, **said):
    """A measure with one vocabulary, whose groups are numbered from 1."""
    groups = tuple(Group(key, tuple(line)) for key, line in enumerate(lines, 1))
    plan = plan or Plan("p", "increase")
    return Data(plan, tuple(everybody or summed(lines)), (Split(7, groups, **said),))


def chance(draw, sizes, rate, months):
    """Groups with binomial counts; `rate` takes the group and the month."""
    return [
        [
            Figure(sum(draw.random() < rate(at, month) for _ in range(size)), size)
            for month in range(months)
        ]
        for at, size in enumerate(sizes)
    ]


def drawing(seed):
    """A source of chance that is always the same."""
    return random.Random(seed)
