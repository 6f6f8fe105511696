"""From a file to a verdict on each of its rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import Expected, Sheet, SheetError, SheetRow, read_sheet
from initiatives.base.sheets.cells import clean, folded
from initiatives.base.sheets.days import order_of
from initiatives.portfolio.register.columns import columns_of, field_of, recognised, remarks_on
from initiatives.portfolio.register.dates import Calendar
from initiatives.portfolio.register.fields import Reader
from initiatives.portfolio.register.judging import Judge
from initiatives.portfolio.register.names import Suggestions
from initiatives.portfolio.register.rows import Laid, layout_of
from initiatives.portfolio.register.shapes import (
    Column,
    Directory,
    Proposal,
    Reason,
    Register,
)

DATES = ("started_on", "target_on")
NO_TITLE = _(
    "No column names the initiatives. The first row must hold the column names, one of them such "
    "as Title, Initiative or Project name."
)


def has_title(headers: Sequence[str]) -> bool:
    """True where a column names the initiatives."""
    return any(field_of(text) == "title" for text in headers)


EXPECTED = Expected(recognised, has_title)


def read_register(content: bytes, name: str, directory: Directory, *, today: date) -> Register:
    """A proposal for each row that holds anything; nothing is written, nothing is evaluated.

    `name` is the file's, whose ending says what it is. Raises SheetError for a file that cannot
    be read at all.
    """
    sheet = read_sheet(content, name, EXPECTED)
    header, *rows = sheet.rows
    if not has_title(header.cells):
        raise SheetError(NO_TITLE, header.number)
    columns = columns_of(header.cells[: EXPECTED.limits.columns], width_of(sheet))
    layout = layout_of(columns, last_used(header), sheet.separator, directory)
    laid = [layout.lay(row) for row in rows]
    reader = Reader(directory, calendars(columns, laid, sheet, today), Suggestions(directory))
    judge = Judge(columns, reader, frozenset(directory.principles()))
    proposals = tuple(named_once(judge.judge(row) for row in laid))
    used = {at for row in laid for at, text in enumerate(row.cells) if text}
    return Register(proposals, sheet.remarks + remarks_on(columns, used), columns)


def width_of(sheet: Sheet) -> int:
    """How many columns there are: in a text file as many as its header has fields."""
    widths = map(last_used, sheet.rows)
    return min(
        len(sheet.rows[0].cells) if sheet.separator else max(widths), EXPECTED.limits.columns
    )


def last_used(row: SheetRow) -> int:
    """How many cells there are up to the last one that holds anything."""
    used = [at for at, text in enumerate(row.cells) if at in row.faults or clean(text)]
    return used[-1] + 1 if used else 0


def calendars(
    columns: Sequence[Column], rows: Sequence[Laid], sheet: Sheet, today: date
) -> dict[str, Calendar]:
    """For each column of dates, what its own cells prove about how to read them."""
    return {
        column.field: Calendar(
            order_of((row.number, row.cells[at]) for row in rows if row.whole), today, sheet.epoch
        )
        for at, column in enumerate(columns)
        if column.field in DATES
    }


def named_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Each proposal; refused where an earlier row has the same title at the same place."""
    first: dict[object, int] = {}
    for proposal in proposals:
        same = [proposal.key, (folded(proposal.title), proposal.entity_id)] if proposal.key else []
        earlier = next((first[key] for key in same if key in first), None)
        for key in same:
            first.setdefault(key, proposal.row)
        yield proposal if earlier is None else repeated(proposal, earlier)


def repeated(proposal: Proposal, earlier: int) -> Proposal:
    """The proposal refused for an earlier row, which it names."""
    message = gettext(
        "Row %(earlier)s has the same title at the same site. Keep one of the two."
    ) % {"earlier": earlier}
    reasons = (Reason("title", message), *proposal.reasons)
    return replace(proposal, verdict="refused", reasons=reasons)
