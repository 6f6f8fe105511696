"""One rate and its interval: a proportion (Wilson) or events a person-time (exact Poisson)."""

import math

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks, gamma
from initiatives.measures.disparity.estimates import Estimate, Z

WILSON = "Wilson score"
POISSON = "exact Poisson"


def wilson(numerator: int, denominator: int) -> Estimate:
    """A proportion, 0 to 1, with the score interval of Wilson 1927, without continuity correction.

    Its limits stay within 0 and 1 and keep a width at 0 and at all.
    """
    checks.counts(numerator, denominator)
    low, high = score_limits(numerator, denominator)
    return Estimate(numerator / denominator, low, high, method=WILSON)


def score_limits(x: int, n: int) -> tuple[float, float]:
    """Wilson's limits for x of n, both already checked.

    The ends are exact at 0 and at n: there rounding would leave a limit just beside them.
    """
    p, square = x / n, Z * Z
    middle = p + square / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    below, above = (middle - half) / (1 + square / n), (middle + half) / (1 + square / n)
    return (0.0 if x == 0 else max(0.0, below)), (1.0 if x == n else min(1.0, above))


def person_time(events: int, time: float) -> Estimate:
    """Events a unit of person-time, with exact limits after Garwood 1936.

    χ²(0.025; 2d)/2t and χ²(0.975; 2d+2)/2t, which are quantiles of the gamma distribution with
    shape d and d+1. The standard error is √d/t.
    """
    checks.whole(events, _("The number of events"))
    checks.positive(time, _("The person-time"))
    low = gamma.quantile(0.025, events) / time if events else 0.0
    high = gamma.quantile(0.975, events + 1) / time
    return Estimate(events / time, low, high, math.sqrt(events) / time, POISSON)


def relative_standard_error(numerator: int, denominator: int) -> float | None:
    """√((1-p)/x) of a proportion; None without events, where it has no value."""
    checks.counts(numerator, denominator)
    if numerator == 0:
        return None
    return math.sqrt((1 - numerator / denominator) / numerator)
