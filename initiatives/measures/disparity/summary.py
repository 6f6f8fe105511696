"""All summary measures of a set of groups by name, or the reason why one does not apply."""

from collections.abc import Sequence

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import attributable, extremes, variation
from initiatives.measures.disparity.comparison import Comparison
from initiatives.measures.disparity.estimates import Estimate, not_estimable
from initiatives.measures.disparity.groups import Strata
from initiatives.measures.disparity.reference import Reference
from initiatives.measures.disparity.reliability import FLOOR
from initiatives.measures.disparity.simulation import simulated
from initiatives.measures.disparity.spread import Spread

Figures = dict[str, Estimate]

TWO_GROUPS = _("With two groups their difference and their ratio say it all.")
OVERLAP = _("Overlapping groups share people, so nothing may be added up over them.")
NOT_A_GROUP = _("This needs a reference that is one of the groups.")
# What neither adds groups up nor weights them by their share of all people.
WITHOUT_SUMS = frozenset(
    {"mrd", "mrr", Spread.SRR, Spread.IDISP_VS_BEST, Spread.FROM_BEST, Spread.FROM_REFERENCE}
)


def summarise(
    strata: Strata, reference: Reference, comparisons: Sequence[Comparison], floor: int = FLOOR
) -> Figures:
    """Every measure of groups without an order, by name.

    Rates, differences and PAR are fractions; names that end in `pct` are percentages;
    `excess_total` is in people.
    """
    found = _people(strata, reference, comparisons)
    if len(strata.groups) == 2:
        return _without(_between(strata, reference, floor), TWO_GROUPS) | found
    return _between(strata, reference, floor) | found


def _without(figures: Figures, reason: str) -> Figures:
    return {name: not_estimable(reason, found.method) for name, found in figures.items()}


def _between(strata: Strata, reference: Reference, floor: int) -> Figures:
    profile = strata.profile()
    variance = variation.between_group_variance(profile)
    figures: Figures = {
        "mrd": extremes.max_min_difference(profile),
        "mrr": extremes.max_min_ratio(strata),
        **{
            str(name): found for name, found in simulated(strata, _index(strata, reference)).items()
        },
        "bgv": variance.biased,
        "bgv_bias": Estimate(variance.bias, method="Σ p(1-p)s²"),
        "bgv_corrected": Estimate(variance.corrected, method="BGV less its bias"),
        "theil": variation.theil(profile),
        "mld": variation.mean_log_deviation(profile),
    }
    if strata.overlapping:
        figures = _only_without_sums(figures)
    return _noted_for_small_groups(figures, strata, floor)


def _index(strata: Strata, reference: Reference) -> int | None:
    if not reference.is_one_of_the_groups():
        return None
    return next(i for i, group in enumerate(strata.groups) if group == reference.group)


def _only_without_sums(figures: Figures) -> Figures:
    return {
        name: found if name in WITHOUT_SUMS else not_estimable(OVERLAP, found.method)
        for name, found in figures.items()
    }


def _noted_for_small_groups(figures: Figures, strata: Strata, floor: int) -> Figures:
    """Every group counts in a summary; the reader learns which of them are below the floor."""
    few = [group.label for group in strata.groups if group.denominator < floor]
    if not few:
        return figures
    note = gettext("Counts %(number)s with under %(floor)s people: %(few)s.") % {
        "number": len(few),
        "floor": floor,
        "few": ", ".join(few[:5]),
    }
    return {
        name: found.noted(note) if found.value is not None else found
        for name, found in figures.items()
    }


def _people(strata: Strata, reference: Reference, comparisons: Sequence[Comparison]) -> Figures:
    """PAR, PAF and the excess of all groups that fare worse than the reference."""
    names = ("par", "paf_pct", "excess_total")
    if strata.overlapping:
        return dict.fromkeys(names, not_estimable(OVERLAP))
    par, paf = _attributable(strata, reference)
    worse = (found.excess.value or 0.0 for found in comparisons)
    return {
        "par": par,
        "paf_pct": paf,
        "excess_total": Estimate(
            sum(value for value in worse if value > 0),
            method=gettext("sum over the groups that fare worse than the reference"),
        ),
    }


def _attributable(strata: Strata, reference: Reference) -> tuple[Estimate, Estimate]:
    group = reference.group
    if group is None or not reference.is_one_of_the_groups():
        return not_estimable(NOT_A_GROUP), not_estimable(NOT_A_GROUP)
    found = attributable.attributable(
        group.numerator,
        group.denominator,
        strata.overall.numerator,
        strata.overall.denominator,
        favourable=strata.favourable,
    )
    return found.par, found.paf_pct
