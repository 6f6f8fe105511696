"""How large a register may be, and which of its rows count."""

from collections.abc import Iterable, Iterator

from initiatives.portfolio.register.cells import clean, counted
from initiatives.portfolio.register.shapes import RegisterError, SheetRow

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000


def held(rows: Iterable[SheetRow]) -> tuple[tuple[SheetRow, ...], tuple[str, ...]]:
    """The rows that hold anything, and a remark on blank ones among them.

    Raises RegisterError for more rows or columns than a register may have.
    """
    kept: list[SheetRow] = []
    skipped = blank = 0
    for row in bounded(rows):
        if not (row.faults or any(map(clean, row.cells))):
            blank += 1
            continue
        skipped, blank = skipped + blank, 0
        check_width(row)
        kept.append(row)
        check_height(len(kept) - 1, row.number)
    remark = f"{counted(skipped, 'blank row was', 'blank rows were')} skipped."
    return tuple(kept), (remark,) if skipped else ()


def bounded(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """The rows; raises RegisterError once they have more cells than can be read in fair time."""
    seen = 0
    for row in rows:
        seen += len(row.cells)
        if seen > MOST_CELLS:
            raise RegisterError(
                f"The file has more than {MOST_CELLS:,} cells, blank ones included. Delete rows "
                "and columns that are no part of the register, then try again.",
                row.number,
            )
        yield row


def check_height(count: int, number: int) -> None:
    """Raises RegisterError at the first row too many."""
    if count > MOST_ROWS:
        raise RegisterError(
            f"A register has at most {counted(MOST_ROWS, 'row')} below its header. Split the file.",
            number,
        )


def check_width(row: SheetRow) -> None:
    """Raises RegisterError for a row that holds anything beyond the last column allowed."""
    beyond = row.cells[MOST_COLUMNS:]
    if beyond and any(map(clean, beyond)):
        raise RegisterError(
            f"Row {row.number} reaches beyond column {MOST_COLUMNS}. "
            "Take out the columns that are no part of the register.",
            row.number,
        )
