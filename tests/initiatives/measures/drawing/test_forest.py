"""Dot plots as drawn: a row a group, and no number where one is hidden."""

from typing import Any

import pytest

from initiatives.measures.drawing import DotPlot, Row, dot_plot
from tests.initiatives.measures.drawing.reading import (
    corners,
    inside,
    of_class,
    parsed,
    texts,
)

ROWS = (
    Row("English", "reference", 1840, 84.1, 82.4, 85.7),
    Row("Spanish", "worse", 412, 71.3, 66.8, 75.5),
    Row("Vietnamese", "same", 58, 79.3, 67.2, 87.7),
    Row("Somali", "better", 231, 93.1, 88, 96.9),
    Row("Dari", "few", 14, 70.1, 51.1, 84.9, why="Too few to say: fewer than 30 people"),
    Row("Oromo", "masked", 7, 42.9, 15.8, 75.0, why="Hidden: fewer than 11 people"),
    Row("Not asked", "few"),
)
SIZES = pytest.mark.parametrize("compact", [False, True], ids=["wide", "compact"])


def plot(*rows: Row, **fields: Any) -> DotPlot:
    plain: dict[str, Any] = {"line": 81.2, "line_label": "All patients", "unit": "%"}
    return DotPlot("Who is missed", "Some are.", rows, **(plain | fields))


@SIZES
def test_each_row_says_its_group_people_figure_and_interval(compact):
    found = texts(dot_plot(plot(*ROWS), compact=compact))
    assert {"English", "n = 1,840", "84.1\u00a0%", "82.4\u201385.7"} <= set(found)
    assert "88.0\u201396.9" in found


@SIZES
def test_the_tone_has_a_shape_and_a_colour(compact):
    svg = dot_plot(plot(*ROWS), compact=compact)
    shapes = {
        name: [
            each.tag.rpartition("}")[2]
            for each in of_class(svg, name)
            if "span" not in each.attrib["class"]
        ]
        for name in ("concern", "good", "neutral", "few", "ring")
    }
    assert shapes == {
        "concern": ["path"],
        "good": ["path"],
        "neutral": ["circle"],
        "few": ["circle"],
        "ring": ["circle", "circle"],
    }
    (few,) = (each for each in of_class(svg, "few") if each.tag.endswith("circle"))
    assert few.attrib["fill"] == "#fff"


@SIZES
def test_a_masked_row_says_why_and_nothing_else(compact):
    masked = ROWS[5]
    shown = dot_plot(plot(*ROWS[:5], masked), compact=compact)
    other = Row("Oromo", "masked", why=masked.why)
    assert shown == dot_plot(plot(*ROWS[:5], other), compact=compact)
    assert masked.why in texts(shown)
    assert not any(number in shown for number in ("42.9", "15.8", "n = 7"))


@SIZES
def test_too_few_to_say_is_said_beside_its_dot_or_instead_of_it(compact):
    found = texts(dot_plot(plot(*ROWS), compact=compact))
    assert ROWS[4].why in "".join(found)
    assert {"70.1\u00a0%", "Too few to say"} <= set(found)


@SIZES
def test_the_line_has_its_label_and_figure(compact):
    svg = dot_plot(plot(*ROWS), compact=compact)
    assert "All patients 81.2\u00a0%" in texts(svg)
    assert of_class(svg, "held")
    assert not of_class(dot_plot(plot(*ROWS, line=None), compact=compact), "held")


def test_a_dot_lies_in_its_interval_and_below_the_line_where_it_is_lower():
    svg = dot_plot(plot(ROWS[1]))
    span, mark = of_class(svg, "concern")
    (low, _), (high, _), *_ = corners(span.attrib["d"])
    xs = [x for x, _ in corners(mark.attrib["d"])]
    (line,) = of_class(svg, "held")
    (x, _), *_ = corners(line.attrib["d"])
    assert low < min(xs) < max(xs) < high < x


@SIZES
def test_a_long_label_is_wrapped_or_shortened_and_told_in_full(compact):
    label = "Any other language that was written down by the person who made the first entry " * 2
    svg = dot_plot(plot(Row(label, "same", 9999, 5, 4, 6)), compact=compact)
    assert any("\u2026" in words for words in texts(svg))
    titles = [
        "".join(each.itertext()) for each in parsed(svg).iter("{http://www.w3.org/2000/svg}title")
    ]
    assert label.strip() in titles
    assert inside(svg)


def test_intervals_with_a_minus_are_written_with_to():
    found = texts(dot_plot(plot(Row("A", "worse", 120, -12.5, -20.2, -4.1), unit="points")))
    assert "\u221220.2 to \u22124.1" in found
    assert "points" in found


@SIZES
@pytest.mark.parametrize(
    "rows",
    [
        (),
        (ROWS[5], ROWS[5]),
        (Row("A", "same", 1, 5.0, 5.0, 5.0),),
        (Row("A", "worse", 10**30, 1e300, -1e308, float("inf")), Row("B", "?", 0, float("nan"))),
        ROWS * 15,
    ],
    ids=["none", "all masked", "one", "no numbers", "a hundred"],
)
def test_any_rows_can_be_drawn(rows, compact):
    svg = dot_plot(plot(*rows, line=float("nan") if len(rows) == 2 else 81.2), compact=compact)
    assert inside(svg)
    assert "nan" not in svg
    assert svg == dot_plot(
        plot(*rows, line=float("nan") if len(rows) == 2 else 81.2), compact=compact
    )


def test_no_groups_are_said_to_be_none():
    assert "No groups yet" in texts(dot_plot(plot(line=None)))
