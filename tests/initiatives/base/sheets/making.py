"""Files made of rows, and files made to do harm."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from initiatives.base.sheets import Expected, Sheet, read_sheet

HEADER = ("Title", "Site", "Owner", "Aim")
EXPECTED = Expected(
    known=lambda headers: sum(header in HEADER for header in headers),
    needs=lambda headers: "Title" in headers,
)


def read(content: bytes, name: str = "table.csv") -> Sheet:
    """The table of a file."""
    return read_sheet(content, name, EXPECTED)


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    """The texts of the rows below the header."""
    return [row.cells for row in sheet.rows[1:]]


def numbers(sheet: Sheet) -> list[int]:
    """The numbers of the rows below the header."""
    return [row.number for row in sheet.rows[1:]]


def delimited(rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Rows as a text file, quoted where needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode()


def book(*sheets: Sequence[Sequence[Any]]) -> Workbook:
    """A workbook whose sheets have these rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    return made


def saved(workbook: Workbook) -> bytes:
    """The workbook as a file."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


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
