"""How large a spreadsheet may be, and which of its rows count."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.base.sheets.cells import clean
from initiatives.base.sheets.shapes import Limits, SheetError, SheetRow


def held(rows: Iterable[SheetRow], limits: Limits) -> tuple[tuple[SheetRow, ...], tuple[str, ...]]:
    """The rows that hold anything, and a remark on blank ones among them.

    Raises SheetError for more rows, columns or cells than the limits.
    """
    kept: list[SheetRow] = []
    skipped = blank = 0
    for row in bounded(rows, limits.cells):
        if not (row.faults or any(map(clean, row.cells))):
            blank += 1
            continue
        skipped, blank = skipped + blank, 0
        check_width(row, limits.columns)
        kept.append(row)
        check_height(len(kept) - 1, row.number, limits.rows)
    remark = ngettext(
        "%(number)s blank row was skipped.", "%(number)s blank rows were skipped.", skipped
    )
    return tuple(kept), (remark % {"number": f"{skipped:,}"},) if skipped else ()


def bounded(rows: Iterable[SheetRow], most: int) -> Iterator[SheetRow]:
    """The rows; raises SheetError once they have more cells than can be read in fair time."""
    seen = 0
    for row in rows:
        seen += len(row.cells)
        if seen > most:
            raise SheetError(
                _(
                    "The file has more than %(most)s cells, blank ones included. "
                    "Delete rows and columns that hold nothing needed, then try "
                    "again."
                )
                % {"most": f"{most:,}"},
                row.number,
            )
        yield row


def check_height(count: int, number: int, most: int) -> None:
    """Raises SheetError at the first row too many."""
    if count > most:
        said = ngettext(
            "A file has at most %(most)s row below its header. Split it.",
            "A file has at most %(most)s rows below its header. Split it.",
            most,
        )
        raise SheetError(said % {"most": f"{most:,}"}, number)


def check_width(row: SheetRow, most: int) -> None:
    """Raises SheetError for a row that holds anything beyond the last column allowed."""
    beyond = row.cells[most:]
    if beyond and any(map(clean, beyond)):
        raise SheetError(
            _(
                "Row %(number)s reaches beyond column %(most)s. Take out the "
                "columns that are not needed."
            )
            % {"number": row.number, "most": most},
            row.number,
        )
