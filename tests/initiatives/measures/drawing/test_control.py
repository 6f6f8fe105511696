"""Control charts as drawn: marks, lines and words, and nothing in the way of another."""

from itertools import pairwise

import pytest

from initiatives.measures.drawing import (
    ControlChart,
    Dot,
    Note,
    Stretch,
    control_chart,
    shared_scale,
    small_chart,
)
from initiatives.measures.drawing.text import width
from tests.initiatives.measures.drawing.reading import (
    chart,
    corners,
    inside,
    marks,
    months,
    of_class,
    parsed,
    phase,
    texts,
)

CAUSES = {
    "common_cause": "common",
    "special_cause_improvement": "good",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral",
    "special_cause_neutral_low": "neutral",
}


def drawings(made: ControlChart) -> list[str]:
    """The chart in every size."""
    return [
        control_chart(made),
        control_chart(made, compact=True),
        small_chart(made, shared_scale([made])),
    ]


def way(svg: str, name: str) -> str:
    """The ways of all lines of a class."""
    return "".join(each.attrib["d"] for each in of_class(svg, name))


def test_every_point_has_its_mark_in_order():
    dots = tuple(Dot(cause, 50 + index, cause) for index, cause in enumerate(CAUSES))
    for svg in drawings(chart(dots=dots)):
        assert marks(svg) == list(CAUSES.values())


def test_high_and_low_differ_by_shape_and_not_by_colour():
    dots = tuple(Dot(cause, 50, cause) for cause in list(CAUSES)[3:])
    high, low = of_class(control_chart(chart(dots=dots)), "neutral")
    (_, top), (_, foot), *_ = corners(high.attrib["d"])
    assert foot > top
    (_, foot), (_, top), *_ = corners(low.attrib["d"])
    assert foot > top


def test_what_does_not_count_is_hollow_with_a_cross_and_what_is_not_final_has_a_broken_outline():
    dots = (
        Dot("a", 50, "special_cause_concern", excluded=True),
        Dot("b", 52, "special_cause_concern", provisional=True),
        Dot("c", 51, "common_cause", provisional=True),
    )
    svg = control_chart(chart(dots=dots))
    assert marks(svg) == ["excluded", "concern open", "common open"]
    crossed, concern, common = parsed(svg).find(".//*[@class='dots']") or []
    assert crossed.attrib["d"].count("l") == 2
    assert crossed.get("fill") is None
    assert concern.get("fill") is None
    assert concern.attrib["stroke-dasharray"] == common.attrib["stroke-dasharray"]
    assert concern.get("stroke") == "#a8480b"


def test_the_line_breaks_where_nothing_is_known():
    dots = [*chart(60, 61, None, 63, 64, 65).dots]
    dots[4] = Dot("May 2024", None, masked=True)
    for svg in drawings(chart(dots=tuple(dots))):
        assert way(svg, "line").count("M") == 3
        assert marks(svg) == ["common", "common", "gap", "common", "masked", "common"]


def test_a_masked_point_lies_on_the_axis_whatever_is_behind_it():
    (one,) = (Dot("a", None, masked=True),)
    other = Dot("a", 99.0, "special_cause_concern", masked=True, provisional=True)
    low, high = Dot("b", 10, "common_cause"), Dot("c", 90, "common_cause")
    for first, second in zip(
        drawings(chart(dots=(low, one, high))),
        drawings(chart(dots=(low, other, high))),
        strict=True,
    ):
        assert first == second


def test_limits_at_a_masked_point_are_not_drawn_since_they_tell_its_size():
    dots = [*chart(60, 61, 62, 63, 64).dots]
    dots[2] = Dot("Mar 2024", None, masked=True)
    lower, upper = (40.0, 42.0, 11.1, 41.0, 43.0), (80.0, 78.0, 99.9, 79.0, 77.0)
    drawn = chart(dots=tuple(dots), stretches=(Stretch(1, 5, 60, lower, upper),))
    other = Stretch(1, 5, 60, (*lower[:2], 33.3, *lower[3:]), (*upper[:2], 66.6, *upper[3:]))
    again = chart(dots=tuple(dots), stretches=(other,))
    for first, second in zip(drawings(drawn), drawings(again), strict=True):
        assert first == second
        assert way(first, "limit").count("M") == 4
        assert way(first, "band").count("M") == 2


def test_a_limit_that_is_the_same_everywhere_runs_through_a_gap():
    svg = control_chart(chart(60, None, 62, stretches=(phase(1, 3, 61, 40, 80),)))
    assert way(svg, "limit").count("M") == 2


def test_a_limit_that_is_not_there_leaves_a_gap_and_the_band_reaches_the_axis():
    stretch = Stretch(1, 4, 5, (None,) * 4, (9.0, 9.0, None, 8.0))
    svg = control_chart(chart(4, 5, 6, 5, stretches=(stretch,), unit=""))
    assert way(svg, "limit").count("M") == 2
    assert way(svg, "band").count("M") == 2
    floor = max(y for _, y in corners(way(svg, "band")))
    assert floor == max(y for _, y in corners(way(svg, "grid")))


def test_limits_that_differ_go_in_steps():
    stretch = Stretch(1, 3, 5, (1.0, 2.0, 2.0), (9.0, 8.0, 8.0))
    upper = way(control_chart(chart(4, 5, 6, stretches=(stretch,))), "limit").split("M")[1]
    assert (upper.count("H"), upper.count("V")) == (2, 1)


def test_phases_have_their_own_lines_with_a_break_between_them():
    stretches = (phase(1, 2, 60, 50, 70), phase(3, 4, 80, 75, 85, on_trial=True))
    svg = control_chart(chart(60, 61, 79, 80, stretches=stretches))
    assert way(svg, "centre").count("M") == 2
    firm, trial = of_class(svg, "limit")
    assert firm.attrib["stroke-dasharray"] != trial.attrib["stroke-dasharray"]
    assert len(of_class(svg, "break")) == 1
    assert "Centre 80\u00a0%" in texts(svg)
    assert "Centre 60\u00a0%" not in texts(svg)


def test_a_phase_beyond_the_points_does_no_harm():
    stretches = (phase(0, 2, 60), phase(2, 9, 60, 50, 70), phase(7, 9, 1), phase(3, 2, 1))
    for svg in drawings(chart(60, 61, 62, stretches=stretches)):
        assert way(svg, "centre").count("M") == 1
        assert inside(svg)


def test_lines_are_named_in_plain_words_and_do_not_touch():
    made = chart(60, 61, target=60.2, stretches=(phase(1, 2, 60, 59.9, 60.3),), centre_name="Mean")
    svg = control_chart(made)
    ends = [each for each in parsed(svg) if (each.text or "").split(" ")[0] in NAMES]
    assert [each.text for each in ends] == [
        "Upper limit 60.3\u00a0%",
        "Target 60.2\u00a0%",
        "Mean 60\u00a0%",
        "Lower limit 59.9\u00a0%",
    ]
    heights = [float(each.attrib["y"]) for each in ends]
    assert all(below - above >= 14 for above, below in pairwise(heights))
    assert "Limits 59.9 to 60.3\u00a0%" in texts(control_chart(made, compact=True))


NAMES = ("Upper", "Target", "Mean", "Lower")


def test_the_target_is_dotted_and_in_its_own_colour():
    for svg in drawings(chart(60, 61, target=85)):
        (line,) = of_class(svg, "target")
        assert line.attrib["stroke"] == "#74298a"
        assert line.attrib["stroke-dasharray"]


def test_nought_has_a_line_where_it_matters():
    assert len(of_class(control_chart(chart(5, -3, zero=True)), "zero")) == 1
    assert of_class(control_chart(chart(5, -3)), "zero") == []


def test_a_long_unit_stands_once_above_the_figures():
    svg = control_chart(chart(5, 6, unit="per 1,000 bed days"))
    assert [each for each in texts(svg) if "bed days" in each] == ["per 1,000 bed days"]
    assert "6.0" in texts(svg)


@pytest.mark.parametrize("count", [1, 2, 7, 13, 36, 119, 1000])
@pytest.mark.parametrize("compact", [False, True], ids=["wide", "compact"])
def test_names_of_periods_never_touch(count, compact):
    svg = control_chart(chart(*range(count), unit=""), compact=compact)
    letters = float(parsed(svg).attrib["font-size"])
    names = list(of_class(svg, "ticks")[1])
    spans = [
        (float(each.attrib["x"]), width("".join(each.itertext()), letters) / 2) for each in names
    ]
    assert names
    assert all(x + half < x2 - half2 for (x, half), (x2, half2) in pairwise(spans))
    assert all(x - half >= -0.1 for x, half in spans)


def test_thinned_months_keep_the_first_of_the_year():
    dots = chart(*range(40)).dots[5:]
    names = [each.text for each in of_class(control_chart(chart(dots=dots)), "ticks")[1]]
    assert "Jan 2025" in names
    assert {(name or "")[:3] for name in names} <= {"Jan", "Apr", "Jul", "Oct"}


def test_few_notes_stand_in_words_and_many_as_numbers_with_a_key():
    few = control_chart(chart(*range(24), notes=(Note(3, "Cycle 1"), Note(20, "Cycle 2"))))
    assert {"Cycle 1", "Cycle 2"} <= set(texts(few))
    assert "1" not in texts(few)
    many = tuple(Note(at, f"Cycle {at} with so many words that it needs room") for at in (2, 9, 16))
    crowded = control_chart(chart(*range(24), notes=many), compact=True)
    assert [each for each in texts(crowded) if each in ("1", "2", "3")] == ["1", "2", "3"] * 2
    assert len(of_class(crowded, "event")) == 1


def test_words_of_notes_do_not_touch_each_other_or_a_line():
    notes = tuple(Note(at, f"Cycle {at}: a test of change") for at in (2, 4, 5, 20, 23))
    svg = control_chart(chart(*range(24), notes=notes))
    words = [each for each in parsed(svg) if (each.text or "").startswith("Cycle")]
    assert len(words) == 5
    boxes = [
        (float(each.attrib["x"]), float(each.attrib["y"]), width(each.text or "", 14, bold=True))
        for each in words
    ]
    for index, (x, y, wide) in enumerate(boxes):
        for x2, y2, wide2 in boxes[index + 1 :]:
            assert y != y2 or x + wide < x2 or x2 + wide2 < x
    ends = list(corners(way(svg, "event")))
    for (x, high), (_, low) in zip(ends[::2], ends[1::2], strict=True):
        assert not any(high < y < low and x1 < x < x1 + wide for x1, y, wide in boxes)


def test_numbers_that_would_touch_are_put_together_and_others_are_not():
    words = "Something happened that needs a good many words"
    notes = tuple(Note(at, f"{words} {at}") for at in (2, 9, 10, 16, 40))
    found = texts(control_chart(chart(*range(40), notes=notes), compact=True))
    assert [each for each in found if each[0].isdigit() and len(each) < 4][-9:-5] == [
        "1",
        "2\u20133",
        "4",
        "5",
    ]


def test_two_notes_at_one_point_are_told_together():
    svg = control_chart(
        chart(1, 2, 3, notes=(Note(2, "Strike"), Note(2, "Flood"), Note(9, "Late")))
    )
    assert "Strike; Flood" in texts(svg)
    assert "Late" not in "".join(texts(svg))


def test_more_notes_than_a_key_holds_are_counted():
    notes = tuple(Note(at, "Something happened that needs many words") for at in range(1, 31))
    assert "and 18 more" in texts(control_chart(chart(*range(30), notes=notes)))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (chart(), "No figures yet"),
        (chart(None, None), "No figures yet"),
        (
            chart(dots=(Dot("a", None, masked=True), Dot("b", None))),
            "All figures are hidden: too few people",
        ),
    ],
    ids=["no points", "all missing", "masked or missing"],
)
def test_a_chart_without_figures_says_so(made, words):
    for svg in drawings(made):
        assert words in texts(svg)
        assert inside(svg)


@pytest.mark.parametrize(
    "values",
    [
        (5,),
        (5, 5, 5),
        (0, 0),
        (-1e300, 1e300),
        (1e308, -1e308, float("inf"), float("nan")),
        (5e-324, 0),
        (1e-12, 2e-12),
        (1e15, 1e15 + 1),
        (-3, -2.5, -1),
        tuple(range(1000)),
    ],
    ids=str,
)
def test_any_figures_can_be_drawn(values):
    made = chart(*values, stretches=(phase(1, len(values), values[0], values[0], values[-1]),))
    for svg in drawings(made):
        assert inside(svg)
        assert "nan" not in svg
        assert "inf" not in svg.replace("Interpreters", "")
        assert len(marks(svg)) == len(values)


def test_a_drawing_is_the_same_each_time_and_names_its_parts_for_itself():
    made = chart(60, 61)
    assert drawings(made) == drawings(made)
    ids = [parsed(svg).attrib["aria-labelledby"] for svg in drawings(made)]
    ids.append(parsed(control_chart(chart(60, 62))).attrib["aria-labelledby"])
    assert len(set(ids)) == 4


def test_it_is_an_image_with_a_name_and_a_description_that_reads_from_left_to_right():
    for svg in drawings(chart(60, 61)):
        root = parsed(svg)
        assert root.attrib["role"] == "img"
        assert root.attrib["direction"] == "ltr"
        title, words, *_ = root
        assert (title.attrib["id"], title.text) == (root.attrib["aria-labelledby"], "Interpreters")
        assert (words.attrib["id"], words.text) == (root.attrib["aria-describedby"], "All is well.")


def test_nothing_in_it_needs_a_style_or_a_script():
    made = chart(*range(36), target=20, stretches=(phase(1, 36, 17, 2, 30),))
    for svg in drawings(made):
        names = {each.tag.rpartition("}")[2] for each in parsed(svg).iter()}
        assert names <= {"svg", "title", "desc", "g", "path", "circle", "text"}
        assert not any(
            "style" in each.attrib or "href" in each.attrib for each in parsed(svg).iter()
        )


def test_three_years_of_months_stay_small():
    made = chart(*range(36), target=20, stretches=(phase(1, 36, 17, 2, 30),))
    assert len(control_chart(made)) < 10_000


def test_small_charts_share_a_scale():
    one, other = chart(10, 20), chart(70, 80, target=90)
    scale = shared_scale([one, other])
    assert scale.low <= 10
    assert scale.high >= 90
    first, second = small_chart(one, scale), small_chart(other, scale)
    assert (
        way(first, "grid").split("M")[1:][0].split("H")[0]
        == way(second, "grid").split("M")[1].split("H")[0]
    )
    (_, y), *_ = corners(way(first, "line"))
    (_, y2), *_ = corners(way(second, "line"))
    assert y > y2


def test_a_figure_outside_a_shared_scale_stays_on_the_sheet():
    svg = small_chart(chart(10, 500, -500), shared_scale([chart(1, 2)]))
    assert inside(svg)


def test_no_charts_share_a_scale_too():
    assert shared_scale([]).low < shared_scale([]).high


def test_points_of_a_long_series_get_smaller():
    radii = {
        count: float(of_class(control_chart(chart(*range(count))), "common")[0].attrib["r"])
        for count in (36, 1000)
    }
    assert radii[1000] < radii[36]


def test_labels_may_be_any_length():
    dots = tuple(Dot(f"{month} in a ward with a very long name " * 9, 5) for month in months(9))
    for svg in drawings(chart(dots=dots)):
        assert inside(svg)
