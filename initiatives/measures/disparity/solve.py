"""Where a distribution function reaches a probability."""

import math
from collections.abc import Callable

TINY = 1e-300


def away_from_zero(value: float) -> float:
    """What Lentz's method divides by: never 0."""
    return value if abs(value) > TINY else TINY


def quantile(
    below: Callable[[float], float],
    density: Callable[[float], float],
    probability: float,
    start: float,
    most: float = math.inf,
) -> float:
    """The x between 0 and `most` with below(x) = probability: Newton's method in a bracket."""
    low, high, x = 0.0, most, start
    for _ in range(100):
        miss = below(x) - probability
        low, high = (x, high) if miss < 0 else (low, x)
        nearer = x - miss / max(density(x), TINY)
        if not low < nearer < high:
            nearer = (low + high) / 2 if high < math.inf else 2 * x
        if abs(nearer - x) <= 1e-14 * x:
            return nearer
        x = nearer
    return x
