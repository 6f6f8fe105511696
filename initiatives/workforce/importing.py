"""Reading a file of counts, CSV or XLSX, with a row for each group (docs/workforce.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from initiatives.base.sheets import Expected, Limits, Sheet, SheetRow, read_sheet
from initiatives.base.sheets.cells import clean, quoted, words
from initiatives.measures.importing.tables import Table, health_information
from initiatives.measures.importing.values import count

LIMITS = Limits(rows=20_000)
# What a column is called, in lower case without signs; the first is the name in messages.
HEADERS: dict[str, tuple[str, ...]] = {
    "entity": ("entity", "site", "place"),
    "family": ("job family", "family", "job"),
    "as_of": ("as of", "day", "date"),
    "vocabulary": ("vocabulary", "dimension", "stratification"),
    "group": ("group", "group code", "group label"),
    "heads": ("heads", "count", "employees", "headcount"),
    "source": ("source",),
    "note": ("note",),
}
NEEDED = ("entity", "as_of", "group", "heads", "source")


@dataclass
class Row:
    """A row of a file: its texts by field, what was read of them, and what is wrong with it."""

    number: int
    texts: dict[str, str]
    as_of: date | None = None
    heads: int | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, name: str, message: str) -> None:
        """Say what is wrong in a field."""
        self.problems.append((name, message))

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


def field_of(header: str) -> str:
    """The field that a header names; empty for none."""
    plain = words(header)
    return next((name for name, known in HEADERS.items() if plain in known), "")


def known(headers: Sequence[str]) -> int:
    """How many of these headers name a field."""
    return sum(bool(field_of(header)) for header in headers)


def suffices(headers: Sequence[str]) -> bool:
    """Whether they name all that is needed."""
    return set(NEEDED) <= set(map(field_of, headers))


def read_counts(content: bytes, name: str) -> list[Row]:
    """The rows of a file; raises SheetError for one that cannot be read at all."""
    sheet = read_sheet(content, name, Expected(known, suffices, LIMITS))
    places = columns_of(sheet)
    rows = [row_of(row, places) for row in sheet.rows[1:]]
    missing = [one for one in NEEDED if one not in places]
    if missing:
        told = ", ".join(HEADERS[one][0] for one in missing)
        for row in rows[:1]:
            row.refuse(missing[0], _("The file has no column for: %(told)s.") % {"told": told})
        return rows[:1]
    unsafe = health_information(Table(sheet))
    if unsafe is not None:
        held = next((row for row in rows if row.number == unsafe.row), rows[0])
        held.refuse(unsafe.field, unsafe.message)
    return rows


def columns_of(sheet: Sheet) -> dict[str, int]:
    """Where each field stands; the first column of a name counts."""
    found: dict[str, int] = {}
    for at, header in enumerate(sheet.rows[0].cells):
        if name := field_of(header):
            found.setdefault(name, at)
    return found


def row_of(row: SheetRow, places: dict[str, int]) -> Row:
    """One row, with its day and its heads read."""
    texts = {
        name: clean(row.cells[at]) if at < len(row.cells) else "" for name, at in places.items()
    }
    made = Row(row.number, texts)
    for at, fault in row.faults.items():
        made.refuse(next((name for name, place in places.items() if place == at), "row"), fault)
    read_day(made)
    read_heads(made)
    return made


def read_day(row: Row) -> None:
    """A day is written year-month-day, so that no order of day and month is guessed."""
    try:
        row.as_of = date.fromisoformat(row.text("as_of")[:10])
    except ValueError:
        said = quoted(row.text("as_of"))
        row.refuse(
            "as_of",
            _("%(said)s is no day as year-month-day, such as 2026-01-31.") % {"said": said},
        )


def read_heads(row: Row) -> None:
    """A whole number; an empty cell is not nought."""
    if not row.text("heads"):
        row.refuse("heads", _("Give a count; write 0 where there is nobody."))
        return
    try:
        row.heads = count(row.text("heads"))
    except ValueError as error:
        row.refuse("heads", str(error))
