"""Intervals by simulation, for measures that have no standard error of their own.

Each group's count is drawn anew from the binomial distribution with the rate observed, the measure
is recomputed on every draw, and the 2.5 and 97.5 percentiles are its limits (Ahn et al. 2019, with
binomial in place of truncated normal draws). Absolute values push the draws upward, so a figure can
lie near or below its lower limit.
"""

import math
import random
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.groups import Strata
from initiatives.measures.disparity.spread import Spread, spread

DRAWS = 1_000
SEED = 20_050_141
METHOD = f"simulated, {DRAWS} binomial draws, seed {SEED}"
# A table of counts is exact; past this variance its normal limit is close enough and far smaller.
TABLE_VARIANCE = 2_500
STUCK = _("A group at 0 % or 100 % does not vary in the draws, so the interval is too narrow.")
NO_UPPER = _("In too many draws the rate to divide by is 0, so there is no upper limit.")
UPWARD = _("Simulated limits lean upward.")


@lru_cache(maxsize=8)
def draws(counts: tuple[tuple[int, int], ...], seed: int = SEED) -> tuple["array[float]", ...]:
    """DRAWS tuples of rates for (numerator, denominator) of each group; the same for one seed."""
    source = random.Random(seed)  # noqa: S311 (an interval, not a secret)
    columns = [_column(x, n, source) for x, n in counts]
    return tuple(array("d", row) for row in zip(*columns, strict=True))


def _column(x: int, n: int, source: random.Random) -> list[float]:
    """One group's drawn rates."""
    if x in (0, n):
        return [x / n] * DRAWS
    variance = x * (1 - x / n)
    if variance > TABLE_VARIANCE:
        normal = NormalDist(x, math.sqrt(variance))
        values = (normal.inv_cdf(source.random() or 0.5) for _ in range(DRAWS))
        return [min(n, max(0, round(value))) / n for value in values]
    least, shares = _table(x, n)
    last = len(shares) - 1
    return [
        (least + min(last, bisect_left(shares, source.random() * shares[-1]))) / n
        for _ in range(DRAWS)
    ]


def _table(x: int, n: int) -> tuple[int, list[float]]:
    """The least count kept and the running sums of weights from it on, 9 SDs around x."""
    reach = math.ceil(9 * math.sqrt(x * (1 - x / n))) + 9
    least, most = max(0, x - reach), min(n, x + reach)
    odds = x / (n - x)
    below, above = [1.0], [1.0]
    for k in range(x, least, -1):
        below.append(below[-1] * k / ((n - k + 1) * odds))
    for k in range(x, most):
        above.append(above[-1] * odds * (n - k) / (k + 1))
    return least, list(accumulate([*reversed(below), *above[1:]]))


def simulated(strata: Strata, reference: int | None) -> dict[Spread, Estimate]:
    """The measures of `spread` with simulated limits; `reference` is the index of a group."""
    profile = strata.profile()
    point = spread(profile.rates, profile.shares, favourable=strata.favourable, reference=reference)
    counts = tuple((group.numerator, group.denominator) for group in strata.groups)
    drawn = [
        spread(rates, profile.shares, favourable=strata.favourable, reference=reference)
        for rates in draws(counts)
    ]
    stuck = any(x in (0, n) for x, n in counts)
    return {
        name: _estimate(value, [figures[name] for figures in drawn], stuck)
        for name, value in point.items()
    }


def _estimate(value: float | None, drawn: Sequence[float | None], stuck: bool) -> Estimate:
    if value is None:
        reason = gettext("The rate to divide by is 0.")
        return Estimate(None, method=METHOD, reason=reason)
    # A draw that divides by 0 is as far out as a draw can be.
    ordered = sorted(math.inf if figure is None else figure for figure in drawn)
    low, high = percentile(ordered, 0.025), percentile(ordered, 0.975)
    note = f"{UPWARD} {STUCK}" if stuck else UPWARD
    if math.isfinite(high):
        return Estimate(value, low, high, method=METHOD, note=note)
    kept = low if math.isfinite(low) else None
    return Estimate(value, kept, method=METHOD, reason=NO_UPPER, note=note)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value at this share of ordered values, linear between two (Hyndman & Fan's type 7)."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = math.ceil(place)
    if above == below or ordered[below] == ordered[above]:
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
