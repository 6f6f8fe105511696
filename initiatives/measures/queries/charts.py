"""What the chart of everybody, or of a group, says and shows: judged on what the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import drawing, rules, spc
from initiatives.measures.choices import WITH_DENOMINATOR, Chart
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.measures.queries.cells import Cell, Group
from initiatives.measures.queries.charting import annotations, phases
from initiatives.measures.queries.method import cycles_on
from initiatives.measures.queries.published import Published

EVERYBODY = _("Everybody")
NOTHING = _("There are no data yet.")
MEAN = _("Mean")
CENTRES: dict[str, str] = {Chart.RUN: _("Median"), Chart.BETWEEN: _("Median")}
ALL_MASKED = _("All figures are masked: too few people.")
NOT_DEFINED = _("No definition is in force, so nothing can be judged yet.")


@dataclass(frozen=True, slots=True)
class Marks:
    """What people said of the charts of a measure: first days of phases, and events by day."""

    phases: tuple[date, ...] = ()
    events: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Charted:
    """The chart of a group (None: everybody), a cell a period; no analysis where nothing is known.

    `sentence` says what it means; `drawing` is what is drawn of it.
    """

    group: Group
    label: str
    periods: list[date]
    cells: list[Cell | None]
    analysis: spc.Analysis | None
    sentence: str
    drawing: drawing.ControlChart


def marks_of(measure: Measure) -> Marks:
    """The phases that stand, the events that nobody took off, and the cycles that began."""
    return Marks(
        tuple(phases(measure).values_list("starts", flat=True)),
        tuple(sorted([*annotations(measure).values_list("on", "text"), *cycles_on(measure)])),
    )


def charted(found: Published, group: Group = None, marks: Marks | None = None) -> Charted:
    """The chart of everybody or of one group, with the marks of its measure."""
    marks = marks_of(found.measure) if marks is None else marks
    label = next((one.label for one in found.strata if one.pk == group), EVERYBODY)
    cells = found.series(group)
    definition = found.definition
    analysis = analysis_of(cells, found.periods, definition, marks.phases) if definition else None
    said = said_of(analysis, definition, cells, found.periods)
    return Charted(
        group=group,
        label=label,
        periods=found.periods,
        cells=cells,
        analysis=analysis,
        sentence=said,
        drawing=drawing.ControlChart(
            title=f"{found.measure.name}: {label}",
            sentence=said,
            dots=dots_of(cells, found.periods, analysis, definition),
            stretches=stretches_of(analysis),
            notes=notes_of(found.periods, marks.events),
            target=definition.target if definition and group is None else None,
            unit=definition.unit if definition else "",
            centre_name=CENTRES.get(definition.chart, MEAN) if definition else MEAN,
        ),
    )


def analysis_of(
    cells: Sequence[Cell | None],
    periods: Sequence[date],
    definition: OperationalDefinition,
    phases: Iterable[date] = (),
) -> spc.Analysis | None:
    """A series judged as its definition says; None where no figure of it is known."""
    try:
        series = series_of(cells, definition.chart)
    except spc.BadSeries:
        return None
    if all(value is None for value in series.values):
        return None
    frozen = definition.freeze
    return spc.analyse(
        series,
        spc.Choices(
            rules=definition.rules,
            phases=starts_of(phases, periods),
            freeze=frozen if frozen and frozen <= len(cells) else None,
            exclude=frozenset(at for at, cell in enumerate(cells, 1) if cell and cell.excluded),
            multiply=definition.multiplier,
            screen=definition.screen,
            target=definition.target,
            direction=definition.direction,
        ),
    )


def series_of(cells: Sequence[Cell | None], chart: str) -> spc.Series:
    """The figures of cells; raises BadSeries for what the chart cannot hold, as nothing at all."""
    if chart in WITH_DENOMINATOR:
        return spc.series_of(
            chart,
            [cell.numerator if cell else None for cell in cells],
            [cell.denominator if cell else None for cell in cells],
        )
    return spc.series_of(chart, [cell.value if cell else None for cell in cells])


def starts_of(phases: Iterable[date], periods: Sequence[date]) -> list[int]:
    """The points at which phases start, counted from 1; one that starts a series is none."""
    found = {next((at for at, day in enumerate(periods, 1) if day >= start), 0) for start in phases}
    return sorted(found - {0, 1})


def said_of(
    analysis: spc.Analysis | None,
    definition: OperationalDefinition | None,
    cells: Sequence[Cell | None],
    periods: Sequence[date],
) -> str:
    """What the chart says in words; a later phase is named by its first period."""
    if definition is None:
        return NOT_DEFINED
    if analysis is None:
        return ALL_MASKED if any(cell and cell.masked for cell in cells) else NOTHING
    starts = periods[analysis.phases[-1].start - 1]
    return spc.sentence(analysis, definition.unit, rules.label_of(starts, definition.frequency))


def dots_of(
    cells: Sequence[Cell | None],
    periods: Sequence[date],
    analysis: spc.Analysis | None,
    definition: OperationalDefinition | None,
) -> tuple[drawing.Dot, ...]:
    """A point a period."""
    frequency = definition.frequency if definition else "month"
    points = analysis.points if analysis else [None] * len(cells)
    return tuple(
        drawing.Dot(
            label=rules.label_of(period, frequency),
            value=point.value if point else None,
            cause=point.cause if point else None,
            masked=bool(cell and cell.masked),
            excluded=bool(cell and cell.excluded),
            provisional=bool(cell and cell.state == "provisional"),
        )
        for cell, period, point in zip(cells, periods, points, strict=True)
    )


def stretches_of(analysis: spc.Analysis | None) -> tuple[drawing.Stretch, ...]:
    """The phases as they are drawn; a later one with few points is on trial."""
    if analysis is None:
        return ()
    return tuple(
        drawing.Stretch(
            start=phase.start,
            end=phase.end,
            centre=phase.centre,
            lower=tuple(bounds.lower for bounds in phase.limits),
            upper=tuple(bounds.upper for bounds in phase.limits),
            on_trial=phase.start > 1 and phase.end - phase.start + 1 < spc.SETTLED,
        )
        for phase in analysis.phases
    )


def notes_of(
    periods: Sequence[date], events: Iterable[tuple[date, str]]
) -> tuple[drawing.Note, ...]:
    """Events at the last period that had begun on their day."""
    found = ((sum(period <= day for period in periods), text) for day, text in events)
    return tuple(drawing.Note(at, text) for at, text in found if at)
