"""Reading the wide layout: a row for each period, columns for each group.

A header names a group, and of counts which of the two it is: `Asian numerator`,
`asian.denominator`, `numerator (Asian)`, `race: Asian numerator`; `Asian n/d` holds both as 4/40.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetRow
from initiatives.base.sheets.cells import quoted, words
from initiatives.measures.choices import Layout
from initiatives.measures.importing import values
from initiatives.measures.importing.columns import (
    SYNONYMS,
    Columns,
    Said,
    columns_of,
    remarks_on,
)
from initiatives.measures.importing.groups import EVERYBODY, Groups
from initiatives.measures.importing.periods import Days, misfit
from initiatives.measures.importing.shapes import About, Counted, Problem, Reading
from initiatives.measures.importing.tables import Cells, Table, faults_of
from initiatives.measures.rules.figures import Entry

SHARED = ("starts", "ends", "state", "source", "note", "because")
BOTH, EITHER = "both", "n"
PARTS = {
    **dict.fromkeys(("numerator", "num", "events", "count"), "numerator"),
    **dict.fromkeys(("denominator", "den", "denom", "population", "d"), "denominator"),
    **dict.fromkeys(("value", "figure", "result"), "value"),
    "n": EITHER,  # the numerator beside a `d`, else the denominator
    "n d": BOTH,
    "numerator denominator": BOTH,
}
NEEDS_COLUMN = _("Figures differ by row, so this needs a column.")
NO_PERIOD = _("Name the column of the periods (period_start), or say which one it is.")
NO_FIGURES = _(
    "No column names a group or everybody, as in “Asian numerator”, “Asian denominator” or "
    "“Total”. Say which column holds what."
)


class Meant(NamedTuple):
    """What a header means: a group (None for everybody) and a part; `told` if it means any."""

    told: bool
    group: int | None = None
    part: str = ""
    wrong: str = ""


def read_wide(table: Table, about: About, said: Mapping[str, str]) -> Reading:
    """The entries of a table, with every problem by row; a blank figure is none."""
    groups = Groups(about.vocabularies)
    shared = {name: SYNONYMS[name] for name in SHARED}
    columns = columns_of(
        table.header.cells, said, shared, more=lambda name: means(name, groups, about).told
    )
    figures, wrong = figures_of(columns, said, groups, about)
    wrong = [*columns.wrong, *wrong]
    wrong += [(name, NEEDS_COLUMN) for name in columns.fixed if name not in SHARED]
    if not columns.has("starts"):
        wrong.append(("starts", NO_PERIOD))
    if not figures and not wrong:
        wrong.append(("columns", NO_FIGURES))
    if wrong:
        problems = tuple(Problem(table.header.number, *one) for one in wrong)
        return Reading(Layout.WIDE, problems=problems)
    return rows_of(table, columns, figures, about)


Figures = dict[int | None, dict[str, int]]  # of each group, where its parts stand


def figures_of(
    columns: Columns, said: Mapping[str, str], groups: Groups, about: About
) -> tuple[Figures, list[Said]]:
    """Where the figures of each group stand, and what is wrong with the headers."""
    by_hand = {columns.places[name]: name for name in said if name in columns.places}
    taken = {columns.places[name] for name in SHARED if name in columns.places}
    found: Figures = {}
    wrong: list[Said] = []
    for at, header in enumerate(columns.headers):
        meant = means(by_hand.get(at, header), groups, about)
        if at in taken or not meant.told:
            continue
        columns.places.setdefault(header, at)
        parts = found.setdefault(meant.group, {})
        if meant.wrong:
            wrong.append((header[:60], meant.wrong))
        elif meant.part in parts:
            wrong.append(
                (header[:60], gettext("Another column holds the same figures. Take one out."))
            )
        parts[meant.part] = at
    for parts in found.values():
        settle(parts)
    return found, wrong


def settle(parts: dict[str, int]) -> None:
    """Say what an `n` is: the numerator beside a denominator, else the denominator."""
    if EITHER in parts:
        part = "numerator" if "denominator" in parts else "denominator"
        parts.setdefault(part, parts.pop(EITHER))


def means(header: str, groups: Groups, about: About) -> Meant:
    """What a header means."""
    plain = words(header)
    for name, part in splits(plain):
        told, group = named(name, groups)
        if not told:
            continue
        if part or not about.with_denominator:
            return Meant(bool(part or name), group, part or "value")
        if name:
            return Meant(True, group, "", lacks_part(header))
    return unknown(header, plain, groups)


def splits(plain: str) -> Iterator[tuple[str, str]]:
    """The ways to part a header into a group's name and what is counted of it."""
    yield plain, ""
    for name, part in PARTS.items():
        if plain == name:
            yield "", part
        elif plain.endswith(f" {name}"):
            yield plain[: -len(name) - 1], part
        elif plain.startswith(f"{name} ") and part != EITHER:
            yield plain[len(name) + 1 :], part


def named(name: str, groups: Groups) -> tuple[bool, int | None]:
    """Whether this names one group or everybody, and the group's key."""
    if name in EVERYBODY:
        return True, None
    found = groups.called(groups.names, name)
    for scheme, key in groups.schemes.items():
        if name.startswith(f"{scheme} "):
            found = found or groups.called([key], name[len(scheme) + 1 :])
    return len(found) == 1, next(iter(found), None)


def lacks_part(header: str) -> str:
    """Asks which of the two counts a column holds."""
    return gettext("Say in the header which count this is: %(one)s or %(other)s.") % {
        "one": quoted(f"{header} numerator"),
        "other": quoted(f"{header} denominator"),
    }


def unknown(header: str, plain: str, groups: Groups) -> Meant:
    """A header of counts whose group is not known is a problem; any other is left out."""
    whose = next((name for name, part in splits(plain) if part not in ("", EITHER) and name), "")
    if not whose:
        return Meant(False)
    names = [name for one in groups.names.values() for name in one]
    near = get_close_matches(whose, names, 1, 0.5)
    hint = gettext(" Did you mean %(text)s?") % {"text": quoted(near[0])} if near else ""
    return Meant(
        True,
        wrong=gettext("No group of the measure is called %(text)s.%(hint)s")
        % {"text": quoted(whose), "hint": hint},
    )


def rows_of(table: Table, columns: Columns, figures: Figures, about: About) -> Reading:
    """The entries of all rows."""
    days = (
        Days(table.column(columns.places["starts"]), about.frequency)
        if ("starts" in columns.places)
        else Days((), about.frequency)
    )
    readers = {"starts": days.read, "ends": days.read_end}
    shared = {
        name: Cells(columns, name, readers.get(name, str)) for name in SHARED if columns.has(name)
    }
    kept: list[Counted] = []
    problems: list[Problem] = []
    for row in table.rows:
        common, wrong = common_of(row, shared)
        if message := misfit(common.get("starts"), common.pop("ends", None), about.frequency):
            wrong.append(("ends", message))
        wrong = [*faults_of(row, columns, table.sheet), *wrong]
        entries = [] if wrong else list(entries_of(row, figures, common, columns, wrong))
        problems += [Problem(row.number, *one) for one in wrong]
        kept += [Counted(row.number, entry) for entry in entries if not wrong]
    remarks = tuple(remarks_on(columns.unread()))
    return Reading(Layout.WIDE, tuple(kept), tuple(problems), remarks)


def common_of(row: SheetRow, shared: Mapping[str, Cells]) -> tuple[dict[str, Any], list[Said]]:
    """What a row says of all of its figures."""
    found, wrong = {}, []
    for name, cells in shared.items():
        found[name], message = cells.of(row.cells)
        if message:
            wrong.append((name, message))
    if "state" in found:
        found["state"] = found["state"].casefold() or "final"
    return found, wrong


def entries_of(
    row: SheetRow,
    figures: Figures,
    common: Mapping[str, Any],
    columns: Columns,
    wrong: list[Said],
) -> Iterator[Entry]:
    """An entry for each group that has a figure in this row."""
    for group, parts in figures.items():
        numbers: dict[str, Any] = {}
        for part, at in parts.items():
            text = row.cells[at].strip() if at < len(row.cells) else ""
            try:
                numbers |= numbers_of(part, text)
            except ValueError as error:
                wrong.append((columns.headers[at][:60], str(error)))
        if any(number is not None for number in numbers.values()):
            yield Entry(stratum=group, **common, **numbers)


def numbers_of(part: str, text: str) -> dict[str, Any]:
    """The numbers of a cell by their fields."""
    if part == BOTH:
        if not text:
            return {}
        numerator, mark, denominator = text.partition("/")
        if not mark:
            raise ValueError(
                gettext("%(text)s is no pair of counts. Write it as 4/40.") % {"text": quoted(text)}
            )
        return {
            "numerator": values.count(numerator.strip()),
            "denominator": values.count(denominator.strip()),
        }
    return {part: values.number(text) if part == "value" else values.count(text)}
