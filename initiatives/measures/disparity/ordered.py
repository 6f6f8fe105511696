"""All measures of ordered groups by name; for a dimension without an order there are none.

Income, education, age, deprivation deciles are ordered. Race, language and entity are not.
"""

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import logit, slope
from initiatives.measures.disparity.concentration import concentration
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate, not_estimable
from initiatives.measures.disparity.groups import Strata

NAMES = (
    "aci",
    "rci",
    "wagstaff",
    "erreygers",
    "sii_linear",
    "sii_logit_hc1",
    "sii_logit_binomial",
    "rii_logit_hc1",
    "rii_logit_binomial",
    "rii_linear_ratio",
    "rii_slope_over_mean",
    "rii_kunst_mackenbach",
)
TWO_GROUPS = _("A gradient needs at least three groups.")
OVERLAP = _("Overlapping groups share people, so they have no shares to rank by.")


def gradient(strata: Strata) -> dict[str, Estimate]:
    """Every measure by name; concentration indices, SII in the rate's unit, RII as ratios."""
    if not strata.ordered:
        raise InvalidFigures(
            gettext("These groups have no order, so they have no gradient."), "ordered"
        )
    if strata.overlapping:
        return dict.fromkeys(NAMES, not_estimable(OVERLAP))
    if len(strata.groups) < 3:
        return dict.fromkeys(NAMES, not_estimable(TWO_GROUPS))
    return dict(zip(NAMES, _figures(strata), strict=True))


def _figures(strata: Strata) -> tuple[Estimate, ...]:
    profile = strata.profile()
    index = concentration(profile)
    curve = logit.indices(
        [group.numerator for group in strata.groups],
        [group.denominator for group in strata.groups],
    )
    return (
        index.aci,
        index.rci,
        index.wagstaff,
        index.erreygers,
        slope.slope_index(profile),
        curve.sii_hc1,
        curve.sii_binomial,
        curve.rii_hc1,
        curve.rii_binomial,
        slope.ratio_of_ends(profile),
        slope.slope_over_mean(profile),
        slope.kunst_mackenbach(profile, favourable=strata.favourable),
    )
