"""Reading a REDCap export: a row for each record, event and instance, counted and not kept.

Only counts leave this module: neither a row, nor what a cell holds, is in what it returns, save for
the different answers of a column that stands for groups. `docs/observations.md` says what counts.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import Layout
from initiatives.measures.importing.columns import Columns, Said, columns_of
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.identifiers import identifying, listed_columns
from initiatives.measures.importing.periods import Days
from initiatives.measures.importing.records import Answers, Rule, Unit, answers_of, units_of
from initiatives.measures.importing.shapes import About, Counted, Problem, Reading
from initiatives.measures.importing.tables import SAMPLE, Table
from initiatives.measures.importing.writing import HEADER, as_long, lines_of
from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.periods import period_of

SYNONYMS = {"record": ("record id", "study id", "record", "subject id")} | dict.fromkeys(
    ("starts", "scheme", "group", "scheme2", "group2", "numerator", "denominator"), ()
)
OPTIONS = ("numerator_is", "denominator_is")
IDENTIFYING = _(
    "Columns look as if they identified people: {}. Nothing of the file was kept. Leave them out "
    "of the export (in REDCap: remove all identifier fields), then bring it in again."
)
NEEDED = {
    "starts": _("Say which column holds the date that puts a row into a period."),
    "numerator": _("Say which column, and which values of it (numerator_is), count."),
}
COUNTED = ("record", "starts", "numerator", "denominator")
NOT_FIXED = _("Rows are counted by what they say, so this needs a column.")
NO_ROWS = _("No row has a date, so there is nothing to count.")
Place = tuple[int | None, int | None]


def read_redcap(table: Table, about: About, said: Mapping[str, str]) -> Reading:
    """The counts of each period and group; `content` is these alone, in the long layout."""
    at = table.header.number
    base = Reading(Layout.REDCAP, height=len(table.rows), content=b"", remarks=table.sheet.remarks)
    if names := identifying(table):
        problem = Problem(at, "columns", IDENTIFYING.format(listed_columns(names)))
        return replace(base, problems=(problem,), unsafe=True)
    columns = columns_of(table.header.cells, said, SYNONYMS, lambda name: False, options=OPTIONS)
    answers, wrong = settled(table, columns, said, about)
    if wrong:
        return replace(base, problems=tuple(Problem(at, *one) for one in wrong))
    return totalled(base, table, columns, answers, about)


def settled(
    table: Table, columns: Columns, said: Mapping[str, str], about: About
) -> tuple[list[Answers], list[Said]]:
    """The columns of groups, and what is wrong with what was said of the columns."""
    groups = Groups(about.vocabularies)
    answers: list[Answers] = []
    boxed: set[str] = set()
    wrong: list[Said] = []
    for name in ("group", "group2"):
        if said.get(name, "").strip():
            try:
                answers.append(answers_of(name, table, columns, said, groups))
                boxed.add(name)
            except ValueError as error:
                wrong.append((name, str(error)))
    # A field of check boxes has no column of its own name.
    wrong += [one for one in columns.wrong if one[0] not in boxed | {name for name, _ in wrong}]
    asked = [*NEEDED] if about.with_denominator else ["starts", "numerator"]
    wrong += [(name, NOT_FIXED) for name in COUNTED if name in columns.fixed]
    told = {name for name, _ in wrong}
    wrong += [(name, NEEDED[name]) for name in asked if name not in told and not columns.has(name)]
    if len(answers) == 2 and answers[0].vocabulary is answers[1].vocabulary:
        wrong.append(("group2", gettext("Two groups that meet are of different vocabularies.")))
    return answers, wrong


def totalled(
    base: Reading, table: Table, columns: Columns, answers: list[Answers], about: About
) -> Reading:
    """The units of the file, counted by period and group."""
    days = Days(table.column(columns.places["starts"]), about.frequency)
    rule = Rule.of(columns)
    units, problems, remarks = units_of(table, columns, answers, days, rule)
    early = [unit for unit in units if unit.day > about.today]
    if early:
        problems.append(
            Problem(early[0].row, "starts", gettext("This row has a date that is to come."))
        )
    if not units and not problems:
        problems.append(Problem(table.header.number, "starts", NO_ROWS))
    if problems:
        return replace(base, problems=tuple(problems), remarks=(*base.remarks, *remarks))
    rows = entries_of(units, about)
    groups = Groups(about.vocabularies)
    sample = (HEADER, *lines_of(rows[: SAMPLE - 1], groups))
    return replace(
        base,
        rows=tuple(rows),
        remarks=(*base.remarks, *remarks, aggregated(len(table.rows), len(units), len(rows))),
        content=as_long(rows, groups),
        sample=sample,
    )


def aggregated(rows: int, units: int, figures: int) -> str:
    """Says that only counts were kept."""
    of_rows = ngettext("%(number)s row", "%(number)s rows", rows)
    of_units = ngettext("%(number)s case", "%(number)s cases", units)
    of_figures = ngettext("%(number)s figure", "%(number)s figures", figures)
    return gettext(
        "%(rows)s were counted as %(cases)s in %(figures)s; only these are kept, not the file."
    ) % {
        "rows": of_rows % {"number": f"{rows:,}"},
        "cases": of_units % {"number": f"{units:,}"},
        "figures": of_figures % {"number": f"{figures:,}"},
    }


def entries_of(units: list[Unit], about: About) -> list[Counted]:
    """Counts of everybody, of each group and of each two that meet, by period."""
    numerators: Counter[tuple[date, Place]] = Counter()
    denominators: Counter[tuple[date, Place]] = Counter()
    for unit in units:
        starts = period_of(unit.day, about.frequency)[0]
        for place in places_of(unit):
            numerators[starts, place] += unit.numerator
            denominators[starts, place] += unit.denominator
    found = []
    for (starts, place), denominator in denominators.items():
        numerator = numerators[starts, place]
        numbers: dict[str, Any] = (
            {"numerator": numerator, "denominator": denominator}
            if about.with_denominator
            else {"value": numerator}
        )
        found.append(Entry(starts, *place, **numbers))
    found.sort(key=lambda one: (one.starts, one.stratum or 0, one.other_stratum or 0))
    return [Counted(row, entry) for row, entry in enumerate(found, 2)]


def places_of(unit: Unit) -> list[Place]:
    """Everybody, each of its groups, and each two of them that meet."""
    ones: list[Place] = [(group, None) for some in unit.groups for group in some]
    crossed: list[Place] = []
    if len(unit.groups) == 2:
        crossed = [(one, other) for one in unit.groups[0] for other in unit.groups[1]]
    return [(None, None), *ones, *crossed]
