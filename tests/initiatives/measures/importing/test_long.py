"""Files in the long layout: what is read, and each problem by its row."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from initiatives.base.sheets import SheetError
from initiatives.measures.importing import LIMITS, Counted, read_long
from initiatives.measures.rules.figures import Entry

HEADER = "period_start,group_code,numerator,denominator\n"


def read(text, name="figures.csv"):
    return read_long(text.encode(), name, "M-7")


def said(text):
    return [(one.row, one.field) for one in read(text).problems]


def test_a_row_for_each_period_and_group():
    found = read(HEADER + '2026-01-01,,10,100\n2026-01-01,asian,4,"1,040"\n')
    assert found.problems == () == found.remarks
    assert found.rows == (
        Counted(2, Entry(date(2026, 1, 1), numerator=10, denominator=100)),
        Counted(3, Entry(date(2026, 1, 1), numerator=4, denominator=1040), group="asian"),
    )


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("2026/2", date(2026, 2, 1)),
        ("2026 Q2", date(2026, 4, 1)),
        ("Q4 2026", date(2026, 10, 1)),
        ("2026", date(2026, 1, 1)),
        ("2026-03-01", date(2026, 3, 1)),
    ],
)
def test_periods_by_their_names(text, starts):
    assert read(f"period,value\n{text},1.5\n").rows == (Counted(2, Entry(starts, value=1.5)),)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("soon,,1,2", "starts"),
        (",,1,2", "starts"),
        ("2026-02-30,,1,2", "starts"),
        ("2026-13,,1,2", "starts"),
        ("2026-01,,one,2", "numerator"),
        ("2026-01,,1.5,2", "numerator"),
        ("2026-01,,1,2e3", "denominator"),
        ("2026-01,,1," + "9" * 100, "denominator"),
        ('2026-01,,"=1+1",2', "numerator"),
        ("2026-01,,1,\u0662", "denominator"),
        ("2026-01,,1,2,3", "row"),
    ],
)
def test_each_problem_is_said_by_row_and_field(row, field):
    assert said(HEADER + "2026-01,,1,2\n\n" + row + "\n") == [(4, field)]


def test_every_problem_of_a_row_is_listed():
    assert said(HEADER + "soon,,x,y\n") == [(2, "starts"), (2, "numerator"), (2, "denominator")]


def test_a_masked_row_and_one_of_another_measure_are_refused():
    text = "measure_id,period_start,numerator,denominator,suppressed\n"
    assert said(text + "m-7,2026-01-01,1,2,0\nM-7,2026-02-01,,,1\nM-8,2026-03-01,1,2,0\n") == [
        (3, "suppressed"),
        (4, "measure"),
    ]


def test_columns_that_mean_nothing_are_named():
    found = read("period,value,Colour\n2026-01,1,red\n")
    assert found.remarks == ("Not read: the columns “Colour”.",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("period,value\n", "no row below"),
        ("name,value\na,1\n", "must name the columns"),
        ("period,denominator\n2026-01,1\n", "must name the columns"),
        ("period,value\n" + "2026-01,1\n" * (LIMITS.rows + 1), "at most 10,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text, why):
    with pytest.raises(SheetError, match=why):
        read(text)


def test_of_a_workbook_dates_are_read_and_formulas_refused():
    book, content = Workbook(), BytesIO()
    for row in (["Period", "Value"], [date(2026, 1, 1), 3.5], [date(2026, 2, 1), "=1+1"]):
        book.active.append(row)
    book.save(content)
    found = read_long(content.getvalue(), "figures.xlsx", "M-7")
    assert found.rows == (Counted(2, Entry(date(2026, 1, 1), value=3.5)),)
    assert [(one.row, one.field) for one in found.problems] == [(3, "value")]


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=12), max_size=8))
def test_whatever_the_cells_hold_a_row_is_read_or_has_problems(cells):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    found = read(HEADER + "2026-01,,1,2\n" + quoted + "\n")
    assert len(found.rows) + len({one.row for one in found.problems}) in (1, 2)
