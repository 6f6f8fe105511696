"""Dot plots of groups (forest plots): a figure with its interval a group, on one scale."""

from collections.abc import Iterator, Sequence

from initiatives.measures.drawing.axes import unit_of_ticks
from initiatives.measures.drawing.canvas import GRID, INK, label, lines, sheet, upright
from initiatives.measures.drawing.forest_compact import compact_plot
from initiatives.measures.drawing.groups import (
    Said,
    drawable,
    interval_and_dot,
    line_label,
    nothing,
    places_of,
    said_of,
    scale_for,
    ticks_below,
)
from initiatives.measures.drawing.scales import Along
from initiatives.measures.drawing.shapes import DotPlot
from initiatives.measures.drawing.text import clean, shortened, width, wrapped

WIDE = 900.0
LETTERS = 14.0
LABELS, PEOPLE = 225.0, 325.0  # where labels of groups and numbers of people end
LINE_HEIGHT, ROW_HEIGHT = 17.0, 35.0
MOST_FIGURE, MOST_INTERVAL = 120.0, 180.0
TOP = 30.0


def dot_plot(plot: DotPlot, *, compact: bool = False) -> str:
    """Groups as SVG, 900 wide or 340 for a phone; the figure of the line follows its label."""
    plot = drawable(plot)
    said = [said_of(row, unit_of_ticks(plot.unit), places_of(plot)) for row in plot.rows]
    return compact_plot(plot, said) if compact else wide_plot(plot, said)


def wide_plot(plot: DotPlot, said: Sequence[Said]) -> str:
    """Label, people, dot, figure and interval side by side."""
    interval_at = WIDE - min(widest([each.interval for each in said]), MOST_INTERVAL)
    figure_at = interval_at - 14
    figures = min(widest([each.figure for each in said], bold=True), MOST_FIGURE)
    across = scale_for(plot, 6, PEOPLE + 28, figure_at - figures - 26)
    body: list[str] = []
    y = TOP if plot.line is not None else 6.0
    top = y
    for each in said:
        block = wrapped(clean(each.row.label), LABELS, LETTERS, 2)
        high = row_height(each, block)
        body += row_words(each, block, y + high / 2, across, (figure_at, interval_at))
        body += interval_and_dot(each.row, across, y + high / 2)
        y += high
    frame = (*grid(plot, across, top, y), line_label(plot, across, top - 14, LETTERS, WIDE))
    return sheet(
        (*frame, *body, *ticks_below(plot, across, y, LETTERS, WIDE), *nothing(plot)),
        title=plot.title,
        words=plot.sentence,
        size=(WIDE, y + 44),
        letters=LETTERS,
    )


def widest(texts: Sequence[str], *, bold: bool = False) -> float:
    return max((width(text, LETTERS, bold=bold) for text in texts), default=0.0)


def is_explained(each: Said) -> bool:
    """Whether words stand below the label, since a dot takes their place."""
    return bool(each.why) and each.drawn


def row_height(each: Said, block: Sequence[str]) -> float:
    """Rows are higher where there is more to say."""
    return max(ROW_HEIGHT, 14 + LINE_HEIGHT * (len(block) + is_explained(each)))


def row_words(
    each: Said, block: Sequence[str], middle: float, across: Along, columns: tuple[float, float]
) -> Iterator[str]:
    """All words of a row: label and people to the left, the figure or why there is none."""
    y = middle + 5 - LINE_HEIGHT * (len(block) - 1 + is_explained(each)) / 2
    for index, part in enumerate(block):
        yield label(0, y + index * LINE_HEIGHT, part, full=each.row.label)
    if each.people:
        yield label(PEOPLE, y, shortened(each.people, 96, LETTERS), "quiet", anchor="end")
    if is_explained(each):
        words = shortened(each.why, PEOPLE, LETTERS)
        yield label(0, y + len(block) * LINE_HEIGHT, words, "said", full=each.why)
    if each.drawn:
        words = shortened(each.figure, MOST_FIGURE, LETTERS, bold=True)
        yield label(columns[0], middle + 5, words, each.kind, anchor="end", full=each.figure)
        words = shortened(each.interval, MOST_INTERVAL, LETTERS)
        yield label(columns[1], middle + 5, words, "quiet", full=each.interval)
    else:
        words = shortened(each.why, WIDE - across.start - 8, LETTERS)
        yield label(across.start + 8, middle + 5, words, "said halo", full=each.why)


def grid(plot: DotPlot, across: Along, top: float, bottom: float) -> Iterator[str]:
    """Upright grid lines at the ticks, and the line that all are held to."""
    ways = (upright(across.at(tick), top, bottom) for tick in across.scale.ticks)
    yield lines("grid", ways, GRID, 1)
    if plot.line is not None:
        yield lines("held", [upright(across.at(plot.line), top - 8, bottom)], INK, 1.6)
