"""Dot plots for a phone: the words of a group above its dot."""

from collections.abc import Iterator, Sequence

from initiatives.measures.drawing.canvas import GRID, INK, label, level, lines, sheet, upright
from initiatives.measures.drawing.groups import (
    Said,
    interval_and_dot,
    line_label,
    nothing,
    scale_for,
    ticks_below,
)
from initiatives.measures.drawing.scales import Along
from initiatives.measures.drawing.shapes import DotPlot
from initiatives.measures.drawing.text import clean, shortened, width, wrapped

COMPACT = 340.0
LETTERS = 12.5
LINE_HEIGHT = 16.0
SIDE = 20.0  # room for half a figure at either end of the axis


def compact_plot(plot: DotPlot, said: Sequence[Said]) -> str:
    """Rows under each other over the whole width."""
    across = scale_for(plot, 4, SIDE, COMPACT - SIDE)
    body: list[str] = []
    y = LINE_HEIGHT + 6 if plot.line is not None else 0.0
    for each in said:
        texts, high = row_words(each, y)
        y += high
        body += texts
        if each.drawn:
            body += strip(plot, across, y + 13)
            body += interval_and_dot(each.row, across, y + 13)
            y += 27
        y += 8
    name = line_label(plot, across, LETTERS, LETTERS, COMPACT)
    return sheet(
        (name, *body, *ticks_below(plot, across, y - 6, LETTERS, COMPACT), *nothing(plot)),
        title=plot.title,
        words=plot.sentence,
        size=(COMPACT, y + 34),
        letters=LETTERS,
    )


def row_words(each: Said, y: float) -> tuple[list[str], float]:
    """Label and figure, people and interval, why there is none; and how high they are."""
    room = COMPACT - width(each.figure, LETTERS, bold=True) - 10
    block = wrapped(clean(each.row.label), room, LETTERS, 2)
    texts = [
        label(0, y + (index + 1) * LINE_HEIGHT, part, full=each.row.label)
        for index, part in enumerate(block)
    ]
    if each.figure:
        y0 = y + LINE_HEIGHT
        texts.append(label(COMPACT, y0, each.figure, each.kind, anchor="end"))
    below = [*second_line(each, y + (len(block) + 1) * LINE_HEIGHT)]
    rows = len(block) + bool(below)
    if each.why:
        for part in wrapped(each.why, COMPACT, LETTERS, 2):
            rows += 1
            texts.append(label(0, y + rows * LINE_HEIGHT, part, "said", full=each.why))
    return texts + below, rows * LINE_HEIGHT


def second_line(each: Said, y: float) -> Iterator[str]:
    """How many people stand behind the figure, and its interval."""
    if each.people:
        yield label(0, y, shortened(each.people, 160, LETTERS), "quiet")
    if each.interval and each.drawn:
        words = shortened(each.interval, 170, LETTERS)
        yield label(COMPACT, y, words, "quiet", anchor="end", full=each.interval)


def strip(plot: DotPlot, across: Along, y: float) -> Iterator[str]:
    """The piece of scale that a dot lies on, with the line that all are held to."""
    ticks = (upright(across.at(tick), y - 4, y + 4) for tick in across.scale.ticks)
    yield lines("grid", (level(across.start, across.end, y), *ticks), GRID, 1)
    if plot.line is not None:
        yield lines("held", [upright(across.at(plot.line), y - 10, y + 13)], INK, 1.6)
