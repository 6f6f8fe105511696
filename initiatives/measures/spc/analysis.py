"""A chart analysed: phase by phase a centre, limits and runs; point by point a signal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from initiatives.measures.spc.detectors import Track, outside
from initiatives.measures.spc.errors import BadSeries
from initiatives.measures.spc.limits import Bounds, line_of, moving_ranges
from initiatives.measures.spc.rule_sets import RULE_SETS, RuleSet
from initiatives.measures.spc.runs import Runs, runs_of, side_of
from initiatives.measures.spc.series import Series, Value

DIRECTIONS = ("increase", "decrease", "neutral")
COMMON = "common_cause"


@dataclass(frozen=True, slots=True)
class Point:
    """A point as drawn; `signal` names the rule that it breaks, `cause` says what that means.

    `cause` is `common_cause`, `special_cause_improvement`, `special_cause_concern`,
    `special_cause_neutral_high` or `special_cause_neutral_low`; None for a missing point.
    """

    value: Value
    signal: str | None
    cause: str | None
    excluded: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """From point `start` to point `end`, counted from 1; limits and near limits a point each."""

    start: int
    end: int
    centre: Value
    limits: list[Bounds]
    near: list[Bounds]
    runs: Runs
    runs_signal: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that a chart says. `beyond` holds the points beyond a limit, counted from 1.

    `variation` is the cause of the last point that is there; `assurance` says whether the process
    as it is will meet its target: `consistent_pass`, `consistent_fail`, `inconsistent`, or None
    without a target, a direction or limits. `shown` is False while there are too few points for
    the icons of the rule set.
    """

    chart: str
    rules: RuleSet
    phases: list[Phase]
    points: list[Point]
    beyond: list[int]
    variation: str | None
    assurance: str | None
    shown: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """How a series is to be judged; points are counted from 1.

    `phases` holds the first point of each later phase. `freeze` takes the centre and limits from
    the first so many points: of each phase under Making Data Count, and else of the only phase.
    """

    rules: str = "anhoej"
    phases: Sequence[int] = ()
    freeze: int | None = None
    exclude: Collection[int] = ()
    multiply: float = 1.0
    screen: bool = True
    target: float | None = None
    direction: str = "neutral"


def analyse(series: Series, choices: Choices) -> Analysis:
    """Analyse a series; raises BadSeries for choices that do not fit it."""
    check(series, choices)
    rules = RULE_SETS[choices.rules]
    phases: list[Phase] = []
    points: list[Point] = []
    for start, end in bounds_of(len(series), choices.phases):
        part = part_of(series, start, end)
        excluded = [index in choices.exclude for index in range(start, end + 1)]
        phase, signals = judged(part, excluded, start, rules, choices)
        phases.append(phase)
        points += points_of(part, excluded, signals, choices)
    return Analysis(
        chart=series.chart,
        rules=rules,
        phases=phases,
        points=points,
        beyond=[index for index, point in enumerate(points, 1) if point.signal == "beyond"],
        variation=next((point.cause for point in reversed(points) if point.cause), None),
        assurance=assurance_of(phases[-1], choices),
        shown=sum(point.value is not None for point in points) >= rules.shown_from,
    )


def check(series: Series, choices: Choices) -> None:
    """Raises BadSeries for choices that do not fit the series."""
    last = len(series)
    if choices.rules not in RULE_SETS:
        raise BadSeries(
            _("There is no rule set '%(rules)s'. Choose one of %(rule_sets)s.")
            % {"rules": choices.rules, "rule_sets": ", ".join(RULE_SETS)},
            "rules",
        )
    if choices.direction not in DIRECTIONS:
        raise BadSeries(
            _("The direction is one of %(directions)s.") % {"directions": ", ".join(DIRECTIONS)},
            "direction",
        )
    if any(not 1 < first <= last for first in choices.phases):
        raise BadSeries(
            _("A later phase starts at a point from 2 to %(last)s.") % {"last": last}, "phases"
        )
    if any(after <= before for before, after in pairwise(choices.phases)):
        raise BadSeries(
            _("Give the first points of later phases in rising order, each once."), "phases"
        )
    if any(not 1 <= index <= last for index in choices.exclude):
        raise BadSeries(
            _("Only points from 1 to %(last)s can be excluded.") % {"last": last}, "exclude"
        )
    if choices.freeze is not None and not 2 <= choices.freeze <= last:
        raise BadSeries(
            _("Freeze the limits after 2 to %(last)s points.") % {"last": last}, "freeze"
        )


def bounds_of(last: int, phases: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last point of each phase, counted from 1."""
    firsts = [1, *phases, last + 1]
    return [(first, after - 1) for first, after in pairwise(firsts)]


def part_of(series: Series, start: int, end: int) -> Series:
    """The points of a phase; everything starts anew there, moving ranges too."""
    part = slice(start - 1, end)
    values = series.values[part]
    if series.chart == "mr":
        values = [None, *moving_ranges(values)]
    return Series(series.chart, values, series.sizes[part], series.deviations[part])


def base_of(length: int, excluded: Sequence[bool], rules: RuleSet, choices: Choices) -> list[int]:
    """The indices from which centre and limits come."""
    frozen = choices.freeze if rules.mdc or not choices.phases else None
    return [index for index in range(frozen or length) if index < length and not excluded[index]]


def judged(
    part: Series, excluded: Sequence[bool], start: int, rules: RuleSet, choices: Choices
) -> tuple[Phase, list[tuple[str | None, int]]]:
    """A phase, and the signal of each of its points with its mark."""
    length = len(part)
    line = line_of(
        part, base_of(length, excluded, rules, choices), screen=choices.screen, mdc=rules.mdc
    )
    one, near, limits = (line.bounds(deviations, length) for deviations in (1, 2, 3))
    included = [value for value, out in zip(part.values, excluded, strict=True) if not out]
    track = Track(
        part.values,
        [side_of(value, line.centre) for value in part.values],
        [value is not None and not out for value, out in zip(part.values, excluded, strict=True)],
        one,
        near,
        limits,
    )
    runs = runs_of(included, line.centre)
    phase = Phase(
        start=start,
        end=start + length - 1,
        centre=times(line.centre, choices.multiply),
        limits=[scaled(bounds, choices.multiply) for bounds in limits],
        near=[scaled(bounds, choices.multiply) for bounds in near],
        runs=runs,
        runs_signal=rules.runs and part.chart != "mr" and runs.signal,
    )
    return phase, signals_of(track, rules)


def signals_of(track: Track, rules: RuleSet) -> list[tuple[str | None, int]]:
    """The first rule that each point breaks, and in which direction."""
    signals: list[tuple[str | None, int]] = [(None, 0)] * len(track)
    for name, detector in reversed(rules.rules.items()):
        for index, mark in enumerate(detector.marks(track)):
            if mark:
                signals[index] = (name, mark)
    return signals


def points_of(
    part: Series, excluded: Sequence[bool], signals: list[tuple[str | None, int]], choices: Choices
) -> list[Point]:
    """The points of a phase, as drawn."""
    return [
        Point(
            times(value, choices.multiply),
            signal,
            None if value is None else cause_of(mark, choices.direction),
            out,
        )
        for value, out, (signal, mark) in zip(part.values, excluded, signals, strict=True)
    ]


def cause_of(mark: int, direction: str) -> str:
    """What a mark means where a change in this direction is wanted."""
    if not mark:
        return COMMON
    if direction == "neutral":
        return f"special_cause_neutral_{'high' if mark > 0 else 'low'}"
    wanted = 1 if direction == "increase" else -1
    return f"special_cause_{'improvement' if mark == wanted else 'concern'}"


def assurance_of(phase: Phase, choices: Choices) -> str | None:
    """Whether the latest limits meet the target always, never, or by chance."""
    bounds = phase.limits[-1]
    if choices.target is None or choices.direction == "neutral" or bounds.upper is None:
        return None
    side = outside(choices.target, bounds)
    if not side:
        return "inconsistent"
    passes = side == (-1 if choices.direction == "increase" else 1)
    return "consistent_pass" if passes else "consistent_fail"


def times(value: Value, factor: float) -> Value:
    """A value in the unit of the chart."""
    return None if value is None else value * factor


def scaled(bounds: Bounds, factor: float) -> Bounds:
    """Limits in the unit of the chart."""
    return Bounds(times(bounds.lower, factor), times(bounds.upper, factor))
