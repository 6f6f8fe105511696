"""Files in the long layout: what is read, and each problem by its row."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from initiatives.base.sheets import SheetError
from initiatives.measures.importing import MOST_ROWS, Counted, Group, Vocabulary
from initiatives.measures.rules.figures import Entry
from tests.initiatives.measures.importing.making import DATA, about, figures, of_data, read, said

HEADER = "period_start,group_code,numerator,denominator\n"
COUNT = about(chart="run")


def test_a_row_for_each_period_and_group():
    found = read(HEADER + '2026-01-01,,10,100\n2026-01-01,asian,4,"1,040"\n')
    assert (found.layout, found.problems) == ("long", ())
    assert figures(found) == {
        ("2026-01-01", None, None): (10, 100),
        ("2026-01-01", "asian", None): (4, 1040),
    }


def test_two_groups_that_meet():
    text = "period,scheme,group,scheme2,group2,numerator,denominator\n"
    found = read(text + "2026-01,race,Asian,place,west,1,9\n2026-01,race,asian,,,2,20\n")
    assert figures(found) == {
        ("2026-01-01", "asian", "west"): (1, 9),
        ("2026-01-01", "asian", None): (2, 20),
    }


def test_columns_named_as_vocabularies_hold_their_groups():
    found = read("period,Race,place,numerator,denominator\n2026-01,asian,west,1,9\n")
    assert figures(found) == {("2026-01-01", "asian", "west"): (1, 9)}


def test_columns_are_mapped_by_hand_and_so_are_texts():
    found = read(
        "who,yes,of\nA,1,9\n,2,8\n",
        starts="=2026-01",
        group="who",
        numerator="Yes",
        denominator="of",
        **{"group:A": "asian", "group:": "not_recorded"},
    )
    assert figures(found) == {
        ("2026-01-01", "asian", None): (1, 9),
        ("2026-01-01", "unknown", None): (2, 8),
    }


@pytest.mark.parametrize(
    ("columns", "field", "words"),
    [
        ({"numerator": "evnts"}, "numerator", "Did you mean “events”"),
        ({"colour": "events"}, "colour", "no field “colour”"),
        ({"totals": "maybe"}, "totals", "Choose one of add"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(columns, field, words):
    (problem,) = read("period,events,n\n2026-01,1,2\n", **columns).problems
    assert (problem.row, problem.field) == (1, field)
    assert words in problem.message


def test_of_two_columns_of_one_name_none_is_guessed():
    (problem,) = read("period,events,events,n\n2026-01,1,2,3\n").problems
    assert (problem.row, problem.field) == (1, "numerator")
    assert "Two columns are called “events”" in problem.message


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
        ("2026-01,,1\x00,2", "numerator"),
        ("2026-01,Martian,1,2", "group"),
    ],
)
def test_each_problem_is_said_by_row_and_field(row, field):
    assert said(read(HEADER + "2026-01,,1,2\n\n" + row + "\n")) == [(4, field)]


def test_every_problem_of_a_row_is_listed():
    found = read(HEADER + "soon,,x,y\n")
    assert said(found) == [(2, "starts"), (2, "numerator"), (2, "denominator")]


def test_a_masked_row_and_one_of_another_measure_are_refused():
    text = "measure_id,period_start,numerator,denominator,suppressed\n"
    found = read(text + "m-7,2026-01-01,1,2,0\nM-7,2026-02-01,,,1\nM-8,2026-03-01,1,2,0\n")
    assert said(found) == [(3, "suppressed"), (4, "measure")]


def test_columns_that_mean_nothing_are_named():
    found = read("period,value,Colour\n2026-01,1,red\n", COUNT)
    assert found.remarks == ("Not read: the columns “Colour”.",)


@pytest.mark.parametrize("header", ["name,value", "period,denominator"])
def test_a_header_that_lacks_what_is_needed_is_a_problem_to_map(header):
    (problem,) = read(header + "\n2026-01,1\n", COUNT).problems
    assert (problem.row, problem.field) == (1, "columns")
    assert "must name the columns" in problem.message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("period,value\n", "no row below"),
        ("period,value\n" + "26,1\n" * (MOST_ROWS + 1), "at most 100,000 rows"),
        ("period,value\n" + "2026-01,1\n" * 1_100_000, "larger than 10 MB"),
        ("period,value\n2026-01," + "1" * 140_000 + "\n", "far too long"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text, why):
    with pytest.raises(SheetError, match=why):
        read(text)


def test_what_looks_like_health_information_is_not_repeated_and_not_to_be_kept():
    found = read(HEADER.strip() + ",seen\n2026-01,,1,2,MRN 1234567\n")
    assert found.unsafe
    assert found.sample == ()
    (problem,) = found.problems
    assert (problem.row, problem.field) == (2, "column 5")
    assert "1234567" not in problem.message
    with pytest.raises(SheetError, match="another name"):
        read(HEADER + "2026-01,,1,2\n", name="MRN 1234567.csv")


def test_a_table_pasted_from_a_spreadsheet_has_tabs():
    found = read(HEADER.replace(",", "\t") + "2026-01\t\t1\t1,200\n", name="pasted.tsv")
    assert figures(found) == {("2026-01-01", None, None): (1, 1200)}


def test_of_a_workbook_dates_are_read_and_formulas_refused():
    book, content = Workbook(), BytesIO()
    for row in (["Period", "Value"], [date(2026, 1, 1), 3.5], [date(2026, 2, 1), "=1+1"]):
        book.active.append(row)
    book.save(content)
    found = read(content.getvalue(), COUNT, name="figures.xlsx")
    assert found.rows == (Counted(2, Entry(date(2026, 1, 1), value=3.5)),)
    assert said(found) == [(3, "value")]


def test_the_readmissions_of_130_hospitals_come_in_by_race_and_age():
    measure = of_data("race", "age_band", frequency="year")
    found = read(
        (DATA / "readmissions_130_us_hospitals.csv").read_bytes(),
        measure,
        starts="=2008",
        numerator="readmitted_within_30_days",
        denominator="discharges",
        totals="add",
        **{"group:AfricanAmerican": "black", "group:": "not_recorded"},
    )
    assert found.problems == ()
    entries = [row.entry for row in found.rows]
    assert len(entries) == 60 + 6 + 10 + 1
    (everybody,) = [one for one in entries if one.stratum is None]
    assert (everybody.numerator, everybody.denominator) == (11_357, 101_766)


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=12), max_size=8))
def test_whatever_the_cells_hold_a_row_is_read_or_has_problems(cells):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    found = read(HEADER + "2026-01,,1,2\n" + quoted + "\n")
    assert len(found.rows) + len({one.row for one in found.problems}) in (1, 2)


@pytest.mark.parametrize(
    ("ends", "fields"),
    [("2026-01-31", []), ("", []), ("2026-03-31", ["ends"]), ("soon", ["ends"])],
)
def test_a_row_of_more_than_one_period_is_refused(ends, fields):
    text = "period_start,period_end,numerator,denominator\n2026-01-01,{},1,2\n"
    assert [field for _, field in said(read(text.format(ends)))] == fields
    wide = "month,period_end,Asian n/d\n2026-01,{},1/2\n"
    assert [field for _, field in said(read(wide.format(ends)))] == fields


def test_a_column_that_somebody_names_is_read_as_nothing_else():
    found = read("period,count\n2026-01,7\n", COUNT, value="count")
    assert figures(found) == {("2026-01-01", None, None): 7}


def test_signs_tell_groups_apart_and_a_sign_alone_is_not_everybody():
    ages = Vocabulary("age", "Age", False, (Group(901, "young", "<18"), Group(902, "old", "18+")))
    found = read(HEADER + "2026-01,<18,1,2\n2026-01,18+,3,4\n", about(ages))
    assert [row.entry.stratum for row in found.rows] == [901, 902]
    for text in ("-", "?", "*", "18", ">18"):
        assert said(read(HEADER + f"2026-01,{text},1,2\n", about(ages))) == [(2, "group")]
