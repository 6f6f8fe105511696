"""What would change if every group had the reference's rate: PAR and PAF."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate, not_estimable, wald

WALTER = "Walter 1978"
NOT_BETTER = _("The reference is not better than the overall rate, so this is set to 0.")


@dataclass(frozen=True, slots=True)
class Attributable:
    """PAR in the rate's unit (a fraction) and PAF in percent.

    Both are under 0 for an adverse outcome: by so much the overall rate would fall.
    """

    par: Estimate
    paf_pct: Estimate


def attributable(
    reference_events: float,
    reference_size: float,
    all_events: float,
    all_people: float,
    *,
    favourable: bool,
) -> Attributable:
    """PAR = y_ref - μ and PAF = (y_ref - μ)/μ, set to 0 if the reference is not better.

    The figures count the reference among all. Rates of a survey come in as rate times size, so
    they need not be whole. SE of the fraction after Walter 1978; that of PAR is μ times it.
    """
    _check(reference_events, reference_size, all_events, all_people)
    if all_events == 0:
        missing = not_estimable(gettext("There is no event, so no fraction of them."), WALTER)
        return Attributable(missing, missing)
    mean = all_events / all_people
    gain = reference_events / reference_size - mean
    if gain == 0 or (gain > 0) != favourable:
        none = Estimate(0.0, method=WALTER, reason=NOT_BETTER)
        return Attributable(none, none)
    se = walter_error(reference_events, reference_size, all_events, all_people)
    return Attributable(wald(gain, mean * se, WALTER), wald(100 * gain / mean, 100 * se, WALTER))


def walter_error(c: float, reference_size: float, all_events: float, all_people: float) -> float:
    """SE of the fraction: √(c·N[a·d(N-c) + b·c²] / ((a+c)³(c+d)³)).

    c and d are the reference's cases and non-cases, a and b those of everybody else.
    """
    d = reference_size - c
    a = all_events - c
    b = all_people - reference_size - a
    top = c * all_people * (a * d * (all_people - c) + b * c * c)
    return math.sqrt(top / (all_events**3 * reference_size**3))


def _check(c: float, reference_size: float, all_events: float, all_people: float) -> None:
    checks.positive(reference_size, gettext("The size of the reference group"))
    checks.positive(all_people, gettext("The number of people"))
    checks.not_negative(c, gettext("The number of events in the reference group"))
    checks.not_negative(all_events, gettext("The number of events"))
    others, rest = all_events - c, all_people - reference_size
    if c > reference_size or rest < 0 or not 0 <= others <= rest * (1 + 1e-12):
        raise InvalidFigures(
            gettext("Events and people of the reference group must lie within all.")
        )
