"""Reading everything that is recorded of a measure for the eyes of the tracker, unmasked.

Nobody views here. What the tracker says of it tells only figures that everybody who sees the
measure may see: `hidden` holds the cells that are masked for who does not hold the data role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.measures import alarm
from initiatives.measures.models import Measure, OperationalDefinition, Stratification, Stratum
from initiatives.measures.queries.published import Cell, Group, cell_of, masked
from initiatives.measures.rules.periods import in_words

Cells = Mapping[tuple[date, Group], Cell]


@dataclass(frozen=True)
class Watched:
    """The data of a measure as `alarm.look` takes them, with what its findings are called.

    `spans` are the first and the last day of each period; `hidden` holds, by vocabulary, the masked
    cells as period and group; under None stand those of everybody.
    """

    data: alarm.Data
    names: alarm.Names
    spans: list[tuple[date, date]]
    hidden: Mapping[int | None, frozenset[tuple[int, int | None]]]

    def last_before(self, day: date) -> int | None:
        """The latest period that has begun by a day, counted from 0; None where there is none."""
        begun = [index for index, (starts, _) in enumerate(self.spans) if starts <= day]
        return begun[-1] if begun else None


def watched(measure: Measure, definition: OperationalDefinition) -> Watched:
    """Everything that stands recorded of a measure, judged by a definition; four queries."""
    vocabularies = list(measure.stratifications.prefetch_related("strata"))
    of_groups = {one.pk: split for split in vocabularies for one in split.strata.all()}
    cells: dict[int | None, dict[tuple[date, Group], Cell]] = {None: {}}
    for row in measure.observations.filter(replaced_by=None, other_stratum=None):
        split = of_groups.get(row.stratum_id) if row.stratum_id else None
        if split is not None or row.stratum_id is None:
            cells.setdefault(split.pk if split else None, {})[row.starts, row.stratum_id] = cell_of(
                row
            )
    ends = {cell.starts: cell.ends for found in cells.values() for cell in found.values()}
    spans = sorted(ends.items())
    periods = [starts for starts, _ in spans]
    return Watched(
        data_of(measure, definition, vocabularies, cells, periods),
        names_of(measure, definition, vocabularies, periods),
        spans,
        hidden_of(measure, definition, vocabularies, cells, periods),
    )


def data_of(
    measure: Measure,
    definition: OperationalDefinition,
    vocabularies: list[Stratification],
    cells: Mapping[int | None, Cells],
    periods: list[date],
) -> alarm.Data:
    """The lines of everybody and of each group."""
    references = dict(measure.references.values_list("stratification", "stratum"))
    splits = tuple(
        alarm.Split(
            split.pk,
            tuple(
                alarm.Group(one.pk, line_of(cells[split.pk], one.pk, periods), bool(one.absent))
                for one in split.strata.all()
            ),
            split.overlapping,
            references.get(split.pk),
        )
        for split in vocabularies
        if split.pk in cells
    )
    plan = plan_of(measure, definition, periods)
    return alarm.Data(plan, line_of(cells[None], None, periods), splits)


def plan_of(measure: Measure, definition: OperationalDefinition, periods: list[date]) -> alarm.Plan:
    """How the measure is charted, with its phases that stand."""
    starts = measure.phases.filter(approved_at__isnull=False, withdrawn_at=None)
    firsts = {
        sum(period < first for period in periods) + 1
        for first in starts.values_list("starts", flat=True)
    }
    return alarm.Plan(
        chart=definition.chart,
        direction=definition.direction,
        rules=definition.rules,
        screen=definition.screen,
        freeze=definition.freeze,
        phases=tuple(sorted(first for first in firsts if 1 < first <= len(periods))),
        floor=measure.floor,
    )


def line_of(cells: Cells, group: Group, periods: list[date]) -> alarm.shapes.Line:
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


def hidden_of(
    measure: Measure,
    definition: OperationalDefinition,
    vocabularies: list[Stratification],
    cells: Mapping[int | None, Cells],
    periods: list[date],
) -> dict[int | None, frozenset[tuple[int, int | None]]]:
    """By vocabulary what is masked; everybody's figure where it is masked beside any of them."""
    places = {period: index for index, period in enumerate(periods)}
    found = {}
    for split in (None, *vocabularies):
        key = split.pk if split else None
        shown_together = {**cells[None], **cells.get(key, {})}
        after = masked(shown_together, measure, split, definition.chart)
        found[key] = frozenset(
            (places[period], group) for (period, group), cell in after.items() if cell.masked
        )
    everybody = {place for hidden in found.values() for place in hidden if place[1] is None}
    return {key: hidden | everybody for key, hidden in found.items()}
