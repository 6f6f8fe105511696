"""Comma-separated files: RFC 4180, with nothing in them that a program would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.functional import Promise

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A file with a header row; dates as 2026-01-31, None as nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: object) -> object:
    """A cell as it is, or with a quote before what a spreadsheet would take for a formula.

    Numbers stay numbers, also those below nought; a text to be translated is translated.
    """
    if isinstance(cell, Promise):
        cell = str(cell)
    if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) and not is_number(cell):
        return f"'{cell}"
    return cell


def is_number(text: str) -> bool:
    """Whether a text is a plain number, such as -12.5."""
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
