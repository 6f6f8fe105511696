from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from initiatives.base.sheets.spreadsheet import xlsx_of
from initiatives.base.sheets.writing import STARTS_A_FORMULA

HOSTILE = '=HYPERLINK("http://x")<script>'


def test_the_spreadsheet_holds_no_formula_and_keeps_days_and_numbers():
    day = date(2026, 1, 31)
    book = load_workbook(BytesIO(xlsx_of([("A", [(HOSTILE, day, 3, None, "a\x07b")])])))
    cells = book["A"][1]
    assert cells[0].value == f"'{HOSTILE}"
    assert [cell.data_type for cell in cells] == ["s", "d", "n", "n", "s"]
    assert (cells[1].value.date(), cells[2].value, cells[4].value) == (day, 3, "ab")


@given(st.text(max_size=40))
def test_no_text_becomes_a_formula_in_a_spreadsheet(text):
    book = load_workbook(BytesIO(xlsx_of([("A", [(text, "end")])])))
    cell = book["A"]["A1"]
    assert cell.data_type != "f"
    assert not str(cell.value or "").startswith(STARTS_A_FORMULA[:1])
