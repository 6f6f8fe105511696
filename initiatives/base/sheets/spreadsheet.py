"""Writing a spreadsheet (XLSX), with nothing in it that a program would run."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from initiatives.base.sheets.writing import harmless

Sheet = tuple[str, Iterable[Sequence[object]]]


def xlsx_of(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of named sheets, rows as they come; dates stay dates, numbers numbers."""
    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(str(name))
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cell(sheet: Any, value: Any) -> Any:
    """A cell as `append` takes it; a text stays one, without signs that the format forbids.

    A cell of its own costs more than the value, so it is made only for a text that the library
    would take for an error such as #N/A.
    """
    if not isinstance(value, str | Promise):
        return value
    kept: Any = harmless(ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    if not kept.startswith("#"):
        return kept
    made = WriteOnlyCell(sheet, value=kept)
    made.data_type = "s"
    return made
