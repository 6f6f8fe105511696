"""Periods and figures of measures in words, as people who enter them read them."""

from collections.abc import Sequence

from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.models import Measure, Observation, OperationalDefinition, Stratum
from initiatives.measures.rules.totals import Sum

EVERYBODY = "Everybody"
FIELDS = {"numerator": "numerators", "denominator": "denominators", "value": "figures"}


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
    if numerator is not None:
        return f"{numerator:,} of {denominator:,}" if denominator is not None else f"{numerator:,}"
    return "" if value is None else f"{value:,.10g}"


def rate_in_words(
    numerator: int | None, denominator: int | None, definition: OperationalDefinition
) -> str:
    """8.0 %, or 3.2 per 1,000 patient days; empty without a denominator."""
    if numerator is None or not denominator:
        return ""
    return f"{numerator / denominator * definition.multiplier:,.1f} {definition.unit}".strip()


def group_in_words(stratum: Stratum | None, other: Stratum | None = None) -> str:
    """Everybody, a group, or where two groups meet."""
    if stratum is None:
        return EVERYBODY
    return f"{stratum.label} and {other.label}" if other else stratum.label


def question_of(title: str, sums: Sequence[Sum]) -> str:
    """What to look at again where groups do not add up to everybody."""
    parts = [
        f"the {FIELDS[one.field]} of the groups add up to {one.groups:,}, "
        f"that of everybody is {one.everybody:,}"
        for one in sums
    ]
    return f"{title}: {'; '.join(parts)}. Is that right?"


def percent(share: float) -> str:
    """92 %; never rounded up to all."""
    return f"{min(int(share * 100 + 0.5), 99) if share < 1 else 100} %"
