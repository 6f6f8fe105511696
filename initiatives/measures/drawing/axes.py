"""Ticks, their labels, and the names of periods, thinned out so that none touches another."""

from collections.abc import Iterator, Sequence

from initiatives.measures.drawing.canvas import (
    AXIS,
    GRID,
    INK,
    label,
    level,
    lines,
    upright,
)
from initiatives.measures.drawing.scales import Across, Along, tick_labels
from initiatives.measures.drawing.text import clean, shortened, width

MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 480, 960)
QUARTERS = (1, 2, 4, 8, 12, 20, 40, 80, 160, 320)
ANCHORS = ("Jan", "Q1", "Wk 1", "W01")  # labels that a thinned axis likes to keep
LONGEST_UNIT = 2  # letters of a unit that follows each figure of an axis


def unit_of_ticks(unit: str) -> str:
    """A short unit stands at each tick, a longer one once above the axis."""
    return unit if len(unit) <= LONGEST_UNIT else ""


def figures_left(
    across: Across, up: Along, unit: str, letters: float, *, zero: bool = False
) -> Iterator[str]:
    """Level grid lines with their figures to the left."""
    ticks = up.scale.ticks
    heights = [up.at(tick) for tick in ticks]
    yield lines("grid", (level(across.left, across.right, y) for y in heights), GRID, 1)
    if zero:
        yield lines("zero", [level(across.left, across.right, up.at(0.0))], INK, 1.2)
    words = tick_labels(up.scale, unit_of_ticks(unit))
    texts = (
        label(across.left - 8, y + letters * 0.35, text)
        for text, y in zip(words, heights, strict=True)
    )
    yield f'<g class="ticks" text-anchor="end">{"".join(texts)}</g>'


def room_left(scale_words: Sequence[str], letters: float) -> float:
    """What figures to the left of an axis need."""
    return max((width(text, letters) for text in scale_words), default=0) + 12


def chosen(labels: Sequence[str], slot: float, letters: float, most: float) -> range:
    """Which labels of periods are shown, as indices from 0."""
    if not labels:
        return range(0)
    widest = max(width(text[:60], letters) for text in labels)
    room = min(widest, most) + letters
    strides = QUARTERS if labels[0].startswith("Q") else MONTHS
    stride = next((each for each in strides if each * slot >= room), len(labels))
    anchored = (index for index, text in enumerate(labels) if text.startswith(ANCHORS))
    return range(next(anchored, 0) % stride, len(labels), stride)


def periods(
    across: Across, y: float, labels: Sequence[str], letters: float, *, edge: float
) -> Iterator[str]:
    """Names of periods under their points with a tick each; none leaves the sheet at `edge`."""
    most = max(edge / 4, 40.0)
    names = [clean(text, 60) for text in labels]
    places = chosen(names, across.slot, letters, most)
    xs = [across.at(index + 1) for index in places]
    yield lines("axis", [level(across.left, across.right, y)], AXIS, 1)
    yield lines("axis", (upright(x, y, y + 5) for x in xs), AXIS, 1)
    texts = []
    for index, x in zip(places, xs, strict=True):
        name = shortened(names[index], most, letters)
        half = width(name, letters) / 2
        texts.append(
            label(min(max(x, half), edge - half), y + letters + 9, name, full=labels[index])
        )
    yield f'<g class="ticks" text-anchor="middle">{"".join(texts)}</g>'
