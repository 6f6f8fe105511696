"""Putting a row's fields under their columns, when there are as many of them as there should be.

A text file whose export forgot quotation marks has a field too many wherever a cell has a comma.
Such a row is put together again only where exactly one way of doing so makes sense.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.base.lazy import gettext_lazy
from initiatives.base.sheets import SheetRow
from initiatives.base.sheets.cells import clean, one_line, quoted
from initiatives.portfolio.register.dates import looks_like_time
from initiatives.portfolio.register.shapes import Column, Directory, Finding
from initiatives.portfolio.register.values import looks_like_principles, looks_like_stage

Check = Callable[[str], bool]
REMEMBERED = 4096
SEPARATOR_NAMES = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
}


def fields(number: int) -> str:
    """`1 field`, `12 fields`."""
    return ngettext("%(number)s field", "%(number)s fields", number) % {"number": f"{number:,}"}


@dataclass(frozen=True)
class Laid:
    """A row with a clean text for each column; not `whole` when none can tell which is which."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Layout:
    """The columns of a register, and by what their cells are known.

    `named` counts the columns up to the last that has a header. `checks` judge the columns whose
    cells can be told from others: site, dates, stage, principles.
    """

    columns: Sequence[Column]
    named: int
    separator: str
    checks: Mapping[int, Check]

    def lay(self, row: SheetRow) -> Laid:
        """The row's fields under their columns."""
        width, count = len(self.columns), len(row.cells)
        if self.separator and count > width:
            return self.lay_long(row)
        if self.separator and count < self.named:
            return self.lay_short(row)
        return self.straight(row, row.cells)

    def straight(self, row: SheetRow, cells: Sequence[str], *findings: Finding) -> Laid:
        """The fields in the order in which they come, blanks for those that are missing."""
        width = len(self.columns)
        filled = [clean(text) for text in cells[:width]] + [""] * (width - len(cells))
        return Laid(row.number, tuple(filled), row.faults, findings)

    def broken(self, row: SheetRow, why: str) -> Laid:
        """A row that cannot be put under the columns; the message says why and what to do."""
        message = _("This row has %(fields)s and the header has %(header)s: %(why)s") % {
            "fields": fields(len(row.cells)),
            "header": fields(len(self.columns)),
            "why": why,
        }
        laid = self.straight(row, row.cells, Finding("refused", "row", message))
        return Laid(laid.number, laid.cells, laid.faults, laid.findings, whole=False)

    def lay_short(self, row: SheetRow) -> Laid:
        """A row with too few fields: its last ones may be missing, or a separator in its midst."""
        filled = [*row.cells, *[""] * (len(self.columns) - len(row.cells))]
        if not all(check(filled[at]) for at, check in self.checks.items()):
            mark = SEPARATOR_NAMES[self.separator]
            return self.broken(
                row,
                _("a %(mark)s may be missing in it. Put each cell under its column.")
                % {"mark": mark},
            )
        message = _(
            "This row has %(fields)s and the header has %(header)d: the missing ones were taken as "
            "blank at its end."
        ) % {"fields": fields(len(row.cells)), "header": len(self.columns)}
        return self.straight(row, row.cells, Finding("question", "row", message))

    def lay_long(self, row: SheetRow) -> Laid:
        """A row with too many fields: one cell that fell apart, or a separator at its end."""
        width = len(self.columns)
        if any(clean(text) for text in row.cells[width + 1 :]):
            return self.broken(
                row, _("more than one too many. %(advice)s") % {"advice": self.advice()}
            )
        ends_blank = not clean(row.cells[width])
        joins = [at for at in range(width - ends_blank) if self.fits(row.cells, at)]
        as_it_is = ends_blank and self.fits(row.cells, width)
        if len(joins) + as_it_is != 1:
            why = _("there is more than one place") if joins else _("there is no place")
            mark = SEPARATOR_NAMES[self.separator]
            why = _("%(why)s where a %(mark)s in a cell would explain it. %(advice)s") % {
                "why": why,
                "mark": mark,
                "advice": self.advice(),
            }
            last = (
                _(" If its last %(mark)s means nothing, take it off.") % {"mark": mark}
                if ends_blank
                else ""
            )
            return self.broken(row, why + last)
        return self.joined(row, joins[0]) if joins else self.cut(row)

    def advice(self) -> str:
        """What to do about a separator that stands inside a cell."""
        return _("Put the cell that holds a %(separator_names)s in quotation marks.") % {
            "separator_names": SEPARATOR_NAMES[self.separator]
        }

    def fits(self, cells: Sequence[str], join: int) -> bool:
        """True when each checked column holds what it should once two neighbours are one.

        A `join` beyond the last column leaves the fields as they are.
        """
        return bool(self.checks) and all(
            check(self.under(cells, join, at)) for at, check in self.checks.items()
        )

    def under(self, cells: Sequence[str], join: int, at: int) -> str:
        """The field under a column once the one at `join` and the next are one."""
        if at == join:
            return cells[at] + self.separator + cells[at + 1]
        return cells[at] if at < join else cells[at + 1]

    def cut(self, row: SheetRow) -> Laid:
        """The row without the blank at its end, with the question whether that is right."""
        mark = SEPARATOR_NAMES[self.separator]
        message = _("This row ends with a %(mark)s too many. It was read without it. Check it.") % {
            "mark": mark
        }
        return self.straight(row, row.cells, Finding("question", "row", message))

    def joined(self, row: SheetRow, join: int) -> Laid:
        """The row put together, with the question whether that is right."""
        cells = [self.under(row.cells, join, at) for at in range(len(self.columns))]
        faults = {at - (at > join): fault for at, fault in row.faults.items()}
        header = self.columns[join].header
        message = _(
            "This row has a field too many. It was read with %(text)s under "
            "%(header)s, as if that cell had an unquoted %(separator_names)s. "
            "Check it."
        ) % {
            "text": quoted(cells[join]),
            "header": header,
            "separator_names": SEPARATOR_NAMES[self.separator],
        }
        finding = Finding("question", "row", message)
        return self.straight(SheetRow(row.number, tuple(cells), faults), cells, finding)


def layout_of(
    columns: Sequence[Column], named: int, separator: str, directory: Directory
) -> Layout:
    """A layout whose checks remember what they were asked lately."""

    def is_entity(text: str) -> bool:
        return directory.entity(one_line(text)) is not None

    by_field: dict[str, Check] = {
        "entity": is_entity,
        "started_on": looks_like_time,
        "target_on": looks_like_time,
        "stage": looks_like_stage,
        "principles": looks_like_principles,
    }
    checks = {
        at: remembering(by_field[column.field])
        for at, column in enumerate(columns)
        if column.field in by_field
    }
    return Layout(columns, named, separator, checks)


def remembering(check: Check) -> Check:
    """The check on cleaned text, remembering its last answers."""

    @lru_cache(maxsize=REMEMBERED)
    def checked(text: str) -> bool:
        return check(clean(text))

    return checked
