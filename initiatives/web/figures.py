"""Periods and figures of measures in words, as people who enter them read them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.models import Measure, Observation, OperationalDefinition, Stratum
from initiatives.measures.rules.totals import Sum
from initiatives.web.numbers import localized, plain

EVERYBODY = gettext_lazy("Everybody")
SUMS = {
    "numerator": gettext_noop(
        "the numerators of the groups add up to %(groups)s, that of everybody is %(everybody)s"
    ),
    "denominator": gettext_noop(
        "the denominators of the groups add up to %(groups)s, that of everybody is %(everybody)s"
    ),
    "value": gettext_noop(
        "the figures of the groups add up to %(groups)s, that of everybody is %(everybody)s"
    ),
}


def agreed(measure: Measure) -> OperationalDefinition | None:
    """The definition in force of a measure as `queries.measure` reads it; None before there is."""
    return next(iter(getattr(measure, "in_force", ())), None)


def fields_of(definition: OperationalDefinition) -> tuple[str, ...]:
    """What is entered of a period and group: two counts, or one value."""
    if definition.chart in WITH_DENOMINATOR:
        return ("numerator", "denominator")
    return ("value",)


def figure_in_words(row: Observation | None) -> str:
    """48 of 600, or 12.5; empty where nothing stands."""
    if row is None:
        return ""
    return told(row.numerator, row.denominator, row.value)


def told(numerator: int | None, denominator: int | None, value: float | None) -> str:
    """The figures of a period and group; empty where there is none."""
    if numerator is not None and denominator is not None:
        return some_of(numerator, denominator)
    if numerator is not None:
        return localized(numerator)
    return "" if value is None else plain(value)


def some_of(part: int, whole: int) -> str:
    """48 of 600"""
    return _("%(part)s of %(whole)s") % {"part": localized(part), "whole": localized(whole)}


def rate_in_words(
    numerator: int | None, denominator: int | None, definition: OperationalDefinition
) -> str:
    """8.0 %, or 3.2 per 1,000 patient days; empty without a denominator."""
    if numerator is None or not denominator:
        return ""
    rate = localized(f"{numerator / denominator * definition.multiplier:.1f}")
    return f"{rate} {definition.unit}".strip()


def group_in_words(stratum: Stratum | None, other: Stratum | None = None) -> str:
    """Everybody, a group, or where two groups meet."""
    if stratum is None:
        return str(EVERYBODY)
    if other is None:
        return stratum.label
    return _("%(first)s and %(last)s") % {"first": stratum.label, "last": other.label}


def question_of(title: str, sums: Sequence[Sum]) -> str:
    """What to look at again where groups do not add up to everybody."""
    parts = [
        _(SUMS[one.field])
        % {"groups": localized(f"{one.groups}"), "everybody": localized(f"{one.everybody}")}
        for one in sums
    ]
    return _("%(title)s: %(sums)s. Is that right?") % {"title": title, "sums": "; ".join(parts)}


def percent(share: float) -> str:
    """92 %; never rounded up to all."""
    return f"{min(int(share * 100 + 0.5), 99) if share < 1 else 100} %"
