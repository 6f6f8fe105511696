"""Detectors of special causes: each takes a `Track` and marks points of it.

A mark is 1 for high or rising, -1 for low or falling; points without one have 0. What a rule set
is made of, so that a set is data (`rule_sets`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from initiatives.measures.spc.limits import Bounds
from initiatives.measures.spc.series import Value


@dataclass(frozen=True, slots=True)
class Track:
    """One phase as the detectors see it, a list item a point.

    `sides` says on which side of the centre a point lies; `one`, `two` and `three` hold limits at
    so many standard deviations; `judged` is False for a point that is missing or was excluded.
    """

    values: Sequence[Value]
    sides: Sequence[int]
    judged: Sequence[bool]
    one: Sequence[Bounds]
    two: Sequence[Bounds]
    three: Sequence[Bounds]

    def __len__(self) -> int:
        return len(self.values)


class Detector(Protocol):
    """A rule with its numbers."""

    def marks(self, track: Track) -> list[int]:
        """The mark of each point."""


def outside(value: Value, bounds: Bounds) -> int:
    """1 above the upper limit, -1 below the lower one, strictly; else 0."""
    if value is not None and bounds.upper is not None and value > bounds.upper:
        return 1
    if value is not None and bounds.lower is not None and value < bounds.lower:
        return -1
    return 0


def windows(track: Track, length: int) -> Iterator[range]:
    """Every so many consecutive points of which all are judged."""
    for start in range(len(track) - length + 1):
        window = range(start, start + length)
        if all(track.judged[index] for index in window):
            yield window


def marking(track: Track, found: Iterator[tuple[Sequence[int], int]]) -> list[int]:
    """The marks of all points, from those that were found."""
    marks = [0] * len(track)
    for indices, mark in found:
        for index in indices:
            marks[index] = mark
    return marks


@dataclass(frozen=True)
class Beyond:
    """A point beyond a limit; an excluded point as well."""

    def marks(self, track: Track) -> list[int]:
        return [outside(*pair) for pair in zip(track.values, track.three, strict=True)]


@dataclass(frozen=True)
class Shift:
    """So many consecutive points on one side of the centre; one on the line breaks it."""

    points: int

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        for window in windows(track, self.points):
            total = sum(track.sides[index] for index in window)
            if abs(total) == self.points:
                yield window, total // self.points


@dataclass(frozen=True)
class Trend:
    """So many consecutive points that all rise or all fall; equal neighbours break it."""

    points: int

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        for window in windows(track, self.points):
            steps = [after - before for before, after in pairwise(values_in(track, window))]
            if all(step > 0 for step in steps):
                yield window, 1
            elif all(step < 0 for step in steps):
                yield window, -1


@dataclass(frozen=True)
class Outer:
    """So many of so many consecutive points far out on one side.

    Far out is beyond `deviations`. `band` leaves out what is beyond the limits as well, wants the
    whole window on one side, and marks what is in the band (Making Data Count); without it the
    last point of the window must be far out itself, and is marked (Western Electric).
    """

    points: int
    of: int
    deviations: int
    band: bool = False

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        out = self.far_out(track)
        for window in windows(track, self.of):
            for side in (1, -1):
                far = [index for index in window if out[index] == side]
                if len(far) < self.points:
                    continue
                if self.band and all(track.sides[index] == side for index in window):
                    yield far, side
                elif not self.band and out[window[-1]] == side:
                    yield window[-1:], side

    def far_out(self, track: Track) -> list[int]:
        """On which side each point is far out."""
        bounds = track.one if self.deviations == 1 else track.two
        out = [outside(value, limits) for value, limits in zip(track.values, bounds, strict=True)]
        if not self.band:
            return out
        beyond = Beyond().marks(track)
        return [0 if past else side for side, past in zip(out, beyond, strict=True)]


@dataclass(frozen=True)
class Inner:
    """So many consecutive points all within one standard deviation: too good to be true."""

    points: int

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        out = [outside(*pair) for pair in zip(track.values, track.one, strict=True)]
        for window in windows(track, self.points):
            known = all(track.one[index].upper is not None for index in window)
            if known and not any(out[index] for index in window):
                yield window, track.sides[window[-1]] or 1


@dataclass(frozen=True)
class Outside:
    """So many consecutive points none of which is within one standard deviation."""

    points: int

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        out = [outside(*pair) for pair in zip(track.values, track.one, strict=True)]
        for window in windows(track, self.points):
            if all(out[index] for index in window):
                yield window, out[window[-1]]


@dataclass(frozen=True)
class Alternating:
    """So many consecutive points that go up and down in turn."""

    points: int

    def marks(self, track: Track) -> list[int]:
        return marking(track, self.found(track))

    def found(self, track: Track) -> Iterator[tuple[Sequence[int], int]]:
        for window in windows(track, self.points):
            steps = [after - before for before, after in pairwise(values_in(track, window))]
            if all(one * other < 0 for one, other in pairwise(steps)):
                yield window, track.sides[window[-1]] or 1


def values_in(track: Track, window: range) -> list[float]:
    """The values of judged points."""
    return [value for index in window if (value := track.values[index]) is not None]
