"""Reading the long layout: a row for each period and group."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from initiatives.base.sheets import Expected, Limits, Sheet, SheetError, SheetRow, read_sheet
from initiatives.base.sheets.cells import clean, counted, listed, quoted
from initiatives.measures.importing import values
from initiatives.measures.importing.columns import fields_of, known, suffices, unread
from initiatives.measures.importing.shapes import Counted, Problem, Reading

LIMITS = Limits(rows=10_000)
EXPECTED = Expected(known, suffices, LIMITS)
NEEDED = (
    "The first row must name the columns: one for the period (period_start), and numerator and "
    "denominator, or value."
)
MASKED = "This row is masked (suppressed), so there is nothing to record. Take it out."
TRUE = ("1", "true", "yes")
MOST_NAMED = 10
READERS: dict[str, Callable[[str], Any]] = {
    "starts": values.period,
    "numerator": values.count,
    "denominator": values.count,
    "value": values.number,
}
TEXTS = ("scheme", "group", "source", "note", "because")


def read_long(content: bytes, name: str, reference: str) -> Reading:
    """The rows of a file for the measure of this reference (M-7), with every problem by row.

    `name` is the file's, whose ending says what it is. Raises SheetError for a file that cannot be
    read at all.
    """
    sheet = read_sheet(content, name, EXPECTED)
    header, *rows = sheet.rows
    if not suffices(header.cells):
        raise SheetError(NEEDED, header.number)
    places = fields_of(header.cells)
    kept: list[Counted] = []
    problems: list[Problem] = []
    for row in rows:
        found = list(faults_of(row, places, len(header.cells), sheet)) or list(
            complaints(row, places, reference)
        )
        problems += (Problem(row.number, field, message) for field, message in found)
        if not found:
            kept.append(counted_in(row, places))
    return Reading(tuple(kept), tuple(problems), sheet.remarks + remarks_on(header))


def cell(row: SheetRow, places: Mapping[str, int], field: str) -> str:
    """The text of a field, "" where the row or the file has none."""
    at = places.get(field)
    return clean(row.cells[at]) if at is not None and at < len(row.cells) else ""


def faults_of(
    row: SheetRow, places: Mapping[str, int], width: int, sheet: Sheet
) -> Iterator[tuple[str, str]]:
    """Cells that cannot be taken, and a row that has more of them than the header."""
    names = {at: field for field, at in places.items()}
    for at, fault in row.faults.items():
        yield names.get(at, "row"), fault
    if sheet.separator and any(map(clean, row.cells[width:])):
        yield (
            "row",
            f"This row has {counted(len(row.cells), 'cell')}, the header {width}. Put a "
            "cell that holds a separator in quotation marks.",
        )


def complaints(
    row: SheetRow, places: Mapping[str, int], reference: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with a row by itself, as field and sentence."""
    named = cell(row, places, "measure")
    if named and named.casefold() != reference.casefold():
        yield "measure", f"This row is of {quoted(named)}, not of {reference}."
    if cell(row, places, "suppressed").casefold() in TRUE:
        yield "suppressed", MASKED
        return
    for field, read in READERS.items():
        try:
            read(cell(row, places, field))
        except ValueError as error:
            yield field, str(error)


def counted_in(row: SheetRow, places: Mapping[str, int]) -> Counted:
    """A row without complaints as what it says."""
    said: dict[str, Any] = {
        field: read(cell(row, places, field)) for field, read in READERS.items()
    }
    said |= {field: cell(row, places, field) for field in TEXTS}
    state = cell(row, places, "state").casefold() or "final"
    return Counted(row=row.number, state=state, **said)


def remarks_on(header: SheetRow) -> tuple[str, ...]:
    """A remark that names the columns that were not read."""
    names = [quoted(name) for name in unread(header.cells)]
    if not names:
        return ()
    return (f"Not read: the columns {listed(names[:MOST_NAMED])}.",)
