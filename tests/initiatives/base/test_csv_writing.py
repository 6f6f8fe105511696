"""Files that are written: quoted, and harmless in a spreadsheet."""

from datetime import date

import pytest

from initiatives.base.sheets.writing import csv_of


def test_cells_are_quoted_where_they_must_be():
    text = csv_of(["a", "b"], [["x, y", 'say "so"'], [None, date(2026, 1, 31)]])
    assert text == 'a,b\r\n"x, y","say ""so"""\r\n,2026-01-31\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1 2", "-a", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_would_run_gets_a_quote_before_it(cell):
    assert csv_of(["a"], [[cell]]).removeprefix("a\r\n").lstrip('"').startswith("'")


@pytest.mark.parametrize(("cell", "text"), [(-12.5, "-12.5"), (-3, "-3"), ("-12.5", "-12.5")])
def test_numbers_below_nought_stay_numbers(cell, text):
    assert csv_of(["a"], [[cell]]) == f"a\r\n{text}\r\n"
