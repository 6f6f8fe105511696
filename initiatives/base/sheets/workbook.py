"""Reading a workbook (XLSX): never evaluated, never unpacked before its size is known."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import clean, listed, quoted
from initiatives.base.sheets.limits import bounded, held
from initiatives.base.sheets.shapes import Expected, Sheet, SheetError, SheetRow

MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 200 * 1024**2
LARGEST_PART = 20 * 1024**2
HIGHEST_RATIO = 100
RATIO_MATTERS_FROM = 1024**2
SHEETS_AND_TEXTS = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
LAST_ROW = 1_048_576

ENCRYPTED = 0x1
BROKEN = _(
    "This workbook is damaged and cannot be read. Open it, save it anew as .xlsx, try again."
)
BOMB = _(
    "This workbook unpacks to far more than a table of this kind holds, so it was not opened. "
    "Copy the table into a new workbook."
)
LOCKED = _("This workbook has a password. Take it off and save it anew.")
FORMULA = _(
    "This cell holds a formula. Formulas are not worked out here: paste its value in its place."
)
ERROR = _("This cell holds a spreadsheet error ({value}). Correct it, or empty the cell.")
NUL = _("This cell has a character that is no text (NUL). Type the cell anew.")


def read(content: bytes, expected: Expected) -> Sheet:
    """The rows of its table; raises SheetError when it is damaged, locked or too large."""
    try:
        check_archive(content)
        return read_book(content, expected)
    except SheetError:
        raise
    except Exception as error:
        # In a damaged file, zipfile and openpyxl raise whatever the broken part runs into.
        raise SheetError(BROKEN) from error


def check_archive(content: bytes) -> None:
    """Raises SheetError unless the sizes that the archive states are those of a table.

    zipfile reads no more of a member than its stated size, so that these bounds hold.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise SheetError(LOCKED)
    if is_bomb(members):
        raise SheetError(BOMB)


def is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    """True for what no spreadsheet program writes: too many parts, too large, too well packed."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    parts = (item.file_size for item in members if not item.filename.startswith(SHEETS_AND_TEXTS))
    return (
        len(members) > MOST_MEMBERS
        or unpacked > LARGEST_UNPACKED
        or (unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * packed)
        or sum(parts) > LARGEST_PART
    )


def read_book(content: bytes, expected: Expected) -> Sheet:
    """The rows of the first visible sheet whose header is as needed; else of the first visible."""
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise SheetError(gettext("This workbook has no visible sheet."))
        chosen = next((sheet for sheet in sheets if is_wanted(sheet, expected)), sheets[0])
        rows, remarks = held(sheet_rows(chosen), expected.limits)
        others = [quoted(sheet.title) for sheet in book.worksheets if sheet is not chosen]
        return Sheet(rows, "", remarks + unread(chosen.title, others), book.epoch)
    finally:
        book.close()


def unread(title: str, others: list[str]) -> tuple[str, ...]:
    """A remark that names the sheets that were left alone."""
    if not others:
        return ()
    return (
        gettext("Only the sheet %(text)s was read; %(listed)s left out.")
        % {"text": quoted(title), "listed": listed(others[:10])},
    )


def is_wanted(sheet: Any, expected: Expected) -> bool:
    """True for a sheet whose first row that holds anything has the columns needed."""
    rows = bounded(sheet_rows(sheet), expected.limits.cells)
    first = next((row.cells for row in rows if any(map(clean, row.cells))), ())
    return expected.needs(first)


def sheet_rows(sheet: Any) -> Iterator[SheetRow]:
    """Each row of a sheet, blank ones too.

    The size that the sheet states may be wrong, so it is not asked; sizes are bounded here.
    """
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise SheetError(BOMB, number)
        yield sheet_row(number, cells)


def sheet_row(number: int, cells: tuple[Any, ...]) -> SheetRow:
    """A row as texts, with what is wrong with its cells."""
    faults = {at: fault for at, cell in enumerate(cells) if (fault := fault_of(cell))}
    return SheetRow(number, tuple(text_of(cell.value) for cell in cells), faults)


def fault_of(cell: Any) -> str:
    """Why a cell cannot be taken; nothing for one that can."""
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if cell.data_type == "e":
        return ERROR.format(value=cell.value)
    return NUL if isinstance(cell.value, str) and "\x00" in cell.value else ""


def text_of(value: Any) -> str:
    """A cell's value as text: days as 2024-03-31, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == value.min.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value))
