"""Run charts and control charts: wide for a desk, compact for a phone, small beside others."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing.axes import figures_left, periods, room_left, unit_of_ticks
from initiatives.measures.drawing.canvas import (
    COMMON,
    TARGET,
    label,
    level,
    lines,
    number,
    sheet,
)
from initiatives.measures.drawing.ends import draw_ends, ends, flowed, joined, room_right, spaced
from initiatives.measures.drawing.limits import Held, draw_limits, held
from initiatives.measures.drawing.marks import GROUP_LOOK, mark, shape_of
from initiatives.measures.drawing.notes import ROWS, draw_key, draw_notes, planned, told
from initiatives.measures.drawing.scales import (
    Across,
    Along,
    drawable,
    drawn,
    scale_of,
    tick_labels,
)
from initiatives.measures.drawing.shapes import ControlChart, Dot, Scale
from initiatives.measures.drawing.text import clean, safe, shortened
from initiatives.measures.drawing.words import is_provisional, sayings

WIDE, COMPACT, SMALL = 900.0, 340.0, 280.0
WIDE_HEIGHT, COMPACT_PLOT, SMALL_HEIGHT = 380.0, 190.0, 150.0
LETTERS, COMPACT_LETTERS, SMALL_LETTERS = 14.0, 12.5, 12.0
RADIUS, SMALL_RADIUS = 4.3, 3.0
NO_FIGURES = _("No figures yet")
ALL_HIDDEN = _("All figures are hidden: too few people")


@dataclass(frozen=True, slots=True)
class Plot:
    """What lies between the axes: its points and phases, and where they go."""

    chart: ControlChart
    stretches: list[Held]
    across: Across
    up: Along
    letters: float
    most: float
    noted: Collection[int] = ()

    @property
    def radius(self) -> float:
        """Points are smaller where they are many."""
        return round(max(min(self.most, self.across.slot * 0.42), 1.2), 1)


def control_chart(chart: ControlChart, *, compact: bool = False) -> str:
    """A chart as SVG, 900 wide or 340 for a phone. What a point says is in the wide one alone."""
    chart = drawable(chart)
    return compact_chart(chart) if compact else wide_chart(chart)


def wide_chart(chart: ControlChart) -> str:
    """Words of lines at their right ends, notes above the plot."""
    stretches = held(chart)
    scale = scale_of(drawn(chart), chart.unit)
    words = ends(chart, stretches)
    left = room_left(tick_labels(scale, unit_of_ticks(chart.unit)), LETTERS)
    across = Across(left, WIDE - max(room_right(words, LETTERS), 30), len(chart.dots))
    plan = planned(chart, across, across.right, LETTERS, ROWS)
    top = 14 + room_of_unit(chart, LETTERS) + plan.rows * (LETTERS + 5)
    up = Along(WIDE_HEIGHT - 32, top, scale)
    plot = Plot(chart, stretches, across, up, LETTERS, RADIUS, told(chart))
    placed = [replace(end, y=up.at(end.value)) for end in words]
    key, high = draw_key(plan, WIDE_HEIGHT + 20, WIDE, LETTERS)
    high += 8 if key else 0
    body = (
        *inside(plot, WIDE),
        *draw_notes(plan, top, up.start, LETTERS),
        *points(plot, [f' data-said="{safe(each)}"' for each in sayings(chart, stretches)]),
        *draw_ends(spaced(placed, top, up.start, LETTERS + 3), across.right + 8, LETTERS),
        *key,
    )
    return sheet(
        body,
        title=chart.title,
        words=chart.sentence,
        size=(WIDE, WIDE_HEIGHT + high),
        letters=LETTERS,
    )


def compact_chart(chart: ControlChart) -> str:
    """Words of lines and notes under the plot, which takes the whole width."""
    stretches = held(chart)
    scale = scale_of(drawn(chart), chart.unit, ticks=5)
    left = room_left(tick_labels(scale, unit_of_ticks(chart.unit)), COMPACT_LETTERS)
    across = Across(left, COMPACT - 4, len(chart.dots))
    plan = planned(chart, across, COMPACT, COMPACT_LETTERS, 1)
    top = 10 + room_of_unit(chart, COMPACT_LETTERS) + plan.rows * (COMPACT_LETTERS + 5)
    up = Along(top + COMPACT_PLOT, top, scale)
    plot = Plot(chart, stretches, across, up, COMPACT_LETTERS, RADIUS, told(chart))
    y = up.start + 2 * COMPACT_LETTERS + 24
    flow, below = flowed(
        joined(ends(chart, stretches), unit_of_ticks(chart.unit)), y, COMPACT, COMPACT_LETTERS
    )
    key, high = draw_key(plan, y + below + 4, COMPACT, COMPACT_LETTERS)
    body = (
        *inside(plot, COMPACT),
        *draw_notes(plan, top, up.start, COMPACT_LETTERS),
        *points(plot, [""] * len(chart.dots)),
        *flow,
        *key,
    )
    return sheet(
        body,
        title=chart.title,
        words=chart.sentence,
        size=(COMPACT, y + below + high - COMPACT_LETTERS + 6),
        letters=COMPACT_LETTERS,
    )


def small_chart(chart: ControlChart, scale: Scale) -> str:
    """A group's chart beside those of other groups, on the scale that they share."""
    chart = drawable(chart)
    left = room_left(tick_labels(scale, unit_of_ticks(chart.unit)), SMALL_LETTERS)
    across = Across(left, SMALL - 4, len(chart.dots))
    up = Along(SMALL_HEIGHT - 26, 8 + room_of_unit(chart, SMALL_LETTERS), scale)
    plot = Plot(chart, held(chart), across, up, SMALL_LETTERS, SMALL_RADIUS)
    body = (*inside(plot, SMALL), *points(plot, [""] * len(chart.dots)))
    return sheet(
        body,
        title=chart.title,
        words=chart.sentence,
        size=(SMALL, SMALL_HEIGHT),
        letters=SMALL_LETTERS,
    )


def room_of_unit(chart: ControlChart, letters: float) -> float:
    """The height of a unit that is too long to stand at each figure."""
    return 0.0 if unit_of_ticks(chart.unit) == chart.unit else letters + 6


def inside(plot: Plot, edge: float) -> Iterator[str]:
    """Axes, band, limits, target: all that lies below the points."""
    chart, across, up, letters = plot.chart, plot.across, plot.up, plot.letters
    if room_of_unit(chart, letters):
        unit = shortened(clean(chart.unit), edge, letters)
        yield label(0, letters, unit, "quiet", full=chart.unit)
    yield from figures_left(across, up, chart.unit, letters, zero=chart.zero)
    yield from draw_limits(plot.stretches, across, up, plot.noted)
    if chart.target is not None:
        way = level(across.left, across.right, up.at(chart.target))
        yield lines("target", [way], TARGET, 1.8, "2 3")
    yield from periods(across, up.start, [dot.label for dot in chart.dots], letters, edge=edge)


def points(plot: Plot, said: Sequence[str]) -> Iterator[str]:
    """The line through the points and the mark of each, in their order."""
    dots, across, up = plot.chart.dots, plot.across, plot.up
    if all(dot.value is None or dot.masked for dot in dots):
        hidden = any(dot.masked for dot in dots)
        middle = (across.left + across.right) / 2
        full = ALL_HIDDEN if hidden else NO_FIGURES
        words = shortened(full, across.right - across.left, plot.letters)
        yield label(middle, (up.start + up.end) / 2, words, "said", anchor="middle", full=full)
    yield lines("line", through(dots, across, up), COMMON, 1.4)
    floor = up.start - plot.radius * 1.4 - 2
    marks = (
        mark(
            across.at(point),
            floor if dot.value is None or dot.masked else up.at(dot.value),
            plot.radius,
            shape_of(dot),
            provisional=is_provisional(dot),
            more=words,
        )
        for point, (dot, words) in enumerate(zip(dots, said, strict=True), 1)
    )
    yield f'<g class="dots" {GROUP_LOOK}>{"".join(marks)}</g>'


def through(dots: Sequence[Dot], across: Across, up: Along) -> Iterator[str]:
    """The way through the points, broken where there is no figure."""
    pen = "M"
    for point, dot in enumerate(dots, 1):
        if dot.value is None or dot.masked:
            pen = "M"
        else:
            yield f"{pen}{number(across.at(point))} {number(up.at(dot.value))}"
            pen = "L"
