"""Reading the long layout: a row for each period and group, or two groups that meet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetRow
from initiatives.base.sheets.cells import quoted
from initiatives.measures.choices import Layout
from initiatives.measures.importing import values
from initiatives.measures.importing.columns import (
    SYNONYMS,
    Columns,
    Said,
    columns_of,
    name_groups,
    remarks_on,
)
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.periods import Days, misfit
from initiatives.measures.importing.shapes import About, Counted, Problem, Reading
from initiatives.measures.importing.tables import Cells, Table, faults_of
from initiatives.measures.rules.figures import Entry

NEEDED = _(
    "The first row must name the columns: one for the period (period_start), and numerator and "
    "denominator, or value. Or say which column is which."
)
MASKED = _("This row is masked (suppressed), so there is nothing to record. Take it out.")
TRUE = ("1", "true", "yes")
TEXTS = ("source", "note", "because")


def read_long(table: Table, about: About, said: Mapping[str, str]) -> Reading:
    """The entries of a table, with every problem by row."""
    columns = columns_of(table.header.cells, said, SYNONYMS)
    groups = Groups(about.vocabularies)
    name_groups(columns, groups)
    wrong = [Problem(table.header.number, *one) for one in columns.wrong or lacking(columns)]
    if wrong:
        return Reading(Layout.LONG, problems=tuple(wrong))
    rows = Rows(table, columns, groups, about)
    kept: list[Counted] = []
    problems: list[Problem] = []
    for row in table.rows:
        entry, found = rows.entry(row)
        if entry is None:
            problems += [Problem(row.number, *one) for one in found]
        else:
            kept.append(Counted(row.number, entry))
    remarks = tuple(remarks_on(columns.unread()))
    return Reading(Layout.LONG, tuple(kept), tuple(problems), remarks)


def lacking(columns: Columns) -> list[Said]:
    """What the header does not name, without which nothing can be read."""
    enough = columns.has("starts") and (columns.has("numerator") or columns.has("value"))
    return [] if enough else [("columns", NEEDED)]


class Rows:
    """Reads rows, one after another."""

    def __init__(self, table: Table, columns: Columns, groups: Groups, about: About) -> None:
        self.sheet, self.columns, self.groups, self.about = table.sheet, columns, groups, about
        at = columns.places.get("starts")
        days = Days(table.column(at) if at is not None else (), about.frequency)
        readers: dict[str, Any] = {
            "starts": days.read,
            "ends": days.read_end,
            "numerator": values.count,
            "denominator": values.count,
            "value": values.number,
            "state": lambda text: text.casefold() or "final",
        } | dict.fromkeys(TEXTS, str)
        self.fields = [
            (name, Cells(columns, name, read))
            for name, read in readers.items()
            if columns.has(name)
        ]
        self.flags = {
            name: Cells(columns, name, str)
            for name in ("measure", "suppressed")
            if columns.has(name)
        }
        self.places = [
            (name, Cells(columns, "scheme" + number, str), Cells(columns, "group" + number, str))
            for name, number in (("stratum", ""), ("other_stratum", "2"))
            if columns.has("group" + number)
        ]
        self.known: dict[tuple[str, str], tuple[int | None, str]] = {}

    def entry(self, row: SheetRow) -> tuple[Entry | None, list[Said]]:
        """The entry of a row, or else what is wrong with it."""
        wrong = list(faults_of(row, self.columns, self.sheet)) or list(self.refusals(row))
        if wrong:
            return None, wrong
        found: dict[str, Any] = {}
        for name, cells in self.fields:
            found[name], message = cells.of(row.cells)
            if message:
                wrong.append((name, message))
        if message := misfit(found.get("starts"), found.pop("ends", None), self.about.frequency):
            wrong.append(("ends", message))
        for name, scheme, group in self.places:
            found[name], message = self.group(scheme.of(row.cells)[0], group.of(row.cells)[0])
            if message:
                wrong.append(("group" if name == "stratum" else "group2", message))
        if found.get("other_stratum") is not None and found.get("stratum") is None:
            found["stratum"], found["other_stratum"] = found["other_stratum"], None
        return (None, wrong) if wrong else (Entry(**found), wrong)

    def refusals(self, row: SheetRow) -> Iterator[Said]:
        """A row of another measure, or a masked one, whose other cells are not looked at."""
        named = self.flags["measure"].of(row.cells)[0] if "measure" in self.flags else ""
        if named and named.casefold() != self.about.reference.casefold():
            yield (
                "measure",
                gettext("This row is of %(text)s, not of %(reference)s.")
                % {"text": quoted(named), "reference": self.about.reference},
            )
        masked = self.flags["suppressed"].of(row.cells)[0] if "suppressed" in self.flags else ""
        if masked.casefold() in TRUE:
            yield "suppressed", MASKED

    def group(self, scheme: str, name: str) -> tuple[int | None, str]:
        """The key of a group, and why there is none; each pair of texts once."""
        found = self.known.get((scheme, name))
        if found is None:
            try:
                found = self.groups.find(scheme, name), ""
            except ValueError as error:
                found = None, str(error)
            self.known[scheme, name] = found
        return found
