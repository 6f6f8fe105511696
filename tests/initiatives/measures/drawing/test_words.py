"""What points say when they are read, and what a legend names."""

from initiatives.measures.drawing import Dot, DotPlot, Note, Row, control_chart, legend, swatch
from initiatives.measures.drawing.text import clean, figure, shortened, width, wrapped
from tests.initiatives.measures.drawing.reading import chart, parsed, phase, said


def test_each_point_says_its_period_figure_and_what_is_special():
    dots = (
        Dot("Jan 2026", 61.0, "common_cause"),
        Dot("Feb 2026", 78.2, "special_cause_improvement"),
        Dot("Mar 2026", 41.0, "special_cause_concern"),
        Dot("Apr 2026", 66.0, "special_cause_neutral_high"),
        Dot("May 2026", 55.5, "common_cause", provisional=True),
        Dot("Jun 2026", 99.0, "special_cause_concern", excluded=True),
        Dot("Jul 2026", None),
        Dot("Aug 2026", None, masked=True),
    )
    made = chart(dots=dots, stretches=(phase(1, 8, 60, 50, 70),), notes=(Note(3, "Strike"),))
    assert said(control_chart(made)) == [
        "Jan 2026: 61\u00a0%",
        "Feb 2026: 78.2\u00a0%, above the upper limit, a sign of improvement",
        "Mar 2026: 41\u00a0%, below the lower limit, a sign of concern. Strike",
        "Apr 2026: 66\u00a0%, unusually high",
        "May 2026: 55.5\u00a0%, not final yet",
        "Jun 2026: 99\u00a0%, left out of the limits",
        "Jul 2026: no figure",
        "Aug 2026: hidden, too few people",
    ]


def test_only_the_wide_drawing_carries_what_points_say():
    assert said(control_chart(chart(1, 2), compact=True)) == []


def test_a_legend_names_only_what_occurs():
    dots = (Dot("a", 1.0, "common_cause"), Dot("b", 2.0, "special_cause_concern", provisional=True))
    made = chart(dots=(*dots, Dot("c", None)), stretches=(phase(1, 3, 1, on_trial=True),))
    assert legend(made) == [
        ("common", "Chance variation"),
        ("concern", "Sign of concern"),
        ("provisional", "Not final yet"),
        ("trial", "Limits on trial"),
    ]
    assert legend(chart()) == []


def test_a_masked_point_is_named_for_that_alone():
    made = chart(dots=(Dot("a", 5.0, "special_cause_concern", masked=True, provisional=True),))
    assert legend(made) == [("masked", "Hidden: too few people")]


def test_a_legend_of_several_drawings_names_each_mark_once():
    plot = DotPlot("a", "b", (Row("c", "worse"), Row("d", "masked"), Row("e", "unheard of")))
    hidden = chart(dots=(Dot("a", None, masked=True),))
    assert legend(plot, hidden, hidden) == [
        ("worse", "Worse"),
        ("masked", "Hidden: too few people"),
    ]


def test_a_swatch_has_the_class_of_its_mark():
    for shape, kind in (("improvement", "good"), ("worse", "concern"), ("trial", "limit")):
        assert any(each.get("class") == kind for each in parsed(swatch(shape)).iter())


def test_figures_have_three_digits_that_count():
    assert [figure(value) for value in (0, 78.24, 1240.4, 0.03124)] == [
        "0",
        "78.2",
        "1,240",
        "0.0312",
    ]
    assert figure(-1.5, "%") == "\u22121.5\u00a0%"
    assert (figure(1.2e15), figure(88.0, places=1)) == ("1.2e+15", "88.0")


def test_text_is_cleaned_of_what_xml_forbids():
    assert clean(" a\x00b\n\tc\u202e\ud800\ufffe ") == "ab c"
    assert clean("x" * 50, 10) == "x" * 9 + "\u2026"


def test_lines_fit_their_room():
    words = "Any other language that was written down by the person who made the first entry"
    lines = wrapped(words, 120, 14, 2)
    assert len(lines) == 2
    assert lines[1].endswith("\u2026")
    assert all(width(line, 14) <= 120 for line in lines)
    assert wrapped("short", 120, 14, 2) == ["short"]
    assert width(shortened("W" * 99, 50, 14, bold=True), 14, bold=True) <= 50
