"""The Anhøj rules: an unusually long run, or unusually few crossings of the centre line.

Source: Anhøj & Olesen, PLoS ONE 2014, 9(11), e113825, as qicharts2 0.8.1 computes them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from initiatives.measures.spc.series import Value

ENOUGH = 10  # useful points; with fewer the product says so and does not call a shift


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a phase: points, not values. What does not exist for want of points is None."""

    useful: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None

    @property
    def signal(self) -> bool:
        """Whether either rule is broken."""
        if self.longest_run is None or self.longest_run_max is None:
            return False
        assert self.crossings is not None
        assert self.crossings_min is not None
        return self.longest_run > self.longest_run_max or self.crossings < self.crossings_min


def side_of(value: Value, centre: Value) -> int:
    """1 above the centre line, -1 below, 0 on it or missing.

    Within a billionth of the line is on it, so that no rounding of a mean makes a run.
    """
    if value is None or centre is None:
        return 0
    if abs(value - centre) <= 1e-9 * max(1.0, abs(centre)):
        return 0
    return 1 if value > centre else -1


def runs_of(values: Sequence[Value], centre: Value) -> Runs:
    """The runs of the values about a centre; a point on the line neither breaks nor extends one."""
    sides = [side for value in values if (side := side_of(value, centre))]
    if not sides:
        return Runs(0, None, None, None, None)
    lengths = [len(list(run)) for _, run in groupby(sides)]
    useful = len(sides)
    return Runs(
        useful, max(lengths), longest_run_max(useful), len(lengths) - 1, crossings_min(useful)
    )


def longest_run_max(useful: int) -> int:
    """The longest run that chance explains among so many useful points: round(log2 n) + 3."""
    return round(math.log2(useful)) + 3


@cache
def crossings_min(useful: int) -> int:
    """The fewest crossings that chance explains among so many useful points.

    The smallest c for which at most c of n - 1 fair coins fall heads with a chance of 5 % or more,
    in whole numbers and so exact.
    """
    coins = useful - 1
    ways, crossings = 1, 0
    while 20 * ways < 2**coins:
        crossings += 1
        ways += math.comb(coins, crossings)
    return crossings
