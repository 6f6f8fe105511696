"""Whatever people type, a drawing stays one well-formed image without a number it must not show."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.measures.drawing import (
    ControlChart,
    Dot,
    DotPlot,
    Note,
    Row,
    Stretch,
    control_chart,
    dot_plot,
    legend,
    shared_scale,
    small_chart,
    standalone,
    swatch,
)
from tests.initiatives.measures.drawing.reading import (
    chart,
    inside,
    marks,
    of_class,
    parsed,
    said,
    texts,
)

HOSTILE = [
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "a\x00b\x07\x1b\ud800\ufffe",
    "]]>&amp;&#x41;",
    "\u202eright to left",
    "x" * 50_000,
    "",
    " \n\t ",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_type_stays_text(words):
    made = ControlChart(
        words,
        words,
        (Dot(words, 5.0), Dot(words, 6.0)),
        (Stretch(1, 2, 5.5),),
        (Note(1, words), Note(2, words)),
        7,
        words,
        centre_name=words,
    )
    plot = DotPlot(words, words, (Row(words, "few", 5, 5.0, why=words),), 4, words, words)
    drawn = [control_chart(made), control_chart(made, compact=True), dot_plot(plot)]
    drawn += [small_chart(made, shared_scale([made])), dot_plot(plot, compact=True)]
    for svg in [*drawn, *map(standalone, drawn)]:
        names = {each.tag.rpartition("}")[2] for each in parsed(svg.encode()).iter()}
        assert names <= {"svg", "title", "desc", "g", "path", "circle", "text", "rect"}
        assert not {name for each in parsed(svg).iter() for name in each.attrib if name[:2] == "on"}
        assert len(svg) < 30_000


def test_a_masked_point_has_no_number_anywhere():
    dots = (
        Dot("Jan", 50.0, "common_cause"),
        Dot("Feb", 73.0, "special_cause_concern", masked=True, provisional=True, excluded=True),
        Dot("Mar", 60.0, "common_cause"),
    )
    made = chart(dots=dots, stretches=(Stretch(1, 3, 55, (40, 71, 41), (81, 99, 79)),))
    svg = control_chart(made)
    (mark,) = of_class(svg, "masked")
    assert mark.attrib == {"class": "masked", "d": mark.attrib["d"], "data-said": said(svg)[1]}
    assert said(svg)[1] == "Feb: hidden, too few people"
    words = " ".join([*texts(svg), *texts(control_chart(made, compact=True)), *said(svg)])
    assert not any(number in words for number in ("73", "71", "99"))
    assert ("concern", "Sign of concern") not in legend(made)


anything = st.one_of(st.none(), st.floats(), st.floats(-100, 100), st.integers(0, 5))
causes = st.sampled_from(
    [None, "?", "common_cause", "special_cause_concern", "special_cause_neutral_low"]
)
dots = st.builds(Dot, st.text(max_size=30), anything, causes, st.booleans(), st.booleans())
stretches = st.builds(
    Stretch,
    st.integers(-1, 9),
    st.integers(-1, 20),
    anything,
    st.lists(anything, max_size=12).map(tuple),
    st.lists(anything, max_size=12).map(tuple),
    st.booleans(),
)
charts = st.builds(
    ControlChart,
    st.text(max_size=40),
    st.text(max_size=40),
    st.lists(dots, max_size=25).map(tuple),
    st.lists(stretches, max_size=3).map(tuple),
    st.lists(st.builds(Note, st.integers(-2, 30), st.text(max_size=80)), max_size=8).map(tuple),
    anything,
    st.sampled_from(["", "%", "per 1,000 bed days"]),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(charts)
def test_any_series_draws_well_formed_with_all_of_it_on_the_sheet(made):
    scale = shared_scale([made])
    assert math.isfinite(scale.high - scale.low)
    drawn = [control_chart(made), control_chart(made, compact=True), small_chart(made, scale)]
    for svg in drawn:
        assert inside(svg)
        assert len(marks(svg)) == len(made.dots)
    assert len(said(drawn[0])) == len(made.dots)


rows = st.builds(
    Row,
    st.text(max_size=60),
    st.sampled_from(["worse", "better", "same", "few", "masked", "reference", "?"]),
    st.one_of(st.none(), st.integers(0, 10**12)),
    anything,
    anything,
    anything,
    st.text(max_size=60),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=9), anything, st.sampled_from(["", "%", "points"]), st.booleans())
def test_any_groups_draw_well_formed_with_all_of_it_on_the_sheet(found, line, unit, compact):
    plot = DotPlot("Groups", "Some.", tuple(found), line, "All", unit)
    assert inside(dot_plot(plot, compact=compact))


def test_a_swatch_is_drawn_for_every_mark_of_a_legend():
    tones = ("worse", "better", "same", "few", "masked", "reference")
    plot = DotPlot("a", "b", tuple(Row("c", tone) for tone in tones))
    for shape, words in legend(plot):
        assert words
        assert parsed(swatch(shape)).attrib["aria-hidden"] == "true"
        assert inside(swatch(shape))
