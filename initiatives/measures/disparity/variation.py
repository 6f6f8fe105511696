"""Weighted summary measures with a standard error of their own: BGV, Theil T, mean log deviation.

Formulas and errors as in HD*Calc (Harper & Lynch 2005; Ahn et al. 2018): y_j rates, p_j shares,
s_j standard errors, μ the mean, r_j = y_j / μ.
"""

import math
from dataclasses import dataclass

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity.estimates import Estimate, not_estimable, wald
from initiatives.measures.disparity.groups import Profile

NO_EVENTS = _("There is no event in any group, so nothing can be compared with the mean.")
MLD_NEEDS_EVENTS = _(
    "A group has a rate of 0, whose logarithm does not exist. "
    "Replacing 0 with a small number would let that number decide the result."
)
BIASED = _(
    "More than half of this figure is what chance alone would produce; "
    "use the bias-corrected figure."
)


@dataclass(frozen=True, slots=True)
class Variance:
    """Between-group variance, its upward bias, and the figure without it (which may be under 0)."""

    biased: Estimate
    bias: float
    corrected: float


def between_group_variance(profile: Profile) -> Variance:
    """BGV = Σ p(y-μ)², on the squared scale of the rates.

    SE² = 4Σp²s²(y-μ)² + 2[(Σp²s²)² - Σp⁴s⁴ + Σp²(1-p)²s⁴], exact under normality. The bias is
    Σ p(1-p)s²; past half of the figure the note warns.
    """
    terms = list(zip(profile.rates, profile.shares, profile.errors, strict=True))
    value = math.fsum(p * (y - profile.mean) ** 2 for y, p, _ in terms)
    bias = math.fsum(p * (1 - p) * s * s for _, p, s in terms)
    found = wald(value, _variance_error(profile), "exact under normality", least=0.0)
    if bias > value / 2:
        found = found.noted(BIASED)
    return Variance(found, bias, value - bias)


def _variance_error(profile: Profile) -> float:
    terms = list(zip(profile.rates, profile.shares, profile.errors, strict=True))
    between = math.fsum((p * s * (y - profile.mean)) ** 2 for y, p, s in terms)
    mean_error = math.fsum((p * s) ** 2 for _, p, s in terms)
    fourth = math.fsum((p * (1 - p) * s * s) ** 2 - (p * s) ** 4 for _, p, s in terms)
    return math.sqrt(max(0.0, 4 * between + 2 * (mean_error**2 + fourth)))


def theil(profile: Profile) -> Estimate:
    """T = Σ p·r·ln r, at least 0; a rate of 0 adds its limit, 0.

    SE² = Σ [1 + ln r_j - Σ_k p_k r_k (1 + ln r_k)]² p_j² s_j² / μ².
    """
    if profile.mean <= 0:
        return not_estimable(NO_EVENTS, "Taylor series")
    ratios = [rate / profile.mean for rate in profile.rates]
    value = math.fsum(p * _x_log_x(r) for p, r in zip(profile.shares, ratios, strict=True))
    # Σ p·r = 1, so Σ p·r(1 + ln r) = 1 + T.
    slopes = [math.log(r) - value if r > 0 else 0.0 for r in ratios]
    return wald(max(0.0, value), _taylor(profile, slopes), "Taylor series", least=0.0)


def _x_log_x(value: float) -> float:
    return value * math.log(value) if value > 0 else 0.0


def mean_log_deviation(profile: Profile) -> Estimate:
    """MLD = -Σ p·ln r, at least 0; SE² = Σ (1 - 1/r)² p² s² / μ². Refused at a rate of 0."""
    if profile.mean <= 0:
        return not_estimable(NO_EVENTS, "Taylor series")
    if min(profile.rates) <= 0:
        return not_estimable(MLD_NEEDS_EVENTS, "Taylor series")
    ratios = [rate / profile.mean for rate in profile.rates]
    value = -math.fsum(p * math.log(r) for p, r in zip(profile.shares, ratios, strict=True))
    slopes = [1 - 1 / r for r in ratios]
    return wald(max(0.0, value), _taylor(profile, slopes), "Taylor series", least=0.0)


def _taylor(profile: Profile, slopes: list[float]) -> float:
    terms = zip(slopes, profile.shares, profile.errors, strict=True)
    return math.sqrt(math.fsum((slope * p * s) ** 2 for slope, p, s in terms)) / profile.mean
