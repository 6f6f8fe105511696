"""What wide and compact dot plots share: the words of a group, its interval and dot, the axis."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor, log10

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing.axes import unit_of_ticks
from initiatives.measures.drawing.canvas import label, level, lines, upright
from initiatives.measures.drawing.marks import TONES, group_mark
from initiatives.measures.drawing.scales import Along, one, scale_of, tick_labels
from initiatives.measures.drawing.shapes import DotPlot, Row, Value
from initiatives.measures.drawing.text import DASH, clean, count, decimals, figure, shortened, width

RADIUS = 5.0
HIDDEN = _("Hidden: too few people")
TOO_FEW = _("Too few to say")
NO_GROUPS = _("No groups yet")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a row: nothing of a masked one but why it is."""

    row: Row
    people: str
    figure: str
    interval: str
    why: str

    @property
    def drawn(self) -> bool:
        """Whether there is a dot."""
        return self.row.value is not None

    @property
    def kind(self) -> str:
        """How its figure is written."""
        return {"few": "quiet", "worse": "worse", "better": "better"}.get(self.row.tone, "strong")


def drawable(plot: DotPlot) -> DotPlot:
    """The plot without any number of masked rows, and without what is no number."""
    rows = tuple(
        replace(row, people=None, value=None, low=None, high=None)
        if row.tone == "masked"
        else replace(row, value=one(row.value), low=one(row.low), high=one(row.high))
        for row in plot.rows
    )
    return replace(plot, rows=rows, line=one(plot.line))


def places_of(plot: DotPlot) -> int | None:
    """How many decimals all figures of a plot get, so that they can be compared; None for any."""
    values = [row.value for row in plot.rows if row.value]
    largest = max(map(abs, values), default=0.0)
    if not 1e-3 <= largest < 1e6:
        return None
    most = 1 if plot.unit == "%" and largest >= 1 else max(0, 3 - floor(log10(largest)))
    return min(max(map(decimals, values)), most)


def said_of(row: Row, unit: str, places: int | None = None) -> Said:
    """What is written beside a row."""
    why = clean(row.why) or {"masked": HIDDEN, "few": TOO_FEW}.get(row.tone, gettext("No figure"))
    return Said(
        row,
        "" if row.people is None else f"n = {count(row.people)}",
        "" if row.value is None else figure(row.value, unit, places),
        interval_words(row.low, row.high, places),
        why if row.value is None or row.tone == "few" else "",
    )


def interval_words(low: Value, high: Value, places: int | None = None) -> str:
    """Both ends with a dash between them, or `to` where a minus would stand beside it."""
    if low is None or high is None:
        return ""
    between = " to " if min(low, high) < 0 else DASH
    return between.join(figure(end, places=places) for end in (low, high))


def scale_for(plot: DotPlot, ticks: int, start: float, end: float) -> Along:
    """The scale of all that is drawn."""
    there = [row for row in plot.rows if row.value is not None]
    values = [value for row in there for value in (row.value, row.low, row.high)]
    scale = scale_of([*values, plot.line], plot.unit, ticks=ticks)
    return Along(start, max(end, start + 60), scale)


def interval_and_dot(row: Row, across: Along, y: float) -> Iterator[str]:
    """The interval with its ends, and the dot on it."""
    if row.value is None:
        return
    kind, colour = TONES.get(row.tone, TONES["same"])
    if row.low is not None and row.high is not None:
        low, high = across.at(row.low), across.at(row.high)
        ways = [level(low, high, y), upright(low, y - 4, y + 4), upright(high, y - 4, y + 4)]
        yield lines(f"{kind} span", ways, colour, 1.8)
    yield group_mark(across.at(row.value), y, RADIUS, row.tone)


def line_label(plot: DotPlot, across: Along, y: float, letters: float, edge: float) -> str:
    """The name of the line and its figure, kept on the sheet."""
    if plot.line is None:
        return ""
    number = figure(plot.line, unit_of_ticks(plot.unit))
    room = edge - width(number, letters, bold=True) - 8
    name = shortened(clean(plot.line_label), room, letters, bold=True)
    words = f"{name} {number}".strip()
    x = kept(across.at(plot.line), words, letters, edge, bold=True)
    full = f"{clean(plot.line_label)} {number}".strip()
    return label(x, y, words, "strong", anchor="middle", full=full)


def ticks_below(
    plot: DotPlot, across: Along, y: float, letters: float, edge: float
) -> Iterator[str]:
    """Figures under the plot, kept on the sheet, and a unit too long to stand at each."""
    if all(row.value is None for row in plot.rows):
        return
    words = tick_labels(across.scale, unit_of_ticks(plot.unit))
    texts = (
        label(kept(across.at(tick), text, letters, edge), y + letters + 6, text)
        for tick, text in zip(across.scale.ticks, words, strict=True)
    )
    yield f'<g class="ticks" text-anchor="middle">{"".join(texts)}</g>'
    if plot.unit and not unit_of_ticks(plot.unit):
        unit = shortened(clean(plot.unit), across.end - across.start, letters)
        middle = (across.start + across.end) / 2
        yield label(middle, y + 2 * letters + 10, unit, "quiet", anchor="middle", full=plot.unit)


def kept(x: float, words: str, letters: float, edge: float, *, bold: bool = False) -> float:
    """The middle of a text as near to `x` as lets all of it stand on the sheet."""
    half = min(width(words, letters, bold=bold) / 2, edge / 2)
    return min(max(x, half), edge - half)


def nothing(plot: DotPlot) -> Iterator[str]:
    """That there is no group at all."""
    if not plot.rows:
        yield label(0, 18, NO_GROUPS, "said")
