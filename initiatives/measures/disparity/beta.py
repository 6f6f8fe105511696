"""The beta distribution, which carries the exact limits of a proportion.

Continued fraction after Abramowitz & Stegun 26.5.8, by Lentz's method.
"""

import math
from functools import lru_cache

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.solve import away_from_zero, quantile


def lower(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta I_x(a, b), the share of the distribution below x."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        # The fraction converges fast only below the mean, so count from the other end.
        return 1 - _by_fraction(b, a, 1 - x)
    return _by_fraction(a, b, x)


def _by_fraction(a: float, b: float, x: float) -> float:
    return density(a, b, x) * x * (1 - x) / a * _fraction(a, b, x)


def density(a: float, b: float, x: float) -> float:
    """The density of the beta distribution for x between 0 and 1."""
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))


def _fraction(a: float, b: float, x: float) -> float:
    c = 1.0
    result = d = 1 / away_from_zero(1 - (a + b) * x / (a + 1))
    step = 0
    change = 0.0
    while abs(change - 1) > 4e-16:
        step += 1
        for term in _terms(a, b, x, step):
            d = 1 / away_from_zero(1 + term * d)
            c = away_from_zero(1 + term / c)
            change = c * d
            result *= change
    return result


def _terms(a: float, b: float, x: float, m: int) -> tuple[float, float]:
    """The even and the odd coefficient of step m."""
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


@lru_cache(maxsize=2048)
def exact_limits(numerator: int, denominator: int) -> tuple[float, float]:
    """Limits of a proportion after Clopper & Pearson 1934, 95 %.

    Beta quantiles 0.025 of (x, n-x+1) and 0.975 of (x+1, n-x).
    """
    checks.counts(numerator, denominator)
    x, rest = numerator, denominator - numerator
    low = _quantile(0.025, x, rest + 1) if x else 0.0
    high = _quantile(0.975, x + 1, rest) if rest else 1.0
    return low, high


def _quantile(probability: float, a: int, b: int) -> float:
    return quantile(
        lambda x: lower(a, b, x), lambda x: density(a, b, x), probability, a / (a + b), most=1.0
    )
