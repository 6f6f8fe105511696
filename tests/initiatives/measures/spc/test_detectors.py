"""Each detector at the edge of what it marks."""

import pytest

from initiatives.measures.spc.detectors import (
    Alternating,
    Beyond,
    Inner,
    Outer,
    Outside,
    Shift,
    Track,
    Trend,
)
from initiatives.measures.spc.limits import Bounds


def track(values, excluded=()):
    """Points about 0 with a standard deviation of 1."""
    lines = [[Bounds(-k, k)] * len(values) for k in (1.0, 2.0, 3.0)]
    judged = [value is not None and index not in excluded for index, value in enumerate(values)]
    sides = [0 if not value else (1 if value > 0 else -1) for value in values]
    return Track(values, sides, judged, *lines)


@pytest.mark.parametrize(
    ("detector", "values", "marks"),
    [
        (Beyond(), [3.0, 3.01, -3.01, None], [0, 1, -1, 0]),
        (Shift(3), [1, 1, 1, 1, -1], [1, 1, 1, 1, 0]),
        (Shift(3), [1, 1, 0, 1], [0, 0, 0, 0]),
        (Shift(3), [1, 1, None, 1], [0, 0, 0, 0]),
        (Trend(3), [1, 2, 3, 3, 2, 1], [1, 1, 1, -1, -1, -1]),
        (Trend(3), [1, 2, 2, 3], [0, 0, 0, 0]),
        (Trend(4), [-4, -3, -2, -1], [1, 1, 1, 1]),
        (Outer(2, 3, 2, band=True), [2.5, 1, 2.5], [1, 0, 1]),
        (Outer(2, 3, 2, band=True), [2.5, -1, 2.5], [0, 0, 0]),
        (Outer(2, 3, 2, band=True), [3.5, 1, 2.5], [0, 0, 0]),
        (Outer(2, 3, 2), [2.5, -1, 2.5], [0, 0, 1]),
        (Outer(2, 3, 2), [3.5, 1, 2.5], [0, 0, 1]),
        (Outer(2, 3, 2), [2.5, 2.5, 1], [0, 0, 0]),
        (Outer(4, 5, 1), [-2, -2, 0, -2, -2], [0, 0, 0, 0, -1]),
        (Inner(4), [0.5, -0.5, 0.2, -1], [-1] * 4),
        (Inner(4), [0.5, -0.5, 0.2, -1.1], [0] * 4),
        (Outside(4), [1.5, -1.5, 1.2, -1.1], [-1] * 4),
        (Outside(4), [1.5, -1.5, 0.9, -1.1], [0] * 4),
        (Alternating(4), [1, -1, 1, -1], [-1] * 4),
        (Alternating(4), [1, -1, -1, 1], [0] * 4),
    ],
)
def test_what_is_marked_and_what_is_not(detector, values, marks):
    assert detector.marks(track(values)) == marks


def test_an_excluded_point_is_judged_against_the_limits_and_by_nothing_else():
    values = [1, 1, 4, 1, 1]
    assert Beyond().marks(track(values, excluded={2})) == [0, 0, 1, 0, 0]
    assert Shift(3).marks(track(values, excluded={2})) == [0] * 5


@pytest.mark.parametrize(
    "detector", [Beyond(), Shift(8), Trend(7), Outer(2, 3, 2), Inner(15), Outside(8)]
)
@pytest.mark.parametrize("values", [[], [1.0], [None, None]])
def test_few_points_are_never_a_signal(detector, values):
    assert detector.marks(track(values)) == [0] * len(values)
