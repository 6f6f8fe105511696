"""Axes have round ticks that hold what is drawn."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.drawing.scales import Along, scale_of, tick_labels
from initiatives.measures.drawing.shapes import Scale


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        ((49, 85), "%", (40, 50, 60, 70, 80, 90)),
        ((97, 100), "%", (97, 97.5, 98, 98.5, 99, 99.5, 100)),
        ((3, 100), "%", (0, 20, 40, 60, 80, 100)),
        ((0, 0), "%", (0, 0.5, 1)),
        ((0.2, 11), "", (0, 2, 4, 6, 8, 10, 12)),
        ((-12, 7), "", (-15, -10, -5, 0, 5, 10)),
    ],
)
def test_ticks_are_round_and_stay_where_figures_can_be(values, unit, ticks):
    assert scale_of(values, unit).ticks == ticks


def test_nothing_has_a_scale_without_ticks():
    assert scale_of([None, math.nan]) == Scale(0, 1)


def test_all_ticks_have_the_same_decimals():
    quarters = tick_labels(Scale(0, 1, (0, 0.25, 0.5)), "%")
    assert quarters == ("0.00\u00a0%", "0.25\u00a0%", "0.50\u00a0%")
    assert tick_labels(Scale(-1e15, 0, (-1e15, 0)), "") == ("\u22121e+15", "0")


@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=9),
    st.sampled_from(["", "%"]),
)
def test_a_scale_holds_every_figure(values, unit):
    scale = scale_of(values, unit)
    held = [min(max(value, -1e300), 1e300) for value in values]
    slack = 1e-6 * (scale.high - scale.low)
    assert scale.low - slack <= min(held) <= max(held) <= scale.high + slack
    assert 2 <= len(scale.ticks) <= 9
    assert len(tick_labels(scale, unit)) == len(scale.ticks)


def test_a_place_beyond_the_scale_is_at_its_end():
    up = Along(100, 0, Scale(0, 10))
    assert [up.at(value) for value in (-5, 0, 5, 10, 15)] == [100, 100, 50, 0, 0]
    assert Along(100, 0, Scale(3, 3)).at(3) == 50
