"""Centre lines, stepped limits and the band between them, phase by phase.

What a limit is at a point without a figure is never read: limits that differ by point follow the
size of each group, so one drawn at a masked point would tell how many people stand behind it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from initiatives.measures.drawing.canvas import AXIS, COMMON, INK, lines, number, path, upright
from initiatives.measures.drawing.scales import Across, Along, one
from initiatives.measures.drawing.shapes import ControlChart, Dot, Stretch, Value

TRIAL_DASH, DASH = "1.5 3.5", "6 4"


@dataclass(frozen=True, slots=True)
class Held:
    """A phase as drawn: from point `start` to point `end`, with a lower and upper limit a point."""

    start: int
    end: int
    centre: Value
    lower: list[Value]
    upper: list[Value]
    on_trial: bool

    @property
    def limited(self) -> bool:
        return any(limit is not None for limit in (*self.lower, *self.upper))


def held(chart: ControlChart) -> list[Held]:
    """The phases of a chart within its points."""
    return [
        held_stretch(stretch, chart.dots)
        for stretch in chart.stretches
        if 1 <= stretch.start <= min(stretch.end, len(chart.dots))
    ]


def held_stretch(stretch: Stretch, dots: Sequence[Dot]) -> Held:
    end = min(stretch.end, len(dots))
    part = dots[stretch.start - 1 : end]
    return Held(
        stretch.start,
        end,
        one(stretch.centre),
        known(stretch.lower, part),
        known(stretch.upper, part),
        stretch.on_trial,
    )


def known(limits: Sequence[Value], dots: Sequence[Dot]) -> list[Value]:
    """Limits at points with a figure; one that is the same at all of them holds between too."""
    found: list[Value] = [
        one(limit) if dot.value is not None and not dot.masked else None
        for dot, limit in zip_longest(dots, limits[: len(dots)])
    ]
    seen = {limit for limit in found if limit is not None}
    if len(seen) != 1:
        return found
    (only,) = seen
    return [
        only if dot.masked or dot.value is None else limit
        for limit, dot in zip(found, dots, strict=True)
    ]


def steps(stretch: Held, limits: Sequence[Value], across: Across, up: Along) -> Iterator[str]:
    """The way of a limit: level in each slot, broken where there is none."""
    last: Value = None
    right = across.left
    for point, limit in enumerate(limits, stretch.start):
        if limit != last:
            if last is not None:
                yield f"H{number(right)}"
            if limit is not None:
                y = number(up.at(limit))
                yield f"V{y}" if last is not None else f"M{number(right_of(across, point - 1))} {y}"
        last, right = limit, right_of(across, point)
    if last is not None:
        yield f"H{number(right)}"


def right_of(across: Across, point: int) -> float:
    """Where the slot of a point ends."""
    return across.left + point * across.slot


def band(stretch: Held, across: Across, up: Along) -> str:
    """The way around what lies between the limits; without one of them it reaches the edge."""
    ways = []
    for first, last in runs_of_limits(stretch):
        uppers = edge(stretch.upper[first:last], up.end, up)
        lowers = edge(stretch.lower[first:last], up.start, up)
        place = stretch.start - 1 + first
        ways.append(
            f"M{outline(uppers, place, across)}L{outline(lowers, place, across, back=True)}z"
        )
    return "".join(ways)


def runs_of_limits(stretch: Held) -> Iterator[tuple[int, int]]:
    """Where limits are there without a break, as slices."""
    first: int | None = None
    pairs = zip(stretch.lower, stretch.upper, strict=True)
    for index, (lower, upper) in enumerate([*pairs, (None, None)]):
        if lower is None and upper is None:
            if first is not None:
                yield first, index
            first = None
        elif first is None:
            first = index


def edge(limits: Sequence[Value], otherwise: float, up: Along) -> list[float]:
    return [otherwise if limit is None else up.at(limit) for limit in limits]


def outline(heights: Sequence[float], place: int, across: Across, *, back: bool = False) -> str:
    """Corners along one edge of a band, each height once."""
    corners: list[tuple[float, float]] = []
    for index, y in enumerate(heights):
        if index and heights[index - 1] == y:
            corners[-1] = (right_of(across, place + index + 1), y)
        else:
            corners += [(right_of(across, place + index + more), y) for more in (0, 1)]
    if back:
        corners.reverse()
    return "L".join(f"{number(x)} {number(y)}" for x, y in corners)


def draw_limits(
    stretches: Sequence[Held], across: Across, up: Along, noted: Collection[int]
) -> Iterator[str]:
    """Bands, limits, centres, and a line where a later phase starts unless a note has one there."""
    bands = "".join(band(stretch, across, up) for stretch in stretches if stretch.limited)
    yield path("band", bands, f'fill="{COMMON}" fill-opacity=".1"')
    for on_trial, dash in ((False, DASH), (True, TRIAL_DASH)):
        ways = (
            way
            for stretch in stretches
            if stretch.on_trial == on_trial
            for limits in (stretch.upper, stretch.lower)
            for way in steps(stretch, limits, across, up)
        )
        yield lines("limit", ways, COMMON, 1.5, dash)
    starts = (
        right_of(across, each.start - 1)
        for each in stretches
        if each.start > 1 and each.start not in noted
    )
    yield lines("break", (upright(x, up.end, up.start) for x in starts), AXIS, 1, "2 3")
    centres = (
        way
        for stretch in stretches
        for way in steps(stretch, [stretch.centre] * (stretch.end - stretch.start + 1), across, up)
    )
    yield lines("centre", centres, INK, 1.6)
