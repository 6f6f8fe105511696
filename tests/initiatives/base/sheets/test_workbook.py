"""Workbooks: what cells hold, which sheet is read, and files made to do harm."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from initiatives.base.sheets import Limits, SheetError
from initiatives.base.sheets.workbook import LARGEST_PART, MOST_MEMBERS
from tests.initiatives.base.sheets.making import (
    HEADER,
    book,
    cell,
    numbers,
    read,
    rewritten,
    saved,
    sheet_xml,
    texts,
)

NAME = "table.xlsx"
ROW = ("Tool", "Hospital", "Ann", "Better")
TITLED = f'<row r="1">{cell("A1", "Title")}</row>'
SOUND = saved(book([HEADER, ROW]))


def with_sheet(rows: str, before: str = "") -> bytes:
    return rewritten(SOUND, xl__worksheets__sheet1_dot_xml=sheet_xml(rows, before))


def test_a_workbook_is_read_like_a_text_file() -> None:
    sheet = read(SOUND, NAME)
    assert (numbers(sheet), texts(sheet), sheet.separator) == ([2], [ROW], "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2025, 1, 31, 17, 30), "2025-01-31 17:30"),  # noqa: DTZ001  (no zone there)
        (7, "7"),
        (7.0, "7"),
        (0.5, "0.5"),
        (True, "True"),
        (None, ""),
    ],
)
def test_values_are_read_as_they_look(value: Any, text: str) -> None:
    assert texts(read(saved(book([HEADER, ("Tool", value, "x")])), NAME))[0][1] == text


@pytest.mark.parametrize(("value", "why"), [("=1+1", "formula"), ("#REF!", "#REF!")])
def test_a_cell_that_cannot_be_taken_says_why(value: str, why: str) -> None:
    sheet = read(saved(book([HEADER, ROW, ("Tool", value)])), NAME)
    assert sheet.rows[1].faults == {}
    assert why in sheet.rows[2].faults[1]


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def test_the_size_that_a_sheet_states_is_not_believed() -> None:
    rows = f'{TITLED}<row r="2">{cell("A2", "Tool")}</row>'
    lying = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    content = rewritten(SOUND, xl__worksheets__sheet1_dot_xml=lying)
    assert texts(read(content, NAME)) == [("Tool",)]


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


def test_rows_keep_their_numbers_across_gaps() -> None:
    content = with_sheet(f'{TITLED}<row r="7">{cell("A7", "Tool")}</row>')
    sheet = read(content, NAME)
    assert numbers(sheet) == [7]
    assert sheet.remarks[0] == "5 blank rows were skipped."


def test_text_that_begins_like_a_formula_is_text() -> None:
    content = with_sheet(f'{TITLED}<row r="2">{cell("A2", "=1+1")}</row>')
    sheet = read(content, NAME)
    assert (texts(sheet), sheet.rows[1].faults) == ([("=1+1",)], {})


def test_the_sheet_with_the_columns_needed_is_read_and_the_others_are_named() -> None:
    sheet = read(saved(book([["About this file"], ["x"]], [HEADER, ROW], [["Lists"]])), NAME)
    assert texts(sheet) == [ROW]
    assert sheet.remarks == (
        "Only the sheet “Sheet 2” was read; “Sheet 1” and “Sheet 3” left out.",
    )


def test_a_hidden_sheet_is_not_read() -> None:
    workbook = book([HEADER, ("Old", "", "", "")], [HEADER, ROW])
    workbook.worksheets[0].sheet_state = "hidden"
    assert texts(read(saved(workbook), NAME)) == [ROW]
