"""Reports of counts that add up over time."""

import pytest

from tests.initiatives.measures.importing.making import DATA, about, figures, of_data, read, said

HEADER = "as_of,group,value\n"
WEEKLY = about(chart="c", frequency="week")


def reports(*counts, group="asian"):
    """A report every Sunday from 4 January 2026; weeks end on Sundays."""
    days = ("01-04", "01-11", "01-18", "01-25", "02-01", "02-08")
    return HEADER + "".join(
        f"2026-{day},{group},{count}\n" for day, count in zip(days, counts, strict=False)
    )


def weeks(found):
    return {starts: value for (starts, _, _), value in figures(found).items()}


def test_the_differences_are_the_observations():
    found = read(reports(5, 8, 8, 15), WEEKLY)
    assert found.layout == "cumulative"
    assert weeks(found) == {"2026-01-05": 3, "2026-01-12": 0, "2026-01-19": 7}


def test_rows_may_stand_in_any_order():
    header, *rows = reports(5, 8, 8, 15).splitlines(keepends=True)
    found = read(header + "".join(reversed(rows)), WEEKLY)
    assert weeks(found) == {"2026-01-05": 3, "2026-01-12": 0, "2026-01-19": 7}


def test_a_blank_is_a_gap_of_which_nothing_is_told():
    found = read(reports(5, 8, "", 15, 16), WEEKLY)
    assert weeks(found) == {"2026-01-05": 3, "2026-01-26": 1}
    assert any("1 period has no figure" in remark for remark in found.remarks)


def test_a_decrease_is_for_a_person_to_decide():
    found = read(reports(5, 8, 6, 15), WEEKLY)
    assert found.rows == ()
    (decision,) = found.decisions
    assert decision.row == 4
    assert decision.message.startswith(
        "value among asian fall from 8 to 6 between 2026-01-11 and 2026-01-18: a correction."
    )


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("offset", {"2026-01-05": 1, "2026-01-12": 0, "2026-01-19": 9}),
        ("leave_out", {"2026-01-05": 3, "2026-01-19": 9}),
    ],
)
def test_what_is_decided_is_done(choice, expected):
    found = read(reports(5, 8, 6, 15), WEEKLY, decreases=choice)
    assert (weeks(found), found.decisions) == (expected, ())


def test_taken_as_it_is_no_period_may_fall_below_zero():
    assert said(read(reports(5, 8, 6, 15), WEEKLY, decreases="as_it_is")) == [(4, "value")]
    monthly = about(chart="c")
    text = HEADER + "2026-01-31,asian,5\n2026-02-10,asian,9\n2026-02-28,asian,8\n"
    assert weeks(read(text, monthly, decreases="as_it_is")) == {"2026-02-01": 3}


def test_an_offset_reaches_back_as_far_as_it_must_and_says_so():
    found = read(reports(5, 8, 9, 4), WEEKLY, decreases="offset")
    assert weeks(found) == {"2026-01-05": 0, "2026-01-12": 0, "2026-01-19": 0}
    assert any("1 correction reaches back before the first" in one for one in found.remarks)
    assert found.rows[0].entry.note == "Later corrections were taken off"


def test_the_last_period_is_provisional_while_it_is_not_over():
    text = HEADER + "2026-01-04,asian,5\n2026-01-11,asian,8\n2026-01-14,asian,9\n"
    assert [row.entry.state for row in read(text, WEEKLY).rows] == ["final", "provisional"]


def test_two_counts_make_a_rate_of_a_period():
    text = "report date,group,numerator,denominator\n2026-01-04,,1,20\n2026-01-11,,3,50\n"
    measure = about(frequency="week")
    assert figures(read(text, measure)) == {("2026-01-05", None, None): (2, 30)}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("2026-01-11,asian,6", "reported"),
        ("soon,asian,6", "reported"),
        ("2026-02-01,asian,-6", "value"),
        ("2026-02-01,asian,many", "value"),
        ("2026-02-01,martian,6", "group"),
    ],
)
def test_each_problem_is_said_by_row(row, field):
    assert said(read(reports(5, 8) + row + "\n", WEEKLY)) == [(4, field)]


def test_a_column_that_is_counted_has_to_be_named():
    assert said(read("as_of,group,cases\n2026-01-04,asian,1\n", WEEKLY)) == [(1, "value")]


@pytest.fixture(scope="module")
def washington():
    return (DATA / "wa_covid_by_race_cumulative.csv").read_bytes()


@pytest.mark.parametrize(
    ("column", "number"), [("cases", 20), ("hospitalizations", 23), ("deaths", 79)]
)
def test_the_122_decreases_of_washington_are_found(washington, column, number):
    measure = of_data("race_ethnicity", chart="c", frequency="week")
    found = read(washington, measure, value=column)
    assert (found.layout, len(found.decisions), found.problems) == ("cumulative", number, ())
    assert found.remarks[1].startswith(f"{number} decreases found. Decide")


def test_washington_keeps_its_gaps_and_says_where_groups_do_not_add_up(washington):
    measure = of_data("race_ethnicity", chart="c", frequency="week")
    found = read(washington, measure, value="hospitalizations", decreases="offset")
    assert min(row.entry.starts for row in found.rows).isoformat() == "2020-06-22"
    assert found.remarks[-1] == (
        "The groups of Race and ethnicity do not add up to everybody in 11 of 37 periods (value): "
        "most in that of 2020-06-22, 243 against 226."
    )
    assert all(row.entry.value >= 0 for row in found.rows)
