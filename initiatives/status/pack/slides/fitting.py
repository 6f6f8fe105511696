"""How much text fits where: measured before it is written, so that nothing runs over. Pure.

Widths are those of the house's typeface, taken as a little narrower, as Arial is: what is measured
is still rather too wide than too narrow.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from initiatives.measures.drawing.text import width
from initiatives.status.pack.parts import Cell, Mark

ARIAL = 0.92  # of the widths of the house's typeface
LEADING = 1.22  # height of a line, in sizes of its letters
PADDING = 7.0  # above and below the text of a cell, in points
SIDES = 12.0  # left and right of it


def lines(words: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes in so many points."""
    taken, filled = 1, 0.0
    for word in words.split(" "):
        wide = ARIAL * width(f"{word} ", size, bold=bold)
        if filled and filled + wide > room:
            taken, filled = taken + 1, 0.0
        taken += max(ceil(wide / room) - 1, 0)
        filled = (filled + wide) % room if wide > room else filled + wide
    return taken


def height(words: str, room: float, size: float, *, bold: bool = False) -> float:
    """How high a text is in so many points of width."""
    return lines(words, room, size, bold=bold) * size * LEADING


def cell_height(cell: Cell, wide: float, size: float, *, bold: bool = False) -> float:
    """How high a cell is with what stands around its text."""
    room = wide - SIDES
    if isinstance(cell, Mark):
        word = height(f"● {cell.word}", room, size, bold=True)
        return PADDING + word + height(", ".join(cell.counts), room, size - 1) * bool(cell.counts)
    return PADDING + height(cell, room, size, bold=bold)


def row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    """How high a row is: as its highest cell, the first of which is bold."""
    return max(
        cell_height(cell, wide, size, bold=at == 0)
        for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
    )


def balanced(heights: Sequence[float], first: float, other: float) -> list[slice]:
    """The same cut, with about as much on each slide, so that no row is left alone on the last."""
    full = list(split(heights, first, other))
    for share in range(40, 100, 5):
        cut = list(split(heights, first * share / 100, other * share / 100))
        if len(cut) == len(full) and fits(cut, heights, first, other):
            return cut
    return full


def fits(cut: Sequence[slice], heights: Sequence[float], first: float, other: float) -> bool:
    """Whether no slide holds more than it can."""
    rooms = [first] + [other] * (len(cut) - 1)
    filled = (sum(heights[rows]) for rows in cut)
    return all(high <= room for high, room in zip(filled, rooms, strict=True))


def split(heights: Sequence[float], first: float, other: float) -> Iterator[slice]:
    """Which rows go onto which slide: so many points on the first, so many on each other."""
    start, filled, room = 0, 0.0, first
    for at, high in enumerate(heights):
        if at > start and filled + high > room:
            yield slice(start, at)
            start, filled, room = at, 0.0, other
        filled += high
    yield slice(start, len(heights))
