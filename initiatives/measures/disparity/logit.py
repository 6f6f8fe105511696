"""Slope and relative index of inequality by logistic regression on counts (WHO).

logit(π) = b0 + b1·X with X the ridit, one row a group: SII = π(1) - π(0), RII = π(1)/π(0).

Two errors, each under its own name. HC1 is the sandwich with one row a group and the factor
J/(J-2), as WHO's healthequal has it: it knows only how the groups scatter around the curve and can
be far too small when a few groups happen to lie on it. `binomial` is the error of the model, which
knows how many people there are. Both pass to the indices by the delta method.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate, log_wald, not_estimable, wald
from initiatives.measures.disparity.ridit import ridits

HC1 = "logit, HC1 sandwich, delta"
BINOMIAL = "logit, binomial, delta"
NOT_FITTED = _("No logistic curve fits: from one rank to the next the rate changes as a step.")
ON_THE_CURVE = 1e-9
MOST_STEPS = 200
FARTHEST = 10.0
# The steps shrink quadratically, so the next one would be far below rounding.
CLOSE_ENOUGH = 1e-8
ROUNDING = 1e-12
# A predicted rate under one in 10^12 is an end of the curve, not a rate to divide by.
LEAST_RATE = 1e-12

# Ridit, numerator, denominator of a group.
Row = tuple[float, int, int]


class Symmetric(NamedTuple):
    """A symmetric 2 by 2 matrix [[a, b], [b, c]]."""

    a: float
    b: float
    c: float

    def inverse(self) -> "Symmetric":
        over = self.a * self.c - self.b * self.b
        return Symmetric(self.c / over, -self.b / over, self.a / over)

    def form(self, u: float, v: float) -> float:
        """The quadratic form of (u, v)."""
        return self.a * u * u + 2 * self.b * u * v + self.c * v * v

    def times(self, u: float, v: float) -> tuple[float, float]:
        return self.a * u + self.b * v, self.b * u + self.c * v


@dataclass(frozen=True, slots=True)
class Curve:
    """The fitted curve with the inverse information and the sandwich's middle."""

    intercept: float
    slope: float
    inverse: Symmetric
    middle: Symmetric

    def at(self, place: float) -> float:
        return _logistic(self.intercept + self.slope * place)

    def robust_error(self, u: float, v: float) -> float:
        """HC1 error of a figure that changes by (u, v); 0 where all groups lie on the curve."""
        error = math.sqrt(max(0.0, self.middle.form(*self.inverse.times(u, v))))
        return error if error > ON_THE_CURVE else 0.0

    def model_error(self, u: float, v: float) -> float:
        """Binomial error of a figure that changes by (u, v)."""
        return math.sqrt(max(0.0, self.inverse.form(u, v)))


@dataclass(frozen=True, slots=True)
class LogitIndices:
    """SII (difference of rates, -1 to 1) and RII (ratio), each with either error."""

    sii_hc1: Estimate
    rii_hc1: Estimate
    sii_binomial: Estimate
    rii_binomial: Estimate


def indices(numerators: Sequence[int], denominators: Sequence[int]) -> LogitIndices:
    """The indices of ordered groups, most disadvantaged first; needs three groups or more."""
    _check(numerators, denominators)
    curve = fit(numerators, denominators)
    if curve is None:
        hc1, binomial = not_estimable(NOT_FITTED, HC1), not_estimable(NOT_FITTED, BINOMIAL)
        return LogitIndices(hc1, hc1, binomial, binomial)
    bottom, top = curve.at(0), curve.at(1)
    # How SII and ln RII change with the two coefficients.
    of_gap = (top * (1 - top) - bottom * (1 - bottom), top * (1 - top))
    of_ratio = (bottom - top, 1 - top)
    return LogitIndices(
        wald(top - bottom, curve.robust_error(*of_gap), HC1, -1, 1),
        _ratio(top, bottom, curve.robust_error(*of_ratio), HC1),
        wald(top - bottom, curve.model_error(*of_gap), BINOMIAL, -1, 1),
        _ratio(top, bottom, curve.model_error(*of_ratio), BINOMIAL),
    )


def _ratio(top: float, bottom: float, error: float, method: str) -> Estimate:
    if min(top, bottom) < LEAST_RATE:
        return not_estimable(
            gettext("The curve comes down to 0 at one end, so there is no ratio."), method
        )
    return log_wald(top / bottom, error, method)


def _check(numerators: Sequence[int], denominators: Sequence[int]) -> None:
    if len(numerators) != len(denominators) or len(numerators) < 3:
        raise InvalidFigures(gettext("Measures of ordered groups need at least three groups."))
    for place, (x, n) in enumerate(zip(numerators, denominators, strict=True), start=1):
        checks.counts(x, n, gettext("Group %(place)s") % {"place": place})


def fit(numerators: Sequence[int], denominators: Sequence[int]) -> Curve | None:
    """Maximum likelihood by iteratively reweighted least squares.

    None where there is no maximum, or one so steep that it is a step in all but name: then nearly
    everybody is in one group and the others share a sliver of the ranks.
    """
    if _separated(numerators, denominators):
        return None
    try:
        return _maximum(_rows(numerators, denominators), sum(numerators) / sum(denominators))
    except ZeroDivisionError:
        # So steep that no group is left between 0 and 1.
        return None


def _maximum(rows: Sequence[Row], mean: float) -> Curve | None:
    at = (math.log(mean / (1 - mean)), 0.0)
    for _step in range(MOST_STEPS):
        score, information = _derivatives(rows, *at)
        u, v = _at_most(FARTHEST, rows, information.inverse().times(*score))
        at = _uphill(rows, at, (u, v))
        if abs(u) + abs(v) < CLOSE_ENOUGH * (1 + abs(at[1])):
            _, information = _derivatives(rows, *at)
            return Curve(*at, information.inverse(), _middle(rows, *at))
    return None


def _at_most(
    farthest: float, rows: Sequence[Row], step: tuple[float, float]
) -> tuple[float, float]:
    """The step, shortened so that no group's logit moves by more than this.

    Where rates are near 0 or 1 the likelihood is flat and a full step lands nowhere.
    """
    reach = max(abs(step[0] + step[1] * place) for place, _, _ in rows)
    share = min(1.0, farthest / reach) if reach else 1.0
    return share * step[0], share * step[1]


def _rows(numerators: Sequence[int], denominators: Sequence[int]) -> list[Row]:
    total = sum(denominators)
    places = ridits([n / total for n in denominators])
    return list(zip(places, numerators, denominators, strict=True))


def _separated(numerators: Sequence[int], denominators: Sequence[int]) -> bool:
    """Whether events and non-events lie in ranks that do not overlap: the curve is then a step.

    One group where they meet does not help: the step stands in it (Albert & Anderson 1984).
    """
    pairs = list(enumerate(zip(numerators, denominators, strict=True)))
    events = [place for place, (x, _) in pairs if x > 0]
    others = [place for place, (x, n) in pairs if x < n]
    if not events or not others:
        return True
    return max(others) <= min(events) or max(events) <= min(others)


def _derivatives(
    rows: Sequence[Row], intercept: float, slope: float
) -> tuple[tuple[float, float], Symmetric]:
    """Score and information of the log-likelihood."""
    u = v = a = b = c = 0.0
    for place, x, n in rows:
        line = intercept + slope * place
        rate, rest = _logistic(line), _logistic(-line)
        # Not x - n·rate, which loses every digit where the rate is near 1.
        miss, weight = x * rest - (n - x) * rate, n * rate * rest
        u, v = u + miss, v + miss * place
        a, b, c = a + weight, b + weight * place, c + weight * place * place
    return (u, v), Symmetric(a, b, c)


def _uphill(
    rows: Sequence[Row], at: tuple[float, float], step: tuple[float, float]
) -> tuple[float, float]:
    """The full step, or the largest of its halves that does not lower the likelihood."""
    # Close to the top a good step changes less than rounding does: that much may be lost.
    here = _log_likelihood(rows, *at)
    enough = here - ROUNDING * abs(here)
    for halvings in range(40):
        share = 0.5**halvings
        there = (at[0] + share * step[0], at[1] + share * step[1])
        if _log_likelihood(rows, *there) >= enough:
            return there
    return at


def _log_likelihood(rows: Sequence[Row], intercept: float, slope: float) -> float:
    total = 0.0
    for place, x, n in rows:
        line = intercept + slope * place
        total -= x * _log_one_plus_exp(-line) + (n - x) * _log_one_plus_exp(line)
    return total


def _middle(rows: Sequence[Row], intercept: float, slope: float) -> Symmetric:
    """HC1: the sum of the groups' squared scores, times J/(J-2)."""
    factor = len(rows) / (len(rows) - 2)
    a = b = c = 0.0
    for place, x, n in rows:
        line = intercept + slope * place
        square = factor * (x * _logistic(-line) - (n - x) * _logistic(line)) ** 2
        a, b, c = a + square, b + square * place, c + square * place * place
    return Symmetric(a, b, c)


def _logistic(value: float) -> float:
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))


def _log_one_plus_exp(value: float) -> float:
    return max(value, 0.0) + math.log1p(math.exp(-abs(value)))
