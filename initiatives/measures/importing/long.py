"""Reading the long layout: a row for each period and group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from initiatives.base.sheets import Expected, Limits, Sheet, SheetError, SheetRow, read_sheet
from initiatives.base.sheets.cells import clean, counted, listed, quoted
from initiatives.measures.importing import values
from initiatives.measures.importing.columns import fields_of, known, suffices, unread
from initiatives.measures.importing.shapes import Counted, Problem, Reading
from initiatives.measures.rules.figures import MOST, Entry

LIMITS = Limits(rows=MOST)
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
WRITTEN = ("source", "note", "because")
Said = tuple[str, str]  # a field, and a sentence about it


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
        texts = {field: cell(row, at) for field, at in places.items()}
        said, wrong = values_of(texts)
        found = [*faults_of(row, places, len(header.cells), sheet)]
        found = found or [*refusals(texts, reference, wrong)]
        problems += (Problem(row.number, field, message) for field, message in found)
        if not found:
            kept.append(counted_in(row.number, texts, said))
    return Reading(tuple(kept), tuple(problems), sheet.remarks + remarks_on(header))


def cell(row: SheetRow, at: int) -> str:
    """The text at a place, "" where the row ends before it."""
    return clean(row.cells[at]) if at < len(row.cells) else ""


def values_of(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Said]]:
    """The period and the numbers of a row by field, and what of them cannot be read."""
    found: dict[str, Any] = {}
    wrong: list[Said] = []
    for field, read in READERS.items():
        try:
            found[field] = read(texts.get(field, ""))
        except ValueError as error:
            wrong.append((field, str(error)))
    return found, wrong


def faults_of(row: SheetRow, places: Mapping[str, int], width: int, sheet: Sheet) -> Iterator[Said]:
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


def refusals(texts: Mapping[str, str], reference: str, wrong: Sequence[Said]) -> Iterator[Said]:
    """What is wrong with a row by itself; the values of a masked one are not looked at."""
    named = texts.get("measure", "")
    if named and named.casefold() != reference.casefold():
        yield "measure", f"This row is of {quoted(named)}, not of {reference}."
    if texts.get("suppressed", "").casefold() in TRUE:
        yield "suppressed", MASKED
    else:
        yield from wrong


def counted_in(number: int, texts: Mapping[str, str], said: Mapping[str, Any]) -> Counted:
    """A row without complaints as what it says."""
    written: dict[str, Any] = {field: texts[field] for field in WRITTEN if field in texts}
    state = texts.get("state", "").casefold() or "final"
    entry = Entry(**said, **written, state=state)
    return Counted(number, entry, texts.get("scheme", ""), texts.get("group", ""))


def remarks_on(header: SheetRow) -> tuple[str, ...]:
    """A remark that names the columns that were not read."""
    names = [quoted(name) for name in unread(header.cells)]
    if not names:
        return ()
    return (f"Not read: the columns {listed(names[:MOST_NAMED])}.",)
