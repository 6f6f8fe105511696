"""Tests of one difference, all two-sided.

An exact test adds the probabilities of every outcome that is no more likely than the one observed,
the convention of R and SciPy. Probabilities are walked from the most likely outcome by their
ratios: no factorial, no cancellation, and the tails stop where they vanish.
"""

import math
from collections.abc import Callable

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures

POOLED_Z = "pooled z"
FISHER = "Fisher exact"
SCORE = "one-sample score"
BINOMIAL = "exact binomial"

# Cochran's rule: below this expected count the normal approximation is not used.
LEAST_EXPECTED = 5
# Two outcomes equally likely in truth may differ by rounding; R and SciPy allow the same.
TIES = 1 + 1e-7


def expected_cell(x1: int, n1: int, x2: int, n2: int) -> float:
    """The smallest of the four counts expected if both rates were the same."""
    total = n1 + n2
    return min(n1, n2) * min(x1 + x2, total - x1 - x2) / total


def compare_two(x1: int, n1: int, x2: int, n2: int) -> tuple[float, str]:
    """p and the name of the test: Fisher's if an expected count is under 5, else pooled z."""
    if expected_cell(x1, n1, x2, n2) < LEAST_EXPECTED:
        return fisher_exact(x1, n1, x2, n2), FISHER
    return pooled_z(x1, n1, x2, n2)[1], POOLED_Z


def compare_with_fixed(x: int, n: int, rate: float) -> tuple[float, str]:
    """p and the name of the test of x of n against a fixed rate between 0 and 1."""
    checks.counts(x, n)
    if not 0 < checks.number(rate, "The rate to compare with") < 1:
        raise InvalidFigures(_("The rate to compare with must lie between 0 and 1."))
    if n * min(rate, 1 - rate) < LEAST_EXPECTED:
        return exact_binomial(x, n, rate), BINOMIAL
    return two_sided((x / n - rate) / math.sqrt(rate * (1 - rate) / n)), SCORE


def pooled_z(x1: int, n1: int, x2: int, n2: int) -> tuple[float, float]:
    """z = (p1-p2)/√(p̂(1-p̂)(1/n1+1/n2)) with p̂ of both together, and its p.

    Two equal rates of 0 or 1 give z = 0 and p = 1.
    """
    checks.counts(x1, n1, _("Group 1"))
    checks.counts(x2, n2, _("Group 2"))
    pooled = (x1 + x2) / (n1 + n2)
    se = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    z = (x1 / n1 - x2 / n2) / se if se else 0.0
    return z, two_sided(z)


def two_sided(z: float) -> float:
    """The chance of a standard normal value at least as far from 0."""
    return math.erfc(abs(z) / math.sqrt(2))


def fisher_exact(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher's exact p for x1 of n1 against x2 of n2."""
    checks.counts(x1, n1, _("Group 1"))
    checks.counts(x2, n2, _("Group 2"))
    events = x1 + x2
    low, high = max(0, events - n2), min(n1, events)
    mode = (n1 + 1) * (events + 1) // (n1 + n2 + 2)

    def growth(k: int) -> float:
        return (n1 - k) * (events - k) / ((k + 1) * (n2 - events + k + 1))

    return _no_more_likely(x1, min(max(mode, low), high), low, high, growth)


def exact_binomial(x: int, n: int, rate: float) -> float:
    """Exact p of x of n against a fixed rate between 0 and 1."""
    odds = rate / (1 - rate)

    def growth(k: int) -> float:
        return odds * (n - k) / (k + 1)

    return _no_more_likely(x, min(int((n + 1) * rate), n), 0, n, growth)


def _no_more_likely(
    seen: int, mode: int, low: int, high: int, growth: Callable[[int], float]
) -> float:
    """The share of outcomes no more likely than `seen`; growth(k) is P(k+1)/P(k)."""
    weights = {mode: 1.0}
    for k in range(mode, high):
        weights[k + 1] = weights[k] * growth(k)
        if weights[k + 1] == 0.0:
            break
    for k in range(mode, low, -1):
        weights[k - 1] = weights[k] / growth(k - 1)
        if weights[k - 1] == 0.0:
            break
    limit = weights.get(seen, 0.0) * TIES
    tail = math.fsum(weight for weight in weights.values() if weight <= limit)
    return min(1.0, tail / math.fsum(weights.values()))
