"""A table as a file, written row by row so that a million rows take no more memory than a few."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from initiatives.base.sheets.spreadsheet import cell
from initiatives.base.sheets.writing import harmless

Parts = Iterable[Sequence[Sequence[object]]]
Writer = Callable[[Path, str, Sequence[str], Parts], Iterator[int]]
LARGEST_SHEET = 1_048_576  # rows that Excel opens


def write_csv(path: Path, title: str, columns: Sequence[str], parts: Parts) -> Iterator[int]:
    """RFC 4180 in UTF-8, nothing in it that a program would run; yields the rows of each part."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for part in parts:
            writer.writerows([harmless(value) for value in row] for row in part)
            yield len(part)


def write_xlsx(path: Path, title: str, columns: Sequence[str], parts: Parts) -> Iterator[int]:
    """A workbook; what is more than a sheet holds goes on in the next one, under the same head."""
    book = Workbook(write_only=True)
    sheet, filled = begun(book, title, columns), 1
    for part in parts:
        for row in part:
            if filled == LARGEST_SHEET:
                sheet, filled = begun(book, title, columns), 1
            sheet.append([cell(sheet, value) for value in row])
            filled += 1
        yield len(part)
    book.save(path)


def begun(book: Workbook, title: str, columns: Sequence[str]) -> Any:
    """A new sheet with its head, which stays in sight."""
    number = len(book.worksheets) + 1
    sheet: Any = book.create_sheet(title if number == 1 else f"{title} {number}")
    sheet.freeze_panes = "A2"
    sheet.append([cell(sheet, value) for value in columns])
    return sheet
