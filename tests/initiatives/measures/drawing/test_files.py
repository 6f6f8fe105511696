"""Drawings as files: an SVG that stands alone, a PNG that can be read on any machine."""

import struct

import pytest

from initiatives.measures.drawing import DotPlot, Row, control_chart, dot_plot, png, standalone
from tests.initiatives.measures.drawing.reading import chart, inside, parsed, texts


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    wide, high = struct.unpack(">II", picture[16:24])
    return wide, high


def test_a_file_has_its_title_and_sentence_on_white():
    svg = standalone(control_chart(chart(60, 61)))
    assert svg.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert texts(svg)[:2] == ["Interpreters", "All is well."]
    assert inside(svg)
    left, top, wide, high = map(float, parsed(svg.encode()).attrib["viewBox"].split())
    (ground,) = parsed(svg.encode()).iter("{http://www.w3.org/2000/svg}rect")
    assert [float(ground.attrib[name]) for name in ("x", "y", "width", "height")] == [
        left,
        top,
        wide,
        high,
    ]
    assert ground.attrib["fill"] == "#fff"


def test_a_long_sentence_is_wrapped():
    svg = standalone(control_chart(chart(60, sentence="It rose by a good deal. " * 20)))
    assert len([line for line in texts(svg) if "good deal" in line]) == 4
    assert inside(svg)


def test_hostile_words_stay_text_in_a_file():
    svg = standalone(control_chart(chart(60, title="</title><script>&amp;", sentence="")))
    assert texts(svg)[0] == "</title><script>&amp;"


@pytest.mark.parametrize("svg", ["", "<svg></svg>", "<p>words</p>"])
def test_what_is_no_drawing_is_refused(svg):
    with pytest.raises(ValueError, match="Give a drawing"):
        standalone(svg)
    with pytest.raises(ValueError, match="Give a drawing"):
        png(svg)


def test_a_picture_is_twice_as_large():
    svg = standalone(control_chart(chart(60, 61)))
    picture = png(control_chart(chart(60, 61)))
    _, _, wide, high = map(float, parsed(svg.encode()).attrib["viewBox"].split())
    assert picture.startswith(b"\x89PNG")
    assert size(picture) == (round(wide * 2), pytest.approx(high * 2, abs=1))


@pytest.mark.parametrize("title", ["Falls", "Ławka ş ğ", "مرحبا"])
def test_words_are_in_the_picture(title):
    """Without a font nothing is written, and pictures that differ in words alone are the same."""
    empty = png(control_chart(chart(60, title=".")))
    assert png(control_chart(chart(60, title=title))) != empty


def test_a_dot_plot_is_a_picture_too():
    assert png(dot_plot(DotPlot("a", "b", (Row("c", "worse", 9, 5.0, 4, 6),)), compact=True))
