"""A figure with its interval, or the reason why there is none."""

import math
from dataclasses import dataclass, replace
from statistics import NormalDist

from django.utils.translation import gettext as _

# Every interval of this package is a 95 % interval.
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure in the unit of its measure, its 95 % limits and its standard error.

    `se` is on the scale that `method` works on: for a log method it is that of the logarithm.
    What is None could not be estimated and `reason` says why; no figure is ever infinite.
    `note` is what a reader must know besides.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    method: str = ""
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Its words are said at once, in the language of whoever asked for the figure."""
        for name in ("reason", "note"):
            object.__setattr__(self, name, str(getattr(self, name)))

    def noted(self, note: str) -> "Estimate":
        """The same with one more note."""
        return replace(self, note=f"{self.note} {note}".strip())

    def times(self, factor: float) -> "Estimate":
        """The same in another unit: figure, limits and standard error times a positive factor."""
        scaled = (None if v is None else v * factor for v in (self.value, self.low, self.high))
        value, low, high = scaled
        se = None if self.se is None else self.se * factor
        return replace(self, value=value, low=low, high=high, se=se)


def not_estimable(reason: str, method: str = "") -> Estimate:
    """No figure, and why."""
    return Estimate(None, method=method, reason=reason)


def wald(
    value: float, se: float, method: str, least: float = -math.inf, most: float = math.inf
) -> Estimate:
    """Figure ± z·se, cut to the range that the measure can take.

    A standard error of 0 claims certainty that no sample gives, so it yields no limits.
    """
    if se <= 0:
        reason = _("The standard error is 0 here, which would claim certainty.")
        return Estimate(value, se=0.0, method=method, reason=reason)
    low, high = max(least, value - Z * se), min(most, value + Z * se)
    return Estimate(value, low, high, se, method)


def log_wald(value: float, se: float, method: str) -> Estimate:
    """exp(ln figure ± z·se) for a positive ratio; `se` is that of the logarithm."""
    if se <= 0:
        reason = _("The standard error is 0 here, which would claim certainty.")
        return Estimate(value, se=0.0, method=method, reason=reason)
    # exp of more than 700 is beyond a double, and far beyond any use.
    factor = math.exp(min(700.0, Z * se))
    low, high = value / factor, value * factor
    if low == 0 or not math.isfinite(high):
        reason = _("The figures are too few to limit this ratio.")
        return Estimate(value, se=se, method=method, reason=reason)
    return Estimate(value, low, high, se, method)
