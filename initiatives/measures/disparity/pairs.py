"""Two rates: their difference and their ratio, each with a 95 % interval.

The first rate is that of the group, the second that of its reference.
"""

import math

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import checks
from initiatives.measures.disparity.estimates import Estimate, log_wald, not_estimable, wald
from initiatives.measures.disparity.rates import score_limits

NEWCOMBE = "Newcombe method 10"
KATZ = "Katz log"
PERSON_TIME = "person-time"
GIVEN_ERRORS = "from given standard errors"
HALVES = _("One rate is 0: 0.5 was added to each numerator and each denominator.")


def difference(x1: int, n1: int, x2: int, n2: int) -> Estimate:
    """p1 - p2, from -1 to 1, with the interval of Newcombe 1998 (method 10).

    It combines the Wilson limits of both rates and keeps a width where a rate is 0 or 1.
    """
    checks.counts(x1, n1, gettext("Group 1"))
    checks.counts(x2, n2, gettext("Group 2"))
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = score_limits(x1, n1), score_limits(x2, n2)
    gap = p1 - p2
    low = max(-1.0, gap - math.hypot(p1 - l1, u2 - p2))
    high = min(1.0, gap + math.hypot(u1 - p1, p2 - l2))
    return Estimate(gap, low, high, method=NEWCOMBE)


def ratio(x1: int, n1: int, x2: int, n2: int) -> Estimate:
    """p1 / p2 with the log interval of Katz et al. 1978; `se` is that of the logarithm.

    If one rate is 0, 0.5 is added to every count and the note says so. If both are, there is
    nothing to divide and the figure is None with a reason.
    """
    checks.counts(x1, n1, gettext("Group 1"))
    checks.counts(x2, n2, gettext("Group 2"))
    if x1 == 0 and x2 == 0:
        return not_estimable(gettext("Neither group has an event, so there is no ratio."), KATZ)
    if x1 and x2:
        return _katz(x1, n1, x2, n2)
    return _katz(x1 + 0.5, n1 + 0.5, x2 + 0.5, n2 + 0.5).noted(HALVES)


def _katz(a: float, m: float, b: float, n: float) -> Estimate:
    # At a = m and b = n rounding could leave a hair below 0.
    variance = max(0.0, 1 / a - 1 / m + 1 / b - 1 / n)
    return log_wald((a / m) / (b / n), math.sqrt(variance), KATZ)


def person_time_difference(d1: int, t1: float, d0: int, t0: float) -> Estimate:
    """Difference of two rates, d events in t person-time; SE = √(d1/t1² + d0/t0²)."""
    _check_person_time(d1, t1, d0, t0)
    se = math.sqrt(d1 / t1**2 + d0 / t0**2)
    return wald(d1 / t1 - d0 / t0, se, PERSON_TIME)


def person_time_ratio(d1: int, t1: float, d0: int, t0: float) -> Estimate:
    """Ratio of two rates, d events in t person-time; SE of the logarithm = √(1/d1 + 1/d0).

    Without events in either of them it is None with a reason.
    """
    _check_person_time(d1, t1, d0, t0)
    if d1 == 0 or d0 == 0:
        return not_estimable(gettext("A rate without events has no ratio."), PERSON_TIME)
    return log_wald((d1 / t1) / (d0 / t0), math.sqrt(1 / d1 + 1 / d0), PERSON_TIME)


def _check_person_time(d1: int, t1: float, d0: int, t0: float) -> None:
    for which, events, time in ((1, d1, t1), (2, d0, t0)):
        checks.whole(events, gettext("Group %(which)s: the number of events") % {"which": which})
        checks.positive(time, gettext("Group %(which)s: the person-time") % {"which": which})


def estimated_difference(y1: float, s1: float, y2: float, s2: float) -> Estimate:
    """Difference of two independent estimates with known errors: SE = √(s1² + s2²)."""
    _check_estimates(y1, s1, y2, s2)
    return wald(y1 - y2, math.hypot(s1, s2), GIVEN_ERRORS)


def estimated_ratio(y1: float, s1: float, y2: float, s2: float) -> Estimate:
    """Ratio of two independent positive estimates: SE of the logarithm = √((s1/y1)² + (s2/y2)²)."""
    _check_estimates(y1, s1, y2, s2)
    if y1 <= 0 or y2 <= 0:
        return not_estimable(gettext("A ratio needs two estimates above 0."), GIVEN_ERRORS)
    return log_wald(y1 / y2, math.hypot(s1 / y1, s2 / y2), GIVEN_ERRORS)


def _check_estimates(y1: float, s1: float, y2: float, s2: float) -> None:
    for which, value, error in ((1, y1, s1), (2, y2, s2)):
        checks.number(value, gettext("Group %(which)s: the estimate") % {"which": which})
        checks.not_negative(
            error, gettext("Group %(which)s: the standard error") % {"which": which}
        )
