"""A file as a table: a header, rows, and each field of a row read, a text of each kind once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.base import phi
from initiatives.base.sheets import Expected, Limits, Sheet, SheetRow, read_sheet
from initiatives.base.sheets.cells import clean, folded
from initiatives.measures.importing.columns import Columns, Said, known, suffices
from initiatives.measures.importing.shapes import Problem, Row

MOST_ROWS = 100_000
LIMITS = Limits(rows=MOST_ROWS, cells=2_500_000)
EXPECTED = Expected(known, suffices, LIMITS)
SAMPLE = 5
WIDEST_SAMPLE = 30
LONGEST_SAMPLE = 60
PLAIN_SIGNS = set("0123456789.,")


@dataclass(frozen=True)
class Table:
    """The rows of a file below its header."""

    sheet: Sheet

    @property
    def header(self) -> SheetRow:
        return self.sheet.rows[0]

    @property
    def headers(self) -> Row:
        return tuple(map(clean, self.header.cells))

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        return self.sheet.rows[1:]

    def column(self, at: int) -> Iterator[tuple[int, str]]:
        """The texts of a column, each with its row."""
        for row in self.rows:
            yield row.number, clean(row.cells[at]) if at < len(row.cells) else ""

    def sample(self) -> tuple[Row, ...]:
        """The first rows, to show."""
        return tuple(
            tuple(clean(cell)[:LONGEST_SAMPLE] for cell in row.cells[:WIDEST_SAMPLE])
            for row in self.rows[:SAMPLE]
        )


def open_table(content: bytes, name: str) -> Table:
    """The table of a file, whose name says what it is; raises SheetError if it has none."""
    return Table(read_sheet(content, name, EXPECTED))


class Cells:
    """Reads one field of the rows: its value, and a sentence where there is none."""

    def __init__(self, columns: Columns, name: str, read: Callable[[str], Any]) -> None:
        self.at = columns.places.get(name)
        self.fixed = columns.fixed.get(name, "")
        self.meanings = columns.meanings.get(name, {})
        self.read = read
        self.known: dict[str, tuple[Any, str]] = {}

    def of(self, cells: Row) -> tuple[Any, str]:
        """What a row says in this field."""
        at = self.at
        text = self.fixed if at is None else cells[at] if at < len(cells) else ""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = self.once(text)
        return found

    def once(self, text: str) -> tuple[Any, str]:
        """What a text says."""
        text = clean(text)
        text = self.meanings.get(folded(text), text) if self.meanings else text
        try:
            return self.read(text), ""
        except ValueError as error:
            return None, str(error)


def faults_of(row: SheetRow, columns: Columns, sheet: Sheet) -> Iterator[Said]:
    """Cells that cannot be taken, and a row that has more of them than the header."""
    width = len(columns.headers)
    if row.faults:
        names = {at: name for name, at in columns.places.items()}
        for at, fault in row.faults.items():
            yield names.get(at, "row"), fault
    if sheet.separator and len(row.cells) > width and any(map(clean, row.cells[width:])):
        yield (
            "row",
            ngettext(
                "This row has %(number)s cell, the header %(width)d. Put a cell that holds a "
                "separator in quotation marks.",
                "This row has %(number)s cells, the header %(width)d. Put a cell that holds a "
                "separator in quotation marks.",
                len(row.cells),
            )
            % {"number": f"{len(row.cells):,}", "width": width},
        )


def health_information(table: Table) -> Problem | None:
    """The first cell that looks as if it held protected health information, not repeated."""
    seen: set[str] = set()
    for row in table.sheet.rows:
        for at, cell in enumerate(row.cells):
            if cell in seen or PLAIN_SIGNS.issuperset(cell):
                continue
            seen.add(cell)
            if message := phi.complaint(cell):
                return Problem(row.number, _("column %(value)s") % {"value": at + 1}, message)
    return None
