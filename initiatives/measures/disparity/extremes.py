"""The widest gap between any two groups: max-min difference and ratio (Healthy People 2030)."""

import math

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import pairs
from initiatives.measures.disparity.estimates import Estimate, wald
from initiatives.measures.disparity.groups import Group, Profile, Strata

WIDEST = _("The widest of many small groups is biased upward.")


def max_min_difference(profile: Profile) -> Estimate:
    """MRD = R_max - R_min on the scale of the rates; SE = √(s_max² + s_min²)."""
    pairs_of = list(zip(profile.rates, profile.errors, strict=True))
    (high, s_high), (low, s_low) = max(pairs_of), min(pairs_of)
    return wald(high - low, math.hypot(s_high, s_low), "Wald", least=0.0).noted(WIDEST)


def max_min_ratio(strata: Strata) -> Estimate:
    """MRR = R_max / R_min with the log interval of a ratio."""
    highest, lowest = max(strata.groups, key=_by_rate), min(strata.groups, key=_by_rate)
    found = pairs.ratio(
        highest.numerator, highest.denominator, lowest.numerator, lowest.denominator
    )
    return found.noted(WIDEST)


def _by_rate(group: Group) -> tuple[float, int]:
    return group.rate, group.denominator
