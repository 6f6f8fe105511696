"""Which cells of a published table to mask, in one and in two dimensions with totals.

Sources: CMS cell size suppression policy (counts of 1 to 10); Washington State Department of
Health's small numbers standard, which asks for secondary suppression; Hundepool et al., Statistical
Disclosure Control 2012, for the rectangle.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from initiatives.measures.suppression.network import Arc, Network

THRESHOLD = 11
TOTAL = "TOTAL"


class Line(NamedTuple):
    """Parts that add up to a total."""

    parts: tuple[Hashable, ...]
    total: Hashable


@dataclass
class Table:
    """Counts by cell, the lines that they form, and what is masked of them so far.

    A count is small from 1 to `threshold` - 1, and from 0 where `zeros` are to be masked as well.
    """

    counts: dict[Hashable, int]
    lines: list[Line]
    network: Network
    threshold: int = THRESHOLD
    zeros: bool = False
    masked: set[Hashable] = field(default_factory=set)

    def is_small(self, cell: Hashable) -> bool:
        """Whether a count is masked for its own sake."""
        return (0 if self.zeros else 1) <= self.counts[cell] < self.threshold

    def visible(self, cells: Iterable[Hashable]) -> list[Hashable]:
        """What is not masked of these: the smallest first, zeros last, equals as they come."""
        shown = [cell for cell in cells if cell not in self.masked]
        return sorted(shown, key=lambda cell: (self.counts[cell] == 0, self.counts[cell]))


def masks_of_line(
    counts: Sequence[int], *, total: bool, threshold: int = THRESHOLD, zeros: bool = False
) -> set[int | str]:
    """The positions (from 0) of the counts to mask, and `TOTAL` where their total must go too."""
    table = line_table(counts, threshold=threshold, zeros=zeros)
    if not total:
        return {cell for cell in range(len(counts)) if table.is_small(cell)}
    return protect(table, range(len(counts)))  # type: ignore[return-value]


def line_table(counts: Sequence[int], **options: object) -> Table:
    """Counts side by side with their total."""
    by_cell: dict[Hashable, int] = {**dict(enumerate(counts)), TOTAL: sum(counts)}
    arcs: dict[Hashable, Arc] = {
        cell: Arc("all", "each", count) for cell, count in enumerate(counts)
    }
    arcs[TOTAL] = Arc("each", "all", sum(counts))
    line = Line(tuple(range(len(counts))), TOTAL)
    return Table(by_cell, [line], Network(arcs), **options)  # type: ignore[arg-type]


def masks_of_grid(
    rows: Sequence[Sequence[int]],
    *,
    total: bool,
    threshold: int = THRESHOLD,
    zeros: bool = False,
) -> set[tuple[int, int]]:
    """The cells (row, column, from 0) to mask.

    A total has the index after the last row or column: (0, 3) is the total of the first row of
    three columns.
    """
    table = grid_table(rows, threshold=threshold, zeros=zeros)
    cells = list(product(range(len(rows)), range(len(rows[0]))))
    if not total:
        return {cell for cell in cells if table.is_small(cell)}
    return protect(table, cells, rectangles=True)  # type: ignore[return-value]


def grid_table(rows: Sequence[Sequence[int]], **options: object) -> Table:
    """Rows and columns with all their totals."""
    height, width = len(rows), len(rows[0])
    counts: dict[Hashable, int] = {
        (i, j): rows[i][j] for i, j in product(range(height), range(width))
    }
    arcs: dict[Hashable, Arc] = {
        (i, j): Arc(("row", i), ("column", j), rows[i][j])
        for i, j in product(range(height), range(width))
    }
    for i, row in enumerate(rows):
        counts[i, width] = sum(row)
        arcs[i, width] = Arc("all", ("row", i), sum(row))
    for j, column in enumerate(zip(*rows, strict=True)):
        counts[height, j] = sum(column)
        arcs[height, j] = Arc(("column", j), "each", sum(column))
    counts[height, width] = sum(map(sum, rows))
    arcs[height, width] = Arc("each", "all", counts[height, width])
    return Table(counts, grid_lines(height, width), Network(arcs), **options)  # type: ignore[arg-type]


def grid_lines(height: int, width: int) -> list[Line]:
    """Each row, each column, and their totals."""
    across = [Line(tuple((i, j) for j in range(width)), (i, width)) for i in range(height + 1)]
    down = [Line(tuple((i, j) for i in range(height)), (height, j)) for j in range(width + 1)]
    return [*across, *down]


def protect(
    table: Table, cells: Collection[Hashable], *, rectangles: bool = False
) -> set[Hashable]:
    """Mask what is small, and as much besides as keeps it from being told."""
    table.masked |= {cell for cell in cells if table.is_small(cell)}
    if rectangles:
        close_rectangles(table)
    while close_lines(table) or close_gaps(table):
        pass
    return table.masked


def close_lines(table: Table) -> bool:
    """The line rule, once over all lines; whether anything was masked.

    A total that is shown tells the sum of what is masked in its line; so that must be more than one
    count, and not small together. A single masked count in a line is told by all the others.
    """
    before = len(table.masked)
    for line in table.lines:
        while exposed(table, line):
            table.masked.add(next_in(table, line))
    return len(table.masked) > before


def exposed(table: Table, line: Line) -> bool:
    """Whether what is masked in a line can be told, or is known to be small."""
    hidden = [cell for cell in line.parts if cell in table.masked]
    if line.total in table.masked:
        return not hidden
    return bool(hidden) and (
        len(hidden) == 1 or sum(table.counts[cell] for cell in hidden) < table.threshold
    )


def next_in(table: Table, line: Line) -> Hashable:
    """What to mask next in a line: its smallest count, then a zero, then its total."""
    return [*table.visible(line.parts), line.total][0]


def close_rectangles(table: Table) -> None:
    """For each count that is alone in a line: the rectangle that costs least.

    Its three other corners are not zero, so they can give way together.
    """
    for line in table.lines:
        hidden = [cell for cell in line.parts if cell in table.masked]
        if len(hidden) == 1:
            corners = cheapest(table, hidden[0])
            table.masked.update(corners)


def cheapest(table: Table, cell: Hashable) -> tuple[Hashable, ...]:
    """The other corners of the cheapest rectangle within the table, if there is one."""
    assert isinstance(cell, tuple)
    height, width = max(key for key in table.counts if isinstance(key, tuple))
    i, j = cell
    if i == height or j == width:
        return ()
    rectangles = [
        ((i, other), (another, j), (another, other))
        for another, other in product(range(height), range(width))
        if another != i and other != j
    ]
    possible = [
        corners for corners in rectangles if all(table.counts[corner] for corner in corners)
    ]
    return min(possible, key=lambda corners: cost(table, corners), default=())


def cost(table: Table, corners: Iterable[Hashable]) -> int:
    """How many people more would be hidden."""
    return sum(table.counts[corner] for corner in corners if corner not in table.masked)


def close_gaps(table: Table) -> bool:
    """Mask one more where the audit still tells a count; whether anything was masked."""
    cell = told(table)
    if cell is None:
        return False
    own = [line for line in table.lines if cell in (*line.parts, line.total)]
    parts = table.visible(one for line in own for one in line.parts)
    totals = table.visible(line.total for line in own)
    more = next(iter([*parts, *totals, *table.visible(table.counts)]), None)
    if more is None:
        return False
    table.masked.add(more)
    return True


def told(table: Table) -> Hashable | None:
    """A masked count that can be told too exactly: to one number, or a small one to be small."""
    masked = frozenset(table.masked)
    for cell, count in table.counts.items():
        if cell not in masked:
            continue
        needed = table.threshold - count if table.is_small(cell) else 1
        shrinks = not table.is_small(cell) and table.network.shrinks(cell, masked)
        if not shrinks and not table.network.grows(cell, masked, needed):
            return cell
    return None
