"""The drawing of a driver diagram: sound, escaped, and without boxes upon each other."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from initiatives.portfolio.choices import IdeaState
from initiatives.portfolio.drawing import SHAPES, Box, Diagram, driver_diagram, swatch

IDEA = Box(3, "Call early", ("Calls",), "testing", "Testing")


def boxes(svg):
    """Left, top and height of each box."""
    shape = r'class="box" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"'
    return [tuple(map(float, found)) for found in re.findall(shape, svg)]


def test_it_is_drawn_from_left_to_right():
    tree = Box(1, "Contact", below=(Box(2, "Language", below=(IDEA,)), IDEA))
    svg = driver_diagram(Diagram("Diagram", "Fewer come back.", (tree,)))
    assert [box[0] for box in boxes(svg)] == [0, 276, 552, 828, 828]
    assert "Measure: Calls" in svg
    assert "Primary drivers: 1. Secondary drivers: 1. Change ideas: 2." in svg


@pytest.mark.parametrize("many", [0, 1, 3, 40])
def test_no_box_lies_upon_another(many):
    long = Box(1, "word " * 40, below=tuple(IDEA for _ in range(many)))
    svg = driver_diagram(Diagram("Diagram", "aim " * 60, (long, long)))
    ElementTree.fromstring(svg)
    columns = {}
    for left, top, high in boxes(svg):
        columns.setdefault(left, []).append((top, top + high))
    height = float(re.search(r'viewBox="-1 0 [\d.]+ ([\d.]+)"', svg)[1])
    for placed in columns.values():
        placed.sort()
        assert all(end < top for (_, end), (top, _) in itertools.pairwise(placed))
        assert placed[-1][1] <= height


@pytest.mark.parametrize("words", ["<script>", "\"&'", "a\x00\x07b", "\u202egnol", "x" * 5000, ""])
def test_hostile_words_leave_it_sound(words):
    svg = driver_diagram(Diagram(words, words, (Box(1, words, (words,)),)))
    ElementTree.fromstring(svg)
    assert "<script" not in svg
    assert "\u202e" not in svg


def test_each_state_has_a_shape_of_its_own():
    assert set(SHAPES) == set(IdeaState.values)
    assert len({swatch(state) for state in IdeaState.values}) == len(IdeaState.values)
