"""Slope and relative index of inequality by a straight line through ordered groups (HD*Calc).

A line can predict a rate below 0 or above 100 %; for proportions the logit forms are better.
"""

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity.estimates import Estimate, not_estimable, wald
from initiatives.measures.disparity.groups import Profile
from initiatives.measures.disparity.ridit import Line, fit_line

METHOD = "weighted least squares"
NO_INTERVAL = _("No interval is given for this definition; the logit ratio has one.")
OUTSIDE = _("The line predicts a rate outside 0 to 100 %; use the logit form.")
BELOW_ZERO = _("The line predicts a rate of 0 or less at one end, so there is no ratio.")


def slope_index(profile: Profile) -> Estimate:
    """SII = b1, in the unit of the rates: the line's top end less its bottom end."""
    line = fit_line(profile)
    found = wald(line.slope, line.error, METHOD)
    ends = (line.bottom, line.top)
    return found.noted(OUTSIDE) if min(ends) < 0 or max(ends) > 1 >= max(profile.rates) else found


def ratio_of_ends(profile: Profile) -> Estimate:
    """(b0 + b1)/b0: the line's value at the advantaged end over that at the disadvantaged."""
    line = fit_line(profile)
    if not _both_positive(line):
        return not_estimable(BELOW_ZERO, METHOD)
    return Estimate(line.top / line.bottom, method=METHOD, reason=NO_INTERVAL)


def slope_over_mean(profile: Profile) -> Estimate:
    """b1/μ: what HD*Calc calls RII (Pamuk 1985). 0 means no inequality."""
    line = fit_line(profile)
    if profile.mean <= 0:
        return not_estimable(gettext("The mean is 0, so there is no ratio to it."), METHOD)
    return wald(line.slope / profile.mean, line.error / profile.mean, METHOD)


def kunst_mackenbach(profile: Profile, *, favourable: bool) -> Estimate:
    """b0/(b0 + b1), inverted when the outcome is adverse: under 1 the disadvantaged fare worse.

    HD*Calc's KMI has the same fraction without the inversion.
    """
    line = fit_line(profile)
    if not _both_positive(line):
        return not_estimable(BELOW_ZERO, METHOD)
    value = line.bottom / line.top if favourable else line.top / line.bottom
    return Estimate(value, method=METHOD, reason=NO_INTERVAL)


def _both_positive(line: Line) -> bool:
    return line.bottom > 0 and line.top > 0
