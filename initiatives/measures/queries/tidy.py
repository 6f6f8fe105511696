"""Figures as rows of the tidy layout, in which files of figures come in and go out.

A masked figure leaves its places empty and has the one reason that all masked figures have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from initiatives.base import clock
from initiatives.measures.choices import PROPORTIONS, WITH_DENOMINATOR
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.rates import person_time, wilson
from initiatives.measures.models import Stratum
from initiatives.measures.queries.cells import Cell
from initiatives.measures.queries.charts import EVERYBODY
from initiatives.measures.queries.published import Published
from initiatives.measures.queries.trends import reference_stratum

COLUMNS = (
    *("measure_id", "period_start", "period_end", "entity", "dimension", "scheme", "group_code"),
    *("group_label", "numerator", "denominator", "rate", "ci_low", "ci_high", "ci_method"),
    *("suppressed", "suppression_reason", "reference_group", "source", "extracted_on"),
)
SMALL = "small_number"
NO_RATE = Estimate(None)

Text = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class About:
    """What is the same in each row of a file."""

    measure: str
    entity: str
    title: str
    scheme: str
    chart: str
    reference: str
    source: str
    on: date


def tidy(found: Published) -> Iterator[tuple[Text, ...]]:
    """A row for each period and group in which something was recorded, in the order of `COLUMNS`.

    `rate` is numerator by denominator, without a multiplier, with its 95 % interval; of a measure
    without a denominator it is the value.
    """
    about = about_of(found)
    groups: list[Stratum | None] = [None, *found.strata]
    for group in groups:
        for cell in found.series(group.pk if group else None):
            if cell is not None:
                yield row_of(cell, group, about)


def about_of(found: Published) -> About:
    """What a file says of the measure as a whole."""
    definition, vocabulary = found.definition, found.stratification
    reference = reference_stratum(found) if vocabulary else None
    return About(
        measure=found.measure.reference,
        entity=found.measure.initiative.entity.name,
        title=vocabulary.title if vocabulary else "",
        scheme=vocabulary.key if vocabulary else "",
        chart=definition.chart if definition else "",
        reference=reference.code if reference else "",
        source=definition.source if definition else "",
        on=clock.today(),
    )


def row_of(cell: Cell, group: Stratum | None, about: About) -> tuple[Text, ...]:
    """A figure as a row."""
    rate = rate_of(cell, about.chart)
    return (
        about.measure,
        cell.starts,
        cell.ends,
        about.entity,
        about.title if group else "",
        about.scheme if group else "",
        group.code if group else "",
        group.label if group else EVERYBODY,
        cell.numerator,
        cell.denominator,
        rate.value,
        rate.low,
        rate.high,
        rate.method,
        int(cell.masked),
        SMALL if cell.masked else "",
        about.reference if group and not group.absent else "",
        about.source,
        about.on,
    )


def rate_of(cell: Cell, chart: str) -> Estimate:
    """The rate of a cell with its interval; nothing where it is masked or not known."""
    if chart not in WITH_DENOMINATOR:
        return Estimate(cell.value)
    if cell.numerator is None or not cell.denominator:
        return NO_RATE
    if chart in PROPORTIONS:
        return wilson(cell.numerator, cell.denominator)
    return person_time(cell.numerator, cell.denominator)
