"""Workbooks: what cells hold, which sheet is read, and files made to do harm."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from initiatives.base.sheets import Limits, SheetError
from initiatives.base.sheets.workbook import LARGEST_PART, MOST_MEMBERS
from initiatives.portfolio.register import Proposal, Register
from tests.initiatives.portfolio.register.making import HEADER, book, read, row, said, saved

NAME = "register.xlsx"


def with_cells(**cells: Any) -> list[Any]:
    """A sound row in which some cells hold other than text."""
    return [cells.get(name, text) for name, text in zip(HEADER, row(), strict=True)]


def read_book(workbook: Workbook) -> Register:
    return read(saved(workbook), NAME)


def judged(**cells: Any) -> Proposal:
    (proposal,) = read_book(book([HEADER, with_cells(**cells)])).proposals
    return proposal


def rewritten(content: bytes, **members: bytes) -> bytes:
    """The archive with some members replaced or added; a double underscore is a slash."""
    changed = {
        name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()
    }
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, data in changed.items():
            new.writestr(name, data)
    return out.getvalue()


def sheet_xml(rows: str, before: str = "") -> bytes:
    """A sheet as it stands in a workbook."""
    return (
        f'<?xml version="1.0"?>{before}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


TITLED = f'<row r="1">{cell("A1", "Title")}</row>'
SOUND = saved(book([HEADER, row()]))


def with_sheet(rows: str, before: str = "") -> bytes:
    return rewritten(SOUND, xl__worksheets__sheet1_dot_xml=sheet_xml(rows, before))


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


def test_text_that_begins_like_a_formula_is_text() -> None:
    content = with_sheet(f'{TITLED}<row r="2">{cell("A2", "=1+1")}</row>')
    assert read(content, NAME).proposals[0].title == "=1+1"


def test_the_sheet_with_a_title_column_is_read_and_the_others_are_named() -> None:
    register = read_book(book([["About this file"], ["x"]], [HEADER, row()], [["Lists"]]))
    assert len(register.proposals) == 1
    assert register.remarks == (
        "Only the sheet “Sheet 2” was read; “Sheet 1” and “Sheet 3” left out.",
    )


def test_a_hidden_sheet_is_not_taken_for_the_register() -> None:
    workbook = book([HEADER, row(Title="Old")], [HEADER, row(Title="New")])
    workbook.worksheets[0].sheet_state = "hidden"
    assert [proposal.title for proposal in read_book(workbook).proposals] == ["New"]


def test_rows_keep_their_numbers_across_gaps() -> None:
    content = with_sheet(f'{TITLED}<row r="7">{cell("A7", "Tool")}</row>')
    register = read(content, NAME)
    assert [proposal.row for proposal in register.proposals] == [7]
    assert register.remarks[0] == "5 blank rows were skipped."


def test_cells_beyond_the_header_are_kept_in_the_notes() -> None:
    (proposal,) = read_book(book([HEADER, [*row(), "", "beyond"]])).proposals
    assert proposal.notes == "Column L: beyond"
    assert proposal.raw["Column L"] == "beyond"


def test_the_size_that_a_sheet_states_is_not_believed() -> None:
    rows = f'{TITLED}<row r="2">{cell("A2", "Tool")}</row>'
    lying = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    content = rewritten(SOUND, xl__worksheets__sheet1_dot_xml=lying)
    assert len(read(content, NAME).proposals) == 1


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(("before", "text"), [(ENTITIES, "&i;"), (EXTERNAL, "&a;")])
def test_entities_are_neither_expanded_nor_fetched(before: str, text: str) -> None:
    content = with_sheet(f'{TITLED}<row r="2">{cell("A2", text)}</row>', before)
    with pytest.raises(SheetError, match="damaged"):
        read(content, NAME)


@pytest.mark.parametrize(
    "rows",
    [
        f'{TITLED}<row r="99999999999">{cell("A99999999999", "x")}</row>',
        f'{TITLED}<row r="2">{cell("ABCDEFGH2", "x")}</row>',
        f'{TITLED}<row r="x">{cell("A2", "x")}</row>',
        f'{TITLED}<row r="2"><c r="A2" t="s"><v>999</v></c></row>',
        f'{TITLED}<row r="2">{cell("GS2", "far off")}</row>',
        TITLED + f"<row>{cell('A2', 'x')}</row>" * (Limits.rows + 1),
        TITLED + '<row><c r="ZZZ1"/></row>' * 60,
    ],
)
def test_a_sheet_that_claims_the_impossible_is_refused(rows: str) -> None:
    with pytest.raises(SheetError):
        read(with_sheet(rows), NAME)


@pytest.mark.parametrize(
    "content",
    [
        rewritten(SOUND, xl__media__a_dot_bin=bytes(201 * 1024**2)),
        rewritten(SOUND, xl__worksheets__sheet1_dot_xml=bytes(2 * 1024**2)),
        rewritten(SOUND, xl__styles_dot_xml=bytes(LARGEST_PART + 1)),
        rewritten(SOUND, **{f"part{number}": b"" for number in range(MOST_MEMBERS)}),
    ],
    ids=["too large", "too well packed", "a part too large", "too many parts"],
)
def test_an_archive_made_to_burst_is_not_opened(content: bytes) -> None:
    with pytest.raises(SheetError, match="unpacks to far more"):
        read(content, NAME)


def test_an_archive_with_a_password_says_so() -> None:
    encrypted = bytearray(SOUND)
    directory = encrypted.index(b"PK\x01\x02")
    encrypted[directory + 8] |= 1
    with pytest.raises(SheetError, match="password"):
        read(bytes(encrypted), NAME)


@pytest.mark.parametrize(
    "content",
    [
        SOUND[: len(SOUND) // 2],
        b"PK\x03\x04 and nothing more",
        rewritten(SOUND, xl__workbook_dot_xml=b"<workbook"),
        rewritten(SOUND, xl__styles_dot_xml=b""),
        rewritten(SOUND, **{"[Content_Types]_dot_xml": b"<Types/>"}),
        with_sheet("<row><c"),
    ],
)
def test_a_damaged_workbook_is_refused_and_says_so(content: bytes) -> None:
    with pytest.raises(SheetError, match="damaged"):
        read(content, NAME)


def test_a_workbook_without_a_sheet_in_sight_is_refused() -> None:
    content = rewritten(SOUND)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    with pytest.raises(SheetError, match="no visible sheet"):
        read(rewritten(SOUND, xl__workbook_dot_xml=xml), NAME)
