"""Concentration indices of ordered groups. Positive: concentrated among the advantaged.

Standard errors by convenient regression (Kakwani, Wagstaff & van Doorslaer 1997): the rates
times twice the variance V of the ridits on the ridits, weighted with group sizes. The slope is the
index, its model error with J-2 degrees of freedom the index's; the mean is taken as known.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate, not_estimable, wald
from initiatives.measures.disparity.groups import Profile
from initiatives.measures.disparity.ridit import fit_line

METHOD = "convenient regression"


@dataclass(frozen=True, slots=True)
class Concentration:
    """ACI in the rate's unit; RCI = ACI/μ; Wagstaff RCI/(1-μ); Erreygers 4·μ·RCI."""

    aci: Estimate
    rci: Estimate
    wagstaff: Estimate
    erreygers: Estimate


def absolute(profile: Profile) -> Estimate:
    """ACI = Σ p_j(2X_j - 1)·y_j, in the unit of the rates.

    The regression's slope: Σ p(2X-1)y = 2·Σ p(X-0.5)(y-μ) = 2V·b1.
    """
    line = fit_line(profile)
    return wald(2 * line.spread * line.slope, 2 * line.spread * line.error, METHOD)


def relative(profile: Profile) -> Estimate:
    """RCI = ACI/μ, from -1 to 1, without unit."""
    if profile.mean <= 0:
        return not_estimable(_("The mean is 0, so nothing is concentrated anywhere."), METHOD)
    return _within(absolute(profile).times(1 / profile.mean), 1)


def concentration(profile: Profile) -> Concentration:
    """All four, for rates from 0 to 1 (the last two hold for bounded indicators only)."""
    if max(profile.rates) > 1:
        raise InvalidFigures(_("Rates must lie between 0 and 1 for the bounded indices."))
    rci = relative(profile)
    if rci.value is None:
        return Concentration(absolute(profile), rci, rci, rci)
    wagstaff = not_estimable(_("The mean is 1, so nothing is concentrated anywhere."), METHOD)
    if profile.mean < 1:
        wagstaff = _within(absolute(profile).times(1 / (profile.mean * (1 - profile.mean))), 1)
    return Concentration(absolute(profile), rci, wagstaff, _within(absolute(profile).times(4), 1))


def _within(found: Estimate, most: float) -> Estimate:
    """Limits cut to what the index can take."""
    if found.low is None or found.high is None or found.value is None:
        return found
    low, high = max(-most, found.low), min(most, found.high)
    return Estimate(found.value, low, high, found.se, found.method)
