"""What may be shown of several periods taken together, and of where two vocabularies meet.

What is shown of each period was decided when it was published, and stays. Sums over the periods of
a year, and the cells where two groups meet, are shown as far as they tell none of what is masked.
All of it together is one circulation (`circulation.py`), so the audit is exact for all at once.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import product

from initiatives.measures.suppression.circulation import (
    Circulation,
    Group,
    InPeriod,
    Meeting,
    OfAll,
    Parts,
    Period,
    Place,
    Pooled,
)
from initiatives.measures.suppression.network import Node
from initiatives.measures.suppression.tables import THRESHOLD


@dataclass(frozen=True)
class Sheet:
    """A vocabulary whose groups add up: its groups by period, and which of them are masked."""

    cells: Mapping[tuple[Period, Group], Parts]
    masked: AbstractSet[tuple[Period, Group]] = field(default_factory=frozenset)


def masks_of_pool(
    sheets: Sequence[Sheet],
    meetings: Mapping[tuple[Group, Group], Parts] | None = None,
    *,
    hidden_periods: AbstractSet[Period] = frozenset(),
    threshold: int = THRESHOLD,
) -> set[Pooled | Meeting] | None:
    """What to mask of the sums over all periods, and of where groups meet; None to show none of it.

    One sheet, or two whose groups meet. Of `hidden_periods` it is not shown how many there are in
    all. What the sheets mask of single periods stays masked and no more of them is; so where sums
    cannot be kept safe, they are not shown at all.
    """
    found = circulation(sheets, meetings or {}, threshold)
    found.masked |= {OfAll(period) for period in hidden_periods if OfAll(period) in found.parts}
    for side, sheet in enumerate(sheets):
        found.masked |= {InPeriod(side, *key) for key in sheet.masked}
    found.masked |= {
        place
        for place in found.parts
        if isinstance(place, Pooled | Meeting) and found.is_small(place)
    }
    if not protect(found):
        return None
    return {place for place in found.masked if isinstance(place, Pooled | Meeting)}


def protect(found: Circulation) -> bool:
    """Mask sums until nothing masked is told; False where that would take more than there is.

    What is safe stays safe when more is masked, so each place is asked until it is safe, once.
    """
    waiting = sorted(found.masked, key=str)
    while waiting:
        place = waiting[-1]
        if not found.is_told(place):
            waiting.pop()
            continue
        more = next_to_mask(found, place)
        if not more:
            return False
        found.masked |= set(more)
        waiting[:0] = more
    return True


def next_to_mask(found: Circulation, told: Place) -> Sequence[Place]:
    """What hides a place best: the cheapest rectangle, else the smallest sum beside it, or any."""
    if isinstance(told, Meeting) and (corners := cheapest_rectangle(found, told)):
        return corners
    shown = [place for place in found.parts if place not in found.masked and can_hide(found, place)]
    ends = set(found.ways[told])
    shown.sort(
        key=lambda place: (
            not ends & set(found.ways[place]),
            not found.people(place),
            found.people(place),
            str(place),
        )
    )
    return shown[:1]


def can_hide(found: Circulation, place: Place) -> bool:
    """Whether masking a sum hides it: one whose every period is shown is only added up again."""
    if isinstance(place, Pooled):
        return any(
            isinstance(one, InPeriod) and (one.side, one.group) == (place.side, place.group)
            for one in found.masked
        )
    return isinstance(place, Meeting)


def cheapest_rectangle(found: Circulation, told: Meeting) -> Sequence[Place]:
    """The three other corners of a rectangle, as far as they are shown, with the fewest people."""
    rows = {place.group for place in found.parts if isinstance(place, Meeting)} - {told.group}
    columns = {place.other for place in found.parts if isinstance(place, Meeting)} - {told.other}
    possible = [
        fresh
        for row, column in product(sorted(rows, key=str), sorted(columns, key=str))
        if (fresh := shown_corners(found, told, row, column))
    ]
    return min(possible, key=lambda corners: sum(map(found.people, corners)), default=())


def shown_corners(found: Circulation, told: Meeting, row: Group, column: Group) -> list[Place]:
    """The corners of a rectangle that are still shown; none where one of them is empty."""
    corners: list[Place] = [
        Meeting(told.group, column),
        Meeting(row, told.other),
        Meeting(row, column),
    ]
    if not all(corner in found.parts and found.people(corner) for corner in corners):
        return []
    return [corner for corner in corners if corner not in found.masked]


def circulation(
    sheets: Sequence[Sheet], meetings: Mapping[tuple[Group, Group], Parts], threshold: int
) -> Circulation:
    """All places with the ways on which their counts flow."""
    parts: dict[Place, Parts] = {}
    ways: dict[Place, tuple[Node, Node]] = {}

    def add(place: Place, counts: Parts, tail: Node, head: Node) -> None:
        parts[place], ways[place] = counts, (tail, head)

    crossed = bool(meetings)
    add_sheet(add, 0, sheets[0], turned=False, end="met" if crossed else "all")
    if crossed:
        add_sheet(add, 1, sheets[1], turned=True, end="meets")
    for (group, other), counts in meetings.items():
        add(Meeting(group, other), counts, ("met", group), ("meets", other))
    for period, counts in sums(sheets[0], by=0).items():
        start: Node = ("period", 1, period) if crossed else "all"
        add(OfAll(period), counts, start, ("period", 0, period))
    return Circulation(parts, ways, threshold)


Add = Callable[[Place, Parts, Node, Node], None]


def add_sheet(add: Add, side: int, sheet: Sheet, *, turned: bool, end: str) -> None:
    """From periods to groups and on to their sums; `turned` the other way round."""

    def way(tail: Node, head: Node) -> tuple[Node, Node]:
        return (head, tail) if turned else (tail, head)

    for (period, group), counts in sheet.cells.items():
        inner = ("group", side, group)
        add(InPeriod(side, period, group), counts, *way(("period", side, period), inner))
    for group, counts in sums(sheet, by=1).items():
        outer: Node = end if end == "all" else (end, group)
        add(Pooled(side, group), counts, *way(("group", side, group), outer))


def sums(sheet: Sheet, by: int) -> dict[Hashable, Parts]:
    """The parts added up by period (0) or by group (1)."""
    gathered: dict[Hashable, list[Parts]] = {}
    for key, counts in sheet.cells.items():
        gathered.setdefault(key[by], []).append(counts)
    return {key: added(rows) for key, rows in gathered.items()}


def added(rows: Iterable[Parts]) -> Parts:
    """Parts added up, layer by layer."""
    return tuple(map(sum, zip(*rows, strict=True)))
