"""The gamma distribution, which carries the exact limits of a Poisson count.

Series and continued fraction after Abramowitz & Stegun 6.5.29 and 6.5.31 (the latter by Lentz's
method); the start of the search after Wilson & Hilferty 1931.
"""

import math
from statistics import NormalDist

from initiatives.measures.disparity import solve

# Below the rounding of a double; the terms shrink steadily, so the rest is no larger.
ENOUGH = 1e-17


def lower(shape: float, x: float) -> float:
    """Regularised lower incomplete gamma P(shape, x), the share of the distribution below x."""
    if x <= 0:
        return 0.0
    scale = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return scale * _series(shape, x)
    return 1 - scale * _fraction(shape, x)


def density(shape: float, x: float) -> float:
    """The density of the gamma distribution with scale 1, for x above 0."""
    return math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape))


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    above = shape
    while term > total * ENOUGH:
        above += 1
        term *= x / above
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    b = x + 1 - shape
    c = 1 / solve.TINY
    d = result = 1 / b
    step = 0
    change = 0.0
    while abs(change - 1) > 4e-16:
        step += 1
        a = step * (shape - step)
        b += 2
        d = 1 / solve.away_from_zero(a * d + b)
        c = solve.away_from_zero(b + a / c)
        change = c * d
        result *= change
    return result


def quantile(probability: float, shape: float) -> float:
    """The x with P(shape, x) = probability, for 0 < probability < 1 and shape of 1 or more.

    Right to 1e-10 relative, which the tests hold it to.
    """
    return solve.quantile(
        lambda x: lower(shape, x),
        lambda x: density(shape, x),
        probability,
        _wilson_hilferty(probability, shape),
    )


def _wilson_hilferty(probability: float, shape: float) -> float:
    ninth = 1 / (9 * shape)
    root = 1 - ninth + NormalDist().inv_cdf(probability) * math.sqrt(ninth)
    return shape * max(root, 0.05) ** 3
