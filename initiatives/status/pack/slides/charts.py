"""A control chart as PowerPoint's own line chart, with its figures in it to edit."""

from collections.abc import Iterator
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Inches, Pt

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing import ControlChart
from initiatives.measures.drawing.marks import shape_of
from initiatives.measures.drawing.scales import drawn as values_of
from initiatives.measures.drawing.scales import scale_of
from initiatives.status.pack.parts import Chart
from initiatives.status.pack.slides.house import (
    ACROSS,
    BODY_HIGH,
    BODY_TOP,
    CONCERN,
    GOOD,
    INK,
    LEFT,
    NEUTRAL,
    TARGET,
)
from initiatives.status.pack.slides.tables import describe, say

FIGURE, LOWER, UPPER, AIM = _("Figure"), _("Lower limit"), _("Upper limit"), _("Target")
SIGNALS = {
    "concern": (XL_MARKER_STYLE.SQUARE, CONCERN),
    "improvement": (XL_MARKER_STYLE.DIAMOND, GOOD),
    "high": (XL_MARKER_STYLE.TRIANGLE, NEUTRAL),
    "low": (XL_MARKER_STYLE.TRIANGLE, NEUTRAL),
}
Values = list[float | None]


def draw_chart(slide: Any, part: Chart) -> None:
    """The sentence, and below it the chart."""
    taken = say(slide, part.sentence, BODY_TOP)
    data = CategoryChartData(number_format="General")
    data.categories = [dot.label for dot in part.drawing.dots]
    drawn = dict(series_of(part.drawing))
    for name, values in drawn.items():
        data.add_series(str(name), values)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS,
        Inches(LEFT),
        Inches(BODY_TOP + taken),
        Inches(ACROSS),
        Inches(BODY_HIGH - taken),
        data,
    )
    frame.name = part.title
    describe(frame, part.alt)
    dress(frame.chart, part.drawing)


def series_of(chart: ControlChart) -> Iterator[tuple[str, Values]]:
    """Figures, centre, limits and target, a value a period; what is masked or unknown is none."""
    unit = f" ({chart.unit})" if chart.unit else ""
    yield (
        f"{FIGURE}{unit}",
        [None if dot.masked else dot.value for dot in chart.dots],
    )
    size = len(chart.dots)
    centre: Values = [None] * size
    lower: Values = [None] * size
    upper: Values = [None] * size
    for stretch in chart.stretches:
        for at in range(stretch.start, stretch.end + 1):
            centre[at - 1] = stretch.centre
        for at, value in enumerate(stretch.lower, stretch.start):
            lower[at - 1] = value
        for at, value in enumerate(stretch.upper, stretch.start):
            upper[at - 1] = value
    for name, values in ((chart.centre_name, centre), (LOWER, lower), (UPPER, upper)):
        if any(value is not None for value in values):
            yield name, values
    if chart.target is not None:
        yield AIM, [chart.target] * size


def dress(drawn: Any, chart: ControlChart) -> None:
    """Lines and marks as the house draws them; a shape and a colour for each kind of point."""
    drawn.has_title = False
    drawn.has_legend = True
    drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
    drawn.legend.include_in_layout = False
    drawn.font.size = Pt(11)
    drawn.font.color.rgb = RGBColor.from_string(INK)
    drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DBD9D1")
    drawn.value_axis.tick_labels.number_format = "General"
    drawn.value_axis.tick_labels.number_format_is_linked = False
    scale = scale_of(values_of(chart), chart.unit)
    drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale = scale.low, scale.high
    if len(scale.ticks) > 1:
        drawn.value_axis.major_unit = scale.ticks[1] - scale.ticks[0]
    figures, *others = drawn.plots[0].series
    line(figures, NEUTRAL, 1.5)
    figures.marker.style, figures.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    paint(figures.marker, NEUTRAL)
    for at, dot in enumerate(chart.dots):
        if (shape := shape_of(dot)) in SIGNALS:
            mark = figures.points[at].marker
            mark.style, mark.size = SIGNALS[shape][0], 9
            paint(mark, SIGNALS[shape][1])
    for one in others:
        line(one, TARGET if one.name == AIM else INK, 1.25, one.name in (LOWER, UPPER, AIM))
        one.marker.style = XL_MARKER_STYLE.NONE


def line(series: Any, colour: str, wide: float, dashed: bool = False) -> None:
    """The line of a series."""
    series.smooth = False
    series.format.line.color.rgb = RGBColor.from_string(colour)
    series.format.line.width = Pt(wide)
    if dashed:
        series.format.line.dash_style = MSO_LINE.DASH


def paint(mark: Any, colour: str) -> None:
    """A mark in one colour."""
    mark.format.fill.solid()
    mark.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    mark.format.line.color.rgb = RGBColor.from_string(colour)
