"""Files that are written: quoted, and harmless in a spreadsheet."""

from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from initiatives.base.sheets.spreadsheet import cell
from initiatives.base.sheets.writing import csv_of


def test_cells_are_quoted_where_they_must_be():
    text = csv_of(["a", "b"], [["x, y", 'say "so"'], [None, date(2026, 1, 31)]])
    assert text == 'a,b\r\n"x, y","say ""so"""\r\n,2026-01-31\r\n'


@pytest.mark.parametrize("value", ["=1+1", "+1 2", "-a", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_would_run_gets_a_quote_before_it(value):
    assert csv_of(["a"], [[value]]).removeprefix("a\r\n").lstrip('"').startswith("'")


def test_a_text_to_be_translated_is_a_text():
    assert csv_of(["a"], [[gettext_lazy("=1+1")]]) == "a\r\n'=1+1\r\n"
    assert cell(None, gettext_lazy("@SUM(A1)")) == "'@SUM(A1)"


@pytest.mark.parametrize(("value", "text"), [(-12.5, "-12.5"), (-3, "-3"), ("-12.5", "-12.5")])
def test_numbers_below_nought_stay_numbers(value, text):
    assert csv_of(["a"], [[value]]) == f"a\r\n{text}\r\n"
