"""A centre line and limits for each kind of chart.

Sources: Montgomery, Introduction to Statistical Quality Control; Laney 2002 for his p and u;
Nelson 1982 for the screening of moving ranges; Provost & Murray for g and t; the conventions of
qicharts2 0.8.1 throughout.

Every function takes a series, the indices of its base (from which centre and limits come) and
whether moving ranges are screened, and gives a `Line` as long as the series.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from initiatives.measures.spc.series import Series, Value

D2 = 1.128  # of two: the mean range of pairs, in standard deviations
SCREEN = 3.267  # moving ranges beyond so many times their mean are left out once
MDC_LIMIT = 2.66  # average moving ranges, as Making Data Count rounds 3 / 1.128
T_POWER = 3.6  # times between events to this root are nearly normal (Nelson 1994)


class Bounds(NamedTuple):
    """Lower and upper limit at a point; None where there is none."""

    lower: Value
    upper: Value


NO_BOUNDS = Bounds(None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """A centre line, and limits at any number of standard deviations, point by point."""

    centre: Value
    spread: Callable[[float, int], Bounds]

    def bounds(self, deviations: float, points: int) -> list[Bounds]:
        """The limits so many standard deviations from the centre, at each of the points."""
        return [self.spread(deviations, index) for index in range(points)]


def line_of(series: Series, base: Sequence[int], *, screen: bool, mdc: bool = False) -> Line:
    """The centre and the limits of a series, from the points of its base.

    `mdc` takes 2.66 average moving ranges on an individuals chart.
    """
    if not any(series.values[index] is not None for index in base):
        return Line(None, lambda k, index: NO_BOUNDS)
    if series.chart == "i":
        return individuals(series, base, screen=screen, factor=MDC_LIMIT / 3 if mdc else 1 / D2)
    return LINES[series.chart](series, base, screen)


def present(values: Sequence[Value], base: Sequence[int]) -> list[float]:
    """The values of the base that are there."""
    return [value for index in base if (value := values[index]) is not None]


def mean(values: Sequence[float]) -> float:
    """The mean, summed without loss."""
    return math.fsum(values) / len(values)


def moving_ranges(values: Sequence[Value]) -> list[Value]:
    """From each value to the next, so one fewer; missing before and after a missing value."""
    return [
        None if before is None or after is None else abs(after - before)
        for before, after in pairwise(values)
    ]


def average_range(values: Sequence[Value], *, screen: bool) -> float | None:
    """The mean moving range, screened once; None when there is none, or nothing varies."""
    ranges = [one for one in moving_ranges(values) if one is not None]
    if not ranges or not any(ranges):
        return None
    average = mean(ranges)
    kept = [one for one in ranges if one < SCREEN * average] if screen else ranges
    return mean(kept)


def around(
    centre: float, sigma: float | None, low: float = -math.inf, high: float = math.inf
) -> Line:
    """The same limits at every point, kept within what can be."""

    def spread(k: float, index: int) -> Bounds:
        if sigma is None:
            return NO_BOUNDS
        return Bounds(max(low, centre - k * sigma), min(high, centre + k * sigma))

    return Line(centre, spread)


def around_each(centre: float, sigmas: Sequence[Value], low: float, high: float = math.inf) -> Line:
    """Limits that follow the size of each point."""

    def spread(k: float, index: int) -> Bounds:
        sigma = sigmas[index]
        if sigma is None:
            return NO_BOUNDS
        return Bounds(max(low, centre - k * sigma), min(high, centre + k * sigma))

    return Line(centre, spread)


def run(series: Series, base: Sequence[int], screen: bool) -> Line:
    """The median, and no limits."""
    return around(median(present(series.values, base)), None)


def individuals(series: Series, base: Sequence[int], *, screen: bool, factor: float) -> Line:
    """The mean, and the average moving range times `factor` for a standard deviation."""
    average = average_range([series.values[index] for index in base], screen=screen)
    return around(mean(present(series.values, base)), average and average * factor)


def moving_range(series: Series, base: Sequence[int], screen: bool) -> Line:
    """The mean range; the upper limit is 3.267 times it, nearer ones a share of that."""
    centre = mean(present(series.values, base))
    return Line(centre, lambda k, index: Bounds(0.0, k / 3 * SCREEN * centre))


def pooled(series: Series, base: Sequence[int]) -> float:
    """All that was counted over all that could have been."""
    there = [index for index in base if series.values[index] is not None]
    sizes = [series.sizes[index] or 0.0 for index in there]
    counts = [(series.values[index] or 0.0) * (series.sizes[index] or 0.0) for index in there]
    return math.fsum(counts) / math.fsum(sizes)


def binomial(centre: float, size: Value) -> Value:
    """The standard deviation of a proportion."""
    return None if size is None else math.sqrt(centre * (1 - centre) / size)


def poisson(centre: float, size: Value) -> Value:
    """The standard deviation of a rate."""
    return None if size is None else math.sqrt(centre / size)


def proportions(series: Series, base: Sequence[int], screen: bool) -> Line:
    centre = pooled(series, base)
    return around_each(centre, [binomial(centre, size) for size in series.sizes], 0.0, 1.0)


def rates(series: Series, base: Sequence[int], screen: bool) -> Line:
    centre = pooled(series, base)
    return around_each(centre, [poisson(centre, size) for size in series.sizes], 0.0)


def laney(
    series: Series, base: Sequence[int], screen: bool, within: Callable[[float, Value], Value]
) -> tuple[float, list[Value]]:
    """The centre, and the spread within each point times that between points.

    The spread between may be less than one: it is not floored.
    """
    centre = pooled(series, base)
    sigmas = [within(centre, size) for size in series.sizes]
    scores = [
        None if value is None or not sigma else (value - centre) / sigma
        for value, sigma in zip(series.values, sigmas, strict=True)
    ]
    average = average_range([scores[index] for index in base], screen=screen)
    if average is None:
        return centre, [None] * len(sigmas)
    return centre, [None if sigma is None else sigma * average / D2 for sigma in sigmas]


def laney_proportions(series: Series, base: Sequence[int], screen: bool) -> Line:
    return around_each(*laney(series, base, screen, binomial), 0.0, 1.0)


def laney_rates(series: Series, base: Sequence[int], screen: bool) -> Line:
    return around_each(*laney(series, base, screen, poisson), 0.0)


def counts(series: Series, base: Sequence[int], screen: bool) -> Line:
    centre = mean(present(series.values, base))
    return around(centre, math.sqrt(centre), low=0.0)


def geometric(series: Series, base: Sequence[int], screen: bool) -> Line:
    """The median is drawn, since counts between events are skewed; limits are about the mean."""
    found = present(series.values, base)
    average = mean(found)
    limits = around(average, math.sqrt(average * (average + 1)), low=0.0)
    return Line(median(found), limits.spread)


def times(series: Series, base: Sequence[int], screen: bool) -> Line:
    """An individuals chart of the roots, and back."""
    roots = [None if value is None else value ** (1 / T_POWER) for value in series.values]
    centre = mean(present(roots, base))
    average = average_range([roots[index] for index in base], screen=screen)
    limits = around(centre, average and average / D2, low=0.0)

    def spread(k: float, index: int) -> Bounds:
        lower, upper = limits.spread(k, index)
        if lower is None or upper is None:
            return NO_BOUNDS
        return Bounds(lower**T_POWER, upper**T_POWER)

    return Line(centre**T_POWER, spread)


def c4(size: float) -> float:
    """The expected standard deviation of so many standard normal measurements."""
    return math.sqrt(2 / (size - 1)) * math.exp(math.lgamma(size / 2) - math.lgamma((size - 1) / 2))


def within_subgroups(series: Series, base: Sequence[int]) -> float | None:
    """The mean standard deviation of the subgroups; pooled where their sizes differ."""
    pairs = [
        (spread, size)
        for index in base
        if (spread := series.deviations[index]) is not None
        and (size := series.sizes[index]) is not None
    ]
    if not pairs:
        return None
    if len({size for _, size in pairs}) == 1:
        return mean([spread for spread, _ in pairs])
    freedom = math.fsum(size - 1 for _, size in pairs)
    return math.sqrt(math.fsum((size - 1) * spread**2 for spread, size in pairs) / freedom)


def subgroup_means(series: Series, base: Sequence[int], screen: bool) -> Line:
    """The mean of all measurements, and the spread within the subgroups."""
    within = within_subgroups(series, base)
    sigmas: list[Value] = [
        None if not within or not size or size < 2 else within / (c4(size) * math.sqrt(size))
        for size in series.sizes
    ]
    return around_each(pooled(series, base), sigmas, -math.inf)


def subgroup_deviations(series: Series, base: Sequence[int], screen: bool) -> Line:
    """The spread within the subgroups, and how much that varies: B3 and B4."""
    centre = within_subgroups(series, base)
    assert centre is not None  # some value of the base is there
    sigmas: list[Value] = [
        None if not size or size < 2 else centre * math.sqrt(1 - c4(size) ** 2) / c4(size)
        for size in series.sizes
    ]
    return around_each(centre, sigmas, 0.0)


LINES: dict[str, Callable[[Series, Sequence[int], bool], Line]] = {
    "run": run,
    "mr": moving_range,
    "p": proportions,
    "pp": laney_proportions,
    "u": rates,
    "up": laney_rates,
    "c": counts,
    "g": geometric,
    "t": times,
    "xbar": subgroup_means,
    "s": subgroup_deviations,
}
