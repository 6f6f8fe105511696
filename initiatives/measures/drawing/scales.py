"""Axes: round ticks, and where a point or a figure lies on the sheet."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from initiatives.measures.drawing.shapes import ControlChart, Scale, Value
from initiatives.measures.drawing.text import figure, minus, with_unit

BIGGEST = 1e300  # so that a difference of two figures stays a number
ROUND = (1, 2, 2.5, 5, 10)
TICKS = 6
NOTHING = Scale(0, 1)


def one(value: Value) -> Value:
    """A value as it can be drawn, if it can."""
    if value is None or not -math.inf < value < math.inf:
        return None
    return float(min(max(value, -BIGGEST), BIGGEST))


def figures(values: Iterable[Value]) -> list[float]:
    """The values that are there and can be drawn."""
    return [value for value in map(one, values) if value is not None]


def scale_of(values: Iterable[Value], unit: str = "", *, ticks: int = TICKS) -> Scale:
    """A scale with round ticks that holds all values; percentages stay between 0 and 100."""
    found = figures(values)
    if not found:
        return NOTHING
    low, high = spread(min(found), max(found))
    step = step_of((high - low) / ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if unit == "%" and min(found) >= 0 and max(found) <= 100:
        first, last = max(first, 0), min(last, math.ceil(100 / step - 1e-9))
    elif min(found) >= 0:
        first = max(first, 0)
    marks = tuple(round_to(index * step, step) for index in range(first, last + 1))
    return Scale(marks[0], marks[-1], marks)


def spread(low: float, high: float) -> tuple[float, float]:
    """Two figures that are apart, so that something can lie between them."""
    if high - low > 1e-9 * max(abs(low), abs(high), 1e-290):
        return low, high
    room = abs(high) * 0.1 or 1.0
    return low - room, high + room


def step_of(rough: float) -> float:
    """The round step that is not below a rough one."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * each for each in ROUND if power * each >= rough * (1 - 1e-9))


def round_to(value: float, step: float) -> float:
    """A multiple of a step without what floating point adds to it."""
    decimals = 1 - math.floor(math.log10(step))
    return round(value, decimals) + 0.0 if abs(decimals) < 300 else value


def shared_scale(charts: Iterable[ControlChart]) -> Scale:
    """One scale for small charts beside each other, so that heights can be compared."""
    charts = list(charts)
    values = [value for chart in charts for value in drawn(chart)]
    return scale_of(values, charts[0].unit if charts else "", ticks=4)


def drawn(chart: ControlChart) -> list[Value]:
    """All figures of a chart; limits at points without a figure are not among them."""
    values = [dot.value for dot in chart.dots if not dot.masked]
    for stretch in chart.stretches:
        values.append(stretch.centre)
        for limits in (stretch.lower, stretch.upper):
            dots = chart.dots[max(stretch.start, 1) - 1 : stretch.end]
            values += [
                limit
                for dot, limit in zip(dots, limits, strict=False)
                if dot.value is not None and not dot.masked
            ]
    return [*values, chart.target, 0.0 if chart.zero else None]


@lru_cache(maxsize=256)
def tick_labels(scale: Scale, unit: str) -> tuple[str, ...]:
    """What stands at the ticks: all with the same number of decimals."""
    if len(scale.ticks) < 2:
        return tuple(figure(tick, unit) for tick in scale.ticks)
    step = scale.ticks[1] - scale.ticks[0]
    largest = max(abs(tick) for tick in scale.ticks)
    if largest >= 1e12 or step < 1e-6:
        return tuple(with_unit(minus(f"{tick:.4g}"), unit) for tick in scale.ticks)
    decimals = next(places for places in range(9) if is_whole(step * 10**places))
    return tuple(with_unit(minus(f"{tick:,.{decimals}f}"), unit) for tick in scale.ticks)


def is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6 * max(1.0, abs(value)) and round(value) != 0


@dataclass(frozen=True, slots=True)
class Across:
    """Places of points from left to right; each has a slot of the same width."""

    left: float
    right: float
    count: int
    slot: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "slot", (self.right - self.left) / max(self.count, 1))

    def at(self, point: int) -> float:
        """Where a point lies; they are counted from 1."""
        return self.left + (point - 0.5) * self.slot


@dataclass(frozen=True, slots=True)
class Along:
    """Places of figures between two ends, `start` for the lowest; beyond them is at the end."""

    start: float
    end: float
    scale: Scale

    def at(self, value: float) -> float:
        """Where a figure lies."""
        low, high = self.scale.low, self.scale.high
        share = (value - low) / (high - low) if high > low else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def drawable(chart: ControlChart) -> ControlChart:
    """The chart, with points taken as missing whose figures are no numbers that can be drawn."""
    values = [dot.value for dot in chart.dots if dot.value is not None]
    if all(-BIGGEST <= value <= BIGGEST for value in (*values, chart.target or 0.0)):
        return chart
    dots = tuple(replace(dot, value=one(dot.value)) for dot in chart.dots)
    return replace(chart, dots=dots, target=one(chart.target))
