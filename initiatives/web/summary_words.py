"""Summary measures over all groups, in words and figures."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from initiatives.measures import disparity
from initiatives.measures.models import OperationalDefinition
from initiatives.web.chart_words import NOTHING, number, places_for
from initiatives.web.gap_words import difference_unit

# By name: what each says, and in what it is told.
FRACTION, PERCENTAGE, RATIO, PEOPLE, PLAIN = "fraction", "percentage", "ratio", "people", "plain"
SUMMARY: Mapping[str, tuple[str, str]] = {
    "mrd": ("Largest difference between two groups", FRACTION),
    "mrr": ("Largest ratio between two groups", RATIO),
    "srr": ("Average of the others against the best group, as a ratio (SRR)", RATIO),
    "idisp_vs_best_pct": ("Index of disparity against the best group", PERCENTAGE),
    "idisp_vs_mean_pct": ("Index of disparity against the mean", PERCENTAGE),
    "idisp_weighted_pct": ("Index of disparity, weighted by people", PERCENTAGE),
    "mean_difference_from_mean": ("Mean distance from the mean", FRACTION),
    "mean_difference_from_mean_weighted": ("Mean distance from the mean, weighted", FRACTION),
    "mean_difference_from_best": ("Mean distance from the best group", FRACTION),
    "mean_difference_from_best_weighted": ("Mean distance from the best group, weighted", FRACTION),
    "mean_difference_from_reference": ("Mean distance from the reference", FRACTION),
    "mean_difference_from_reference_weighted": (
        "Mean distance from the reference, weighted",
        FRACTION,
    ),
    "bgsd": ("Between-group standard deviation", FRACTION),
    "cov_pct": ("Coefficient of variation", PERCENTAGE),
    "bgv": ("Between-group variance", PLAIN),
    "bgv_bias": ("Bias of the between-group variance", PLAIN),
    "bgv_corrected": ("Between-group variance without its bias", PLAIN),
    "theil": ("Theil index", PLAIN),
    "mld": ("Mean log deviation", PLAIN),
    "par": ("Population attributable risk", FRACTION),
    "paf_pct": ("Population attributable fraction", PERCENTAGE),
    "excess_total": ("People behind, in all groups that fare worse", PEOPLE),
    "aci": ("Absolute concentration index", PLAIN),
    "rci": ("Relative concentration index", PLAIN),
    "wagstaff": ("Wagstaff's concentration index", PLAIN),
    "erreygers": ("Erreygers' concentration index", PLAIN),
    "sii_linear": ("Slope index of inequality, linear", FRACTION),
    "sii_logit_hc1": ("Slope index of inequality, logistic, robust", FRACTION),
    "sii_logit_binomial": ("Slope index of inequality, logistic, binomial", FRACTION),
    "rii_logit_hc1": ("Relative index of inequality, logistic, robust", RATIO),
    "rii_logit_binomial": ("Relative index of inequality, logistic, binomial", RATIO),
    "rii_linear_ratio": ("Relative index of inequality, linear, ratio of the ends", RATIO),
    "rii_slope_over_mean": ("Relative index of inequality, slope over mean", RATIO),
    "rii_kunst_mackenbach": ("Relative index of inequality, Kunst and Mackenbach", RATIO),
}


class SummaryRow(NamedTuple):
    """A summary measure: its figure, interval and standard error, or why there is none."""

    label: str
    value: str
    interval: str
    error: str
    method: str
    why: str


def summary_rows(
    figures: Mapping[str, disparity.Estimate], definition: OperationalDefinition
) -> Iterator[SummaryRow]:
    """All summary measures by name."""
    for name, found in figures.items():
        label, kind = SUMMARY.get(name, (name, PLAIN))
        unit = {FRACTION: difference_unit(definition), PERCENTAGE: "%"}.get(kind, "")
        told = found.times(definition.multiplier) if kind == FRACTION else found
        yield SummaryRow(
            label,
            said(told.value, kind, unit),
            f"{said(told.low, kind)} to {said(told.high, kind)}"
            if told.low is not None and told.high is not None
            else "",
            "" if not told.se else said(told.se, PLAIN),
            found.method,
            " ".join(filter(None, (found.reason, found.note))),
        )


def said(value: float | None, kind: str, unit: str = "") -> str:
    """A figure of a summary measure, as its kind is told."""
    if value is None:
        return NOTHING
    if kind == PEOPLE:
        return f"{round(value):,}"
    places = 2 if kind == RATIO else 1 if kind == PERCENTAGE else digits(value)
    return number(value, places, unit)


def digits(value: float) -> int:
    """Decimals for three digits that count, for figures of any size."""
    return places_for([value]) or 1
