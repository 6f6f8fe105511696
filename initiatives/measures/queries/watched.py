"""Reading everything that is recorded of a measure for the eyes of the tracker, unmasked.

Nobody views here. What the tracker says of it tells only figures that everybody who sees the
measure may see: `hidden` holds the cells that are masked for who does not hold the data role.
"""

from dataclasses import dataclass
from datetime import date

from initiatives.measures import alarm
from initiatives.measures.models import Measure, OperationalDefinition, Stratification, Stratum
from initiatives.measures.queries.cells import Cell, Group, Place, Standing, standing
from initiatives.measures.queries.charting import phases
from initiatives.measures.queries.charts import starts_of
from initiatives.measures.queries.masking import hidden_places
from initiatives.measures.queries.published import periods_of
from initiatives.measures.rules.periods import in_words, period_of


@dataclass(frozen=True)
class Watched:
    """The data of a measure as `alarm.look` takes them, with what its findings are called.

    `spans` are the first and the last day of each period; `hidden` holds the masked cells as period
    (from 0) and group (None for everybody).
    """

    data: alarm.Data
    names: alarm.Names
    spans: list[tuple[date, date]]
    hidden: frozenset[tuple[int, Group]]

    def last_before(self, day: date) -> int | None:
        """The latest period that has begun by a day, counted from 0; None where there is none."""
        begun = [index for index, (starts, _) in enumerate(self.spans) if starts <= day]
        return begun[-1] if begun else None


def watched(measure: Measure, definition: OperationalDefinition) -> Watched:
    """Everything that stands recorded of a measure, judged by a definition; five queries."""
    vocabularies = list(measure.stratifications.prefetch_related("strata"))
    found = standing(measure)
    periods = periods_of(found.cells, definition)
    ends = {cell.starts: cell.ends for cell in found.cells.values()}
    spans = [
        (starts, ends.get(starts) or period_of(starts, definition.frequency)[1])
        for starts in periods
    ]
    overlapping = {one.pk: one.overlapping for one in vocabularies}
    masked = hidden_places(found, overlapping, measure.threshold, definition.chart)
    places = {period: index for index, period in enumerate(periods)}
    return Watched(
        data_of(measure, definition, vocabularies, found, periods),
        names_of(measure, definition, vocabularies, periods),
        spans,
        frozenset((places[period], group) for period, group in masked),
    )


def data_of(
    measure: Measure,
    definition: OperationalDefinition,
    vocabularies: list[Stratification],
    found: Standing,
    periods: list[date],
) -> alarm.Data:
    """The lines of everybody and of each group."""
    references = dict(measure.references.values_list("stratification", "stratum"))
    recorded = set(found.vocabulary_of.values())
    splits = tuple(
        alarm.Split(
            split.pk,
            tuple(
                alarm.Group(one.pk, line_of(found.cells, one.pk, periods), bool(one.absent))
                for one in split.strata.all()
            ),
            split.overlapping,
            references.get(split.pk),
        )
        for split in vocabularies
        if split.pk in recorded
    )
    plan = plan_of(measure, definition, periods)
    return alarm.Data(plan, line_of(found.cells, None, periods), splits)


def plan_of(measure: Measure, definition: OperationalDefinition, periods: list[date]) -> alarm.Plan:
    """How the measure is charted, with its phases that stand."""
    return alarm.Plan(
        chart=definition.chart,
        direction=definition.direction,
        rules=definition.rules,
        screen=definition.screen,
        freeze=definition.freeze,
        phases=tuple(starts_of((one.starts for one in phases(measure)), periods)),
        floor=measure.floor,
    )


def line_of(cells: dict[Place, Cell], group: Group, periods: list[date]) -> alarm.shapes.Line:
    """The figures of a group, one a period."""
    return tuple(figure_of(cells.get((period, group))) for period in periods)


def figure_of(cell: Cell | None) -> alarm.Figure:
    """A cell without its place."""
    if cell is None:
        return alarm.Figure()
    return alarm.Figure(cell.numerator, cell.denominator, cell.value, cell.excluded)


def names_of(
    measure: Measure,
    definition: OperationalDefinition,
    vocabularies: list[Stratification],
    periods: list[date],
) -> alarm.Names:
    """What the measure, its periods and its groups are called."""
    strata: list[Stratum] = [one for split in vocabularies for one in split.strata.all()]
    return alarm.Names(
        measure=measure.name,
        periods=[in_words(period, definition.frequency) for period in periods],
        unit=definition.unit,
        multiplier=definition.multiplier,
        groups={one.pk: one.label for one in strata},
        splits={split.pk: split.title for split in vocabularies},
        absent={
            split.pk: [one.pk for one in split.strata.all() if one.absent] for split in vocabularies
        },
    )
