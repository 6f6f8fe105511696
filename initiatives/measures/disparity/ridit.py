"""Where ordered groups stand: ridits, and the line through their rates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.groups import Profile

# Groups exactly on a line leave this much scatter by rounding alone.
ROUNDING = 1e-12


def ridits(shares: Sequence[float]) -> list[float]:
    """X_j = Σ_{k<j} p_k + p_j/2: the midpoint rank of each group, 0 to 1 (Bross 1958).

    Shares run from the most disadvantaged group to the most advantaged and add up to 1.
    """
    places, below = [], 0.0
    for share in shares:
        places.append(below + share / 2)
        below += share
    return places


@dataclass(frozen=True, slots=True)
class Line:
    """y = bottom + slope·X by least squares weighted with group sizes, X from 0 to 1.

    `error` is the slope's model standard error with J-2 degrees of freedom, `spread` the weighted
    variance of X around 0.5.
    """

    bottom: float
    slope: float
    error: float
    spread: float

    @property
    def top(self) -> float:
        """The value at X = 1, the most advantaged end."""
        return self.bottom + self.slope


def fit_line(profile: Profile) -> Line:
    """Weighted least squares of the rates on their ridits; needs three groups or more."""
    if len(profile.rates) < 3:
        raise InvalidFigures(gettext("Measures of ordered groups need at least three groups."))
    places = ridits(profile.shares)
    terms = list(zip(profile.shares, places, profile.rates, strict=True))
    # Σ p·X = 0.5 always, so the mean of X needs no sum.
    spread = math.fsum(p * (x - 0.5) ** 2 for p, x, _ in terms)
    slope = math.fsum(p * (x - 0.5) * (y - profile.mean) for p, x, y in terms) / spread
    bottom = profile.mean - slope / 2
    scatter = math.fsum(p * (y - bottom - slope * x) ** 2 for p, x, y in terms)
    error = math.sqrt(scatter / (len(terms) - 2) / spread)
    on_the_line = error < ROUNDING * profile.mean
    return Line(bottom, slope, 0.0 if on_the_line else error, spread)
