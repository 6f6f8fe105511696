"""The gap of each group to a frozen reference, over time.

A reference that moves with the best group would make gaps that nobody's getting worse explains.
"""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from initiatives.measures import drawing, rules, spc
from initiatives.measures.choices import WITH_DENOMINATOR, Direction
from initiatives.measures.models import OperationalDefinition, Stratum
from initiatives.measures.queries.cells import Cell
from initiatives.measures.queries.charts import (
    ALL_MASKED,
    MEAN,
    NOTHING,
    Charted,
    stretches_of,
)
from initiatives.measures.queries.published import Published

PERCENT = 100
POINTS = "points"  # a difference of shares, in percentage points
SIGNS = {Direction.INCREASE: -1, Direction.DECREASE: 1, Direction.NEUTRAL: 1}


def reference_stratum(found: Published) -> Stratum | None:
    """The group that a person chose, else the best over all that is shown; None where none can be.

    The best one has as many people as the floor of the measure in all periods together.
    """
    chosen = found.measure.references.filter(stratification=found.stratification).first()
    if chosen is not None:
        return next((one for one in found.groups if one.pk == chosen.stratum_id), None)
    definition = found.definition
    if definition is None or definition.chart not in WITH_DENOMINATOR:
        return None
    sums = {one.pk: pooled(found, one) for one in found.groups}
    steady = [one for one in found.groups if sums[one.pk][1] >= found.measure.floor]
    sign = SIGNS[Direction(definition.direction)]
    return min(steady, key=lambda one: sign * sums[one.pk][0] / sums[one.pk][1], default=None)


def pooled(found: Published, stratum: Stratum) -> tuple[int, int]:
    """All that is shown of a group, added up."""
    cells = [cell for cell in found.series(stratum.pk) if cell and cell.denominator]
    return sum(cell.numerator or 0 for cell in cells), sum(cell.denominator or 0 for cell in cells)


def gaps_over_time(found: Published, reference: Stratum) -> list[Charted]:
    """The gap of each other group to the reference, a chart each; more is worse for the group."""
    definition = found.definition
    if definition is None or definition.chart not in WITH_DENOMINATOR:
        return []
    return [gap(found, one, reference, definition) for one in found.groups if one != reference]


def gap(
    found: Published, stratum: Stratum, reference: Stratum, definition: OperationalDefinition
) -> Charted:
    """One gap as an individuals chart, in the unit of the measure."""
    cells = found.series(stratum.pk)
    pairs = list(zip(cells, found.series(reference.pk), strict=True))
    values = [distance(one, other, definition) for one, other in pairs]
    analysis = None
    if any(value is not None for value in values):
        choices = spc.Choices(
            rules=definition.rules, screen=definition.screen, direction=Direction.DECREASE
        )
        analysis = spc.analyse(spc.series_of("i", values), choices)
    dots = gap_dots(found.periods, pairs, analysis, definition)
    unit = POINTS if definition.multiplier == PERCENT else definition.unit
    nothing = ALL_MASKED if any(dot.masked for dot in dots) else NOTHING
    said = spc.sentence(analysis, unit) if analysis else nothing
    return Charted(
        group=stratum.pk,
        label=stratum.label,
        periods=found.periods,
        cells=cells,
        analysis=analysis,
        sentence=said,
        drawing=drawing.ControlChart(
            title=_("%(measure)s: gap of %(stratum)s to %(reference)s")
            % {
                "measure": found.measure.name,
                "stratum": stratum.label,
                "reference": reference.label,
            },
            sentence=said,
            dots=dots,
            stretches=tuple(replace(one, on_trial=False) for one in stretches_of(analysis)),
            unit=unit,
            zero=True,
            centre_name=MEAN,
        ),
    )


def distance(
    one: Cell | None, other: Cell | None, definition: OperationalDefinition
) -> float | None:
    """By how much the first is worse than the other; None where either is not known."""
    if not (one and other and one.denominator and other.denominator):
        return None
    rates = [(cell.numerator or 0) / cell.denominator for cell in (one, other) if cell.denominator]
    return SIGNS[Direction(definition.direction)] * (rates[0] - rates[1]) * definition.multiplier


def gap_dots(
    periods: list[date],
    pairs: list[tuple[Cell | None, Cell | None]],
    analysis: spc.Analysis | None,
    definition: OperationalDefinition,
) -> tuple[drawing.Dot, ...]:
    """A point a period; masked where either of the two is."""
    points = analysis.points if analysis else [None] * len(pairs)
    return tuple(
        drawing.Dot(
            label=rules.label_of(period, definition.frequency),
            value=point.value if point else None,
            cause=point.cause if point else None,
            masked=any(cell is not None and cell.masked for cell in pair),
        )
        for period, pair, point in zip(periods, pairs, points, strict=True)
    )
