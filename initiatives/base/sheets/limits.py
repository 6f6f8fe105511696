"""How large a spreadsheet may be, and which of its rows count."""

from collections.abc import Iterable, Iterator

from initiatives.base.sheets.cells import clean, counted
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
    remark = f"{counted(skipped, 'blank row was', 'blank rows were')} skipped."
    return tuple(kept), (remark,) if skipped else ()


def bounded(rows: Iterable[SheetRow], most: int) -> Iterator[SheetRow]:
    """The rows; raises SheetError once they have more cells than can be read in fair time."""
    seen = 0
    for row in rows:
        seen += len(row.cells)
        if seen > most:
            raise SheetError(
                f"The file has more than {most:,} cells, blank ones included. Delete rows "
                "and columns that hold nothing needed, then try again.",
                row.number,
            )
        yield row


def check_height(count: int, number: int, most: int) -> None:
    """Raises SheetError at the first row too many."""
    if count > most:
        raise SheetError(
            f"A file has at most {counted(most, 'row')} below its header. Split it.",
            number,
        )


def check_width(row: SheetRow, most: int) -> None:
    """Raises SheetError for a row that holds anything beyond the last column allowed."""
    beyond = row.cells[most:]
    if beyond and any(map(clean, beyond)):
        raise SheetError(
            f"Row {row.number} reaches beyond column {most}. "
            "Take out the columns that are not needed.",
            row.number,
        )
