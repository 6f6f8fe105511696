"""Registers in workbooks: what their cells come to."""

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from initiatives.portfolio.register import Proposal, Register
from tests.initiatives.base.sheets.making import book, saved
from tests.initiatives.portfolio.register.making import HEADER, read, row, said

NAME = "register.xlsx"


def with_cells(**cells: Any) -> list[Any]:
    """A sound row in which some cells hold other than text."""
    return [cells.get(name, text) for name, text in zip(HEADER, row(), strict=True)]


def read_book(workbook: Workbook) -> Register:
    return read(saved(workbook), NAME)


def judged(**cells: Any) -> Proposal:
    (proposal,) = read_book(book([HEADER, with_cells(**cells)])).proposals
    return proposal


def test_a_workbook_is_read_like_a_text_file() -> None:
    proposal = judged()
    assert (proposal.row, proposal.verdict, proposal.principles) == (2, "accepted", (7, 8))


def test_real_days_numbers_and_truth_values_are_read_as_they_look() -> None:
    proposal = judged(
        Start=date(2024, 2, 29),
        Due=datetime(2025, 1, 31, 17, 30),  # noqa: DTZ001  (workbooks know no zone)
        Principles=7,
        Aim=0.5,
        Notes=True,
        Sponsor=time(9, 30),
    )
    assert (proposal.started_on, proposal.target_on) == (date(2024, 2, 29), date(2025, 1, 31))
    assert proposal.target_text == "2025-01-31 17:30"
    assert (proposal.principles, proposal.aim_summary) == ((7,), "0.5")
    assert proposal.notes.startswith("True")
    assert proposal.sponsor_text == "09:30:00"


@pytest.mark.parametrize(("epoch", "number"), [(1900, 43465), (1904, 42003)])
def test_a_day_kept_as_a_number_is_counted_from_the_workbooks_epoch(
    epoch: int, number: int
) -> None:
    workbook = book([HEADER, with_cells(Due=number)])
    if epoch == 1904:
        workbook.epoch = datetime(1904, 1, 1)  # noqa: DTZ001  (workbooks know no zone)
    (proposal,) = read_book(workbook).proposals
    assert proposal.target_on == date(2018, 12, 31)
    assert "31 December 2018" in said(proposal, "target_on")


def test_a_year_kept_as_a_number_stays_a_year() -> None:
    proposal = judged(Start=2018)
    assert (proposal.started_on, proposal.started_text) == (None, "2018")


def test_principles_that_became_a_number_or_a_day_are_not_guessed_back() -> None:
    assert judged(Principles=5.6).verdict == "refused"
    assert judged(Principles=date(2024, 5, 6)).verdict == "refused"


def test_a_formula_refuses_its_row_and_is_not_worked_out() -> None:
    workbook = book([HEADER, row(Title="One"), with_cells(Due="=DATE(2024,1,1)"), row(Title="Two")])
    one, two, three = read_book(workbook).proposals
    assert (one.verdict, two.verdict, three.verdict) == ("accepted", "refused", "accepted")
    assert "formula" in said(two, "target_on")
    assert two.target_on is None


def test_an_error_of_the_spreadsheet_refuses_its_row() -> None:
    proposal = judged(Aim="#REF!")
    assert proposal.verdict == "refused"
    assert "#REF!" in said(proposal, "aim_summary")


def test_cells_beyond_the_header_are_kept_in_the_notes() -> None:
    (proposal,) = read_book(book([HEADER, [*row(), "", "beyond"]])).proposals
    assert proposal.notes == "Column L: beyond"
    assert proposal.raw["Column L"] == "beyond"
