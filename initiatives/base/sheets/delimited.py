"""Reading a text file whose fields are divided by commas, semicolons or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import clean
from initiatives.base.sheets.limits import held
from initiatives.base.sheets.shapes import Expected, Sheet, SheetError, SheetRow

SEPARATORS = ",;\t"
# The longer mark first: the one of UTF-32 begins like the one of UTF-16.
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
NO_TEXT = _("The file is not text that can be read. Save it as CSV (UTF-8) or as .xlsx.")
NUL = _("This cell has a character that is no text (NUL). Type the cell anew.")
GUESSED = _("The file is not in UTF-8; it was read as Windows-1252. Check letters with accents.")
BAD_QUOTES = _(
    "The quotation marks in row {row} do not pair up, so what follows cannot be told apart. "
    "Put the whole cell in quotation marks and double each one inside it, or save as .xlsx."
)
TOO_LONG = _("A cell in row {row} is far too long, or a quotation mark before it is never closed.")


def read(content: bytes, expected: Expected) -> Sheet:
    """The rows of the file; raises SheetError when it is no text or its quotes do not pair."""
    text, remarks = decoded(content)
    named = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    text = text[named.end() :] if named else text
    separator = named[1] if named and named[1] in SEPARATORS else separator_of(text, expected)
    rows, skipped = held(sheet_rows(text, separator), expected.limits)
    return Sheet(rows, separator, remarks + skipped)


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The file's text, and a remark when its encoding had to be assumed."""
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    try:
        return content.decode(MARKS.get(mark, "utf-8")), ()
    except UnicodeError:
        if mark:
            raise SheetError(NO_TEXT) from None
    try:
        return content.decode("cp1252"), (GUESSED,)
    except UnicodeError:
        raise SheetError(NO_TEXT) from None


def separator_of(text: str, expected: Expected) -> str:
    """What divides the fields: what makes most known columns of the header, then most fields."""

    def found(separator: str) -> tuple[int, int]:
        try:
            every = (cells for _, cells in records(text, separator))
            fields = next((cells for cells in every if any(map(clean, cells))), [])
        except SheetError:
            return 0, 0
        return expected.known(fields), len(fields)

    return max(SEPARATORS, key=found)


def records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; a cell with line breaks is one record, as in a spreadsheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = TOO_LONG if "limit" in str(error) else BAD_QUOTES
            raise SheetError(message.format(row=number), number) from None


def sheet_rows(text: str, separator: str) -> Iterator[SheetRow]:
    """Each record, an empty one too."""
    any_nul = "\x00" in text
    for number, fields in records(text, separator):
        found = enumerate(fields) if any_nul else ()
        faults = {at: NUL for at, value in found if "\x00" in value}
        yield SheetRow(number, tuple(fields), faults)
