"""Summary measures over all groups, in words and figures."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from initiatives.measures import disparity
from initiatives.measures.models import OperationalDefinition
from initiatives.web.chart_words import NOTHING, number, places_for
from initiatives.web.gap_words import between, difference_unit
from initiatives.web.numbers import localized

# By name: what each says, and in what it is told.
FRACTION, PERCENTAGE, RATIO, PEOPLE, PLAIN = "fraction", "percentage", "ratio", "people", "plain"
SUMMARY: Mapping[str, tuple[str, str]] = {
    "mrd": (_("Largest difference between two groups"), FRACTION),
    "mrr": (_("Largest ratio between two groups"), RATIO),
    "srr": (_("Average of the others against the best group, as a ratio (SRR)"), RATIO),
    "idisp_vs_best_pct": (_("Index of disparity against the best group"), PERCENTAGE),
    "idisp_vs_mean_pct": (_("Index of disparity against the mean"), PERCENTAGE),
    "idisp_weighted_pct": (_("Index of disparity, weighted by people"), PERCENTAGE),
    "mean_difference_from_mean": (_("Mean distance from the mean"), FRACTION),
    "mean_difference_from_mean_weighted": (_("Mean distance from the mean, weighted"), FRACTION),
    "mean_difference_from_best": (_("Mean distance from the best group"), FRACTION),
    "mean_difference_from_best_weighted": (
        _("Mean distance from the best group, weighted"),
        FRACTION,
    ),
    "mean_difference_from_reference": (_("Mean distance from the reference"), FRACTION),
    "mean_difference_from_reference_weighted": (
        _("Mean distance from the reference, weighted"),
        FRACTION,
    ),
    "bgsd": (_("Between-group standard deviation"), FRACTION),
    "cov_pct": (_("Coefficient of variation"), PERCENTAGE),
    "bgv": (_("Between-group variance"), PLAIN),
    "bgv_bias": (_("Bias of the between-group variance"), PLAIN),
    "bgv_corrected": (_("Between-group variance without its bias"), PLAIN),
    "theil": (_("Theil index"), PLAIN),
    "mld": (_("Mean log deviation"), PLAIN),
    "par": (_("Population attributable risk"), FRACTION),
    "paf_pct": (_("Population attributable fraction"), PERCENTAGE),
    "excess_total": (_("People behind, in all groups that fare worse"), PEOPLE),
    "aci": (_("Absolute concentration index"), PLAIN),
    "rci": (_("Relative concentration index"), PLAIN),
    "wagstaff": (_("Wagstaff's concentration index"), PLAIN),
    "erreygers": (_("Erreygers' concentration index"), PLAIN),
    "sii_linear": (_("Slope index of inequality, linear"), FRACTION),
    "sii_logit_hc1": (_("Slope index of inequality, logistic, robust"), FRACTION),
    "sii_logit_binomial": (_("Slope index of inequality, logistic, binomial"), FRACTION),
    "rii_logit_hc1": (_("Relative index of inequality, logistic, robust"), RATIO),
    "rii_logit_binomial": (_("Relative index of inequality, logistic, binomial"), RATIO),
    "rii_linear_ratio": (_("Relative index of inequality, linear, ratio of the ends"), RATIO),
    "rii_slope_over_mean": (_("Relative index of inequality, slope over mean"), RATIO),
    "rii_kunst_mackenbach": (_("Relative index of inequality, Kunst and Mackenbach"), RATIO),
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
            gettext(label),
            said(told.value, kind, unit),
            between(said(told.low, kind), said(told.high, kind))
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
        return localized(round(value))
    places = 2 if kind == RATIO else 1 if kind == PERCENTAGE else digits(value)
    return number(value, places, unit)


def digits(value: float) -> int:
    """Decimals for three digits that count, for figures of any size."""
    return places_for([value]) or 1
