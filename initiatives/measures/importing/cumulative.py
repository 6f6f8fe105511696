"""Reading reports of counts that add up over time: the differences are the observations.

An increase is counted in the period of the report that shows it first. A blank is a gap: where no
report stands in the period before, what was counted since is of more than one period, so that the
period has no figure. A decrease is a correction of what was reported before; nobody but a person
knows of which period, so that it is for a person to decide what to do.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetRow
from initiatives.base.sheets.cells import clean, quoted
from initiatives.measures.choices import Layout
from initiatives.measures.importing import values
from initiatives.measures.importing.columns import (
    REPORTED,
    SYNONYMS,
    Columns,
    Said,
    columns_of,
    name_groups,
    remarks_on,
)
from initiatives.measures.importing.differences import Report, Series, periods_of, sum_check
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.periods import Days
from initiatives.measures.importing.shapes import About, Decision, Problem, Reading
from initiatives.measures.importing.tables import Cells, Table, faults_of

FIELDS = {"reported": REPORTED + SYNONYMS["starts"]} | {
    name: SYNONYMS[name] for name in ("scheme", "group", "numerator", "denominator", "value")
}
NO_DATE = _("Name the column of the report's date (as_of), or say which one it is.")
NO_COUNT = _("Say which column is counted: value, or numerator and denominator.")
DECIDE = _(
    "Decide what to do with decreases: take them off the latest earlier periods (offset), leave "
    "these periods out (leave_out), or take them as they are in their periods (as_it_is)."
)


def read_cumulative(table: Table, about: About, said: Mapping[str, str]) -> Reading:
    """The observations of each period and group, with every problem and decision by row."""
    columns = columns_of(table.header.cells, said, FIELDS)
    groups = Groups(about.vocabularies)
    name_groups(columns, groups)
    wrong = [*columns.wrong, *lacking(columns, about)]
    if wrong:
        problems = tuple(Problem(table.header.number, *one) for one in wrong)
        return Reading(Layout.CUMULATIVE, problems=problems)
    series, found = series_of(table, columns, groups, about)
    choice = columns.options.get("decreases", "")
    decisions = [one for each in series for one in decisions_on(each)]
    rows, remarks, refused = periods_of(series, about, choice)
    count = ngettext("%(number)s decrease found. ", "%(number)s decreases found. ", len(decisions))
    decrease = count % {"number": f"{len(decisions):,}"}
    if decisions:
        told = (
            DECIDE
            if not choice
            else gettext("They were settled by %(text)s.") % {"text": quoted(choice)}
        )
        remarks = [decrease + told, *remarks]
    remarks += sum_check(rows, groups)
    return Reading(
        Layout.CUMULATIVE,
        tuple(rows if choice or not decisions else ()),
        (*found, *refused),
        (*remarks_on(columns.unread()), *remarks),
        () if choice else tuple(sorted(decisions)),
    )


def lacking(columns: Columns, about: About) -> Iterator[Said]:
    """What is not named, without which nothing can be read."""
    if not columns.has("reported"):
        yield "reported", NO_DATE
    if about.with_denominator:
        for name in ("numerator", "denominator"):
            if not columns.has(name):
                yield name, NO_COUNT
    elif not columns.has("value"):
        yield "value", NO_COUNT


def series_of(
    table: Table, columns: Columns, groups: Groups, about: About
) -> tuple[list[Series], list[Problem]]:
    """The reports of each group and count by day, and what of the rows cannot be read."""
    at = columns.places.get("reported")
    days = Days(table.column(at) if at is not None else (), about.frequency)
    names = ("numerator", "denominator") if about.with_denominator else ("value",)
    readers = {"reported": Cells(columns, "reported", days.read)} | {
        name: Cells(columns, name, values.count) for name in names
    }
    group, scheme = (Cells(columns, name, str) for name in ("group", "scheme"))
    found: dict[tuple[int | None, str], Series] = {}
    problems: list[Problem] = []
    for row in table.rows:
        said, wrong = row_of(row, readers)
        wrong = [*faults_of(row, columns, table.sheet)] or wrong
        try:
            key = groups.find(scheme.of(row.cells)[0], group.of(row.cells)[0])
        except ValueError as error:
            wrong.append(("group", str(error)))
        problems += [Problem(row.number, *one) for one in wrong]
        for name in () if wrong else names:
            header = columns.headers[columns.places[name]] if name in columns.places else name
            label = clean(group.of(row.cells)[0]) or "everybody"
            series = found.setdefault((key, name), Series(key, name, header, label, []))
            series.reports.append(Report(said["reported"], row.number, said[name]))
    return list(found.values()), problems + twice(found.values())


def row_of(row: SheetRow, readers: Mapping[str, Cells]) -> tuple[dict[str, Any], list[Said]]:
    """The day and the counts of a row, and what of them cannot be read."""
    said: dict[str, Any] = {}
    wrong: list[Said] = []
    for name, cells in readers.items():
        said[name], message = cells.of(row.cells)
        if message:
            wrong.append((name, message))
        elif isinstance(said[name], int) and said[name] < 0:
            wrong.append((name, gettext("%(said)s is no count.") % {"said": said[name]}))
    return said, wrong


def twice(found: Iterable[Series]) -> list[Problem]:
    """Reports of a group that are there more than once for a day."""
    problems = []
    for series in found:
        seen: set[date] = set()
        for report in series.reports:
            if report.day in seen:
                message = gettext("%(day)s is reported twice for %(text)s.") % {
                    "day": report.day.isoformat(),
                    "text": quoted(series.label),
                }
                problems.append(Problem(report.row, "reported", message))
            seen.add(report.day)
    return sorted(set(problems))


def decisions_on(series: Series) -> Iterator[Decision]:
    """Each decrease, as what a person has to decide."""
    for former, later in series.decreases():
        yield Decision(
            later.row,
            gettext(
                "%(header)s among %(series)s fall from %(number)s to "
                "%(number_2)s between %(day)s and %(day_2)s: a correction. "
                "Decide: take it off earlier periods (offset), leave this "
                "period out (leave_out), or take it as it is in this period "
                "(as_it_is)."
            )
            % {
                "header": series.header,
                "series": series.label,
                "number": f"{former.number:,}",
                "number_2": f"{later.number:,}",
                "day": former.day.isoformat(),
                "day_2": later.day.isoformat(),
            },
        )
