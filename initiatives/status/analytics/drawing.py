"""The share that has come to a sustained change, over time, drawn as SVG with its limits."""

from collections.abc import Iterator

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing.axes import figures_left, room_left
from initiatives.measures.drawing.canvas import (
    AXIS,
    COMMON,
    label,
    level,
    lines,
    number,
    path,
    sheet,
    upright,
)
from initiatives.measures.drawing.scales import Across, Along, scale_of, tick_labels
from initiatives.measures.drawing.shapes import Scale
from initiatives.status.analytics.sustained import DAYS_A_MONTH, MONTHS, Sustained

TITLE = _("Share that has come to a sustained change")
WIDE, COMPACT = (900.0, 320.0, 14.0), (340.0, 240.0, 12.5)
BAND = 'fill="#51606a" fill-opacity="0.14" stroke="none"'
Point = tuple[float, float, float]  # day, lower and upper height in percent


def curve_chart(found: Sustained, sentence: str, *, compact: bool = False) -> str:
    """The steps of the curve from the charter on, 900 wide or 340 for a phone."""
    wide, high, letters = COMPACT if compact else WIDE
    tops = [(1 - step.low) * 100 for step in found.steps if step.low is not None]
    reached = [(1 - step.going_on) * 100 for step in found.steps]
    scale = scale_of([0.0, 10.0, *tops, *reached], "%", ticks=5)
    left = room_left(tick_labels(scale, "%"), letters)
    across = Across(left, wide - 20, 1)
    up = Along(high - 2.6 * letters - 10, 12, scale)
    along = Along(across.left, across.right, Scale(0, max(found.longest, 1)))
    body = (
        *figures_left(across, up, "%", letters),
        path("band", band(found, along, up), BAND),
        lines("line", [stairs(found, along, up)], COMMON, 2.2),
        *months(along, up.start, letters, high),
    )
    return sheet(body, title=TITLE, words=sentence, size=(wide, high), letters=letters)


def stairs(found: Sustained, along: Along, up: Along) -> str:
    """The way of the curve: level until some came to it, then up."""
    way = f"M{number(along.at(0))} {number(up.at(0))}"
    for step in found.steps:
        height = up.at((1 - step.going_on) * 100)
        way += f"H{number(along.at(step.days))}V{number(height)}"
    return f"{way}H{number(along.end)}"


def band(found: Sustained, along: Along, up: Along) -> str:
    """The way around the limits, there along the upper ones and back along the lower."""
    points = list(limits_of(found))
    if not points:
        return ""
    ends = [*(day for day, _, _ in points[1:]), float(found.longest)]
    there = "".join(
        f"V{number(up.at(top))}H{number(along.at(end))}"
        for (_, _, top), end in zip(points, ends, strict=True)
    )
    back = "".join(
        f"V{number(up.at(bottom))}H{number(along.at(day))}" for day, bottom, _ in reversed(points)
    )
    return f"M{number(along.at(points[0][0]))} {number(up.at(points[0][1]))}{there}{back}Z"


def limits_of(found: Sustained) -> Iterator[Point]:
    """The limits at each step that has them."""
    for step in found.steps:
        if step.low is not None and step.high is not None:
            yield step.days, (1 - step.high) * 100, (1 - step.low) * 100


def months(along: Along, y: float, letters: float, high: float) -> Iterator[str]:
    """The axis of time: whole months from the charter, as many as have room."""
    shown = [0, *(each for each in MONTHS if each * DAYS_A_MONTH <= along.scale.high)]
    yield lines("axis", [level(along.start, along.end, y)], AXIS, 1)
    xs = [(each, along.at(each * DAYS_A_MONTH)) for each in shown]
    yield lines("axis", (upright(x, y, y + 5) for _, x in xs), AXIS, 1)
    yield '<g class="ticks" text-anchor="middle">'
    taken = -letters * 3
    for each, x in xs:
        if x - taken >= letters * 2:
            yield label(x, y + letters + 7, str(each))
            taken = x
    yield "</g>"
    middle = (along.start + along.end) / 2
    yield label(middle, high - 4, gettext("Months since the charter"), "quiet", anchor="middle")
