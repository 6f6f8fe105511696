"""Registers in text files; how such files are opened is tested with `initiatives/base/sheets`."""

import pytest

from initiatives.base.sheets import SheetError
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import HEADER, read, row, said


def test_the_title_keeps_its_accents_and_lines_stay_lines() -> None:
    rows = [HEADER, row(Title="Café équité", Aim="Two\nlines, and\r\nmore")]
    (proposal,) = read(delimited(rows, ";")).proposals
    assert proposal.title == "Café équité"
    assert proposal.aim_summary == "Two\nlines, and\nmore"


def test_a_null_character_refuses_its_row_alone() -> None:
    register = read(delimited([HEADER, row(Title="One"), row(Title="Two", Aim="be\x00tter")]))
    assert [proposal.verdict for proposal in register.proposals] == ["accepted", "refused"]
    assert "NUL" in said(register.proposals[1], "aim_summary")


def test_a_file_without_a_register_says_what_it_lacks() -> None:
    with pytest.raises(SheetError, match="No column names the initiatives"):
        read(b"Topic,Site\nx,y\n")
