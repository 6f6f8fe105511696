"""Reading FHIR R4 MeasureReports of the summary type: counts by population and stratum.

Written for the paths of the DEQM summary profile; nothing else of a report is looked at. What holds
references to patients is refused.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from initiatives.base import phi
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetError
from initiatives.base.sheets.cells import quoted, words
from initiatives.measures.choices import PROPORTIONS, Chart, Direction, Layout
from initiatives.measures.importing.fhir_counts import Counts, codes_of, counts_of, disagreement
from initiatives.measures.importing.fhir_groups import groups_of
from initiatives.measures.importing.fhir_json import (
    items,
    loaded,
    parts,
    resource_types,
    text,
    texts,
)
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.periods import YEARS
from initiatives.measures.importing.shapes import About, Counted, Problem, Reading
from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.periods import period_of

MOST_REPORTS = 1_000
STATES = {"complete": "final", "pending": "provisional"}
# What ties a report to single patients.
OF_PATIENTS = ("evaluatedResource", "subjectResults", "subject")
WITH_PATIENTS = _(
    "This file holds records of single people, or refers to them ({}), so it is not kept. Export "
    "the summary alone."
)
# What may stand beside a report, or in it.
HARMLESS = {"", "Bundle", "MeasureReport", "Measure", "Organization", "Library", "OperationOutcome"}
NO_REPORT = _("The file holds no MeasureReport, nor a Bundle of them.")
SUMMARY = _("Only reports of the type “summary” are read; this one is {}.")


@dataclass
class Reader:
    """What is found in all reports of a file; a report counts as a row."""

    about: About
    groups: Groups
    wanted: str
    rows: list[Counted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    tally: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def wrong(self, row: int, where: str, message: str) -> None:
        self.problems.append(Problem(row, where, message))


def read_fhir(content: bytes, about: About, said: Mapping[str, str]) -> Reading:
    """The entries of every report; raises SheetError for a file that holds none."""
    whole = loaded(content)
    reports = reports_of(whole)
    refused = refusals(whole)
    reader = Reader(about, Groups(about.vocabularies), said.get("group", ""))
    for number, report in enumerate(reports, 1) if not refused else ():
        read_report(reader, number, report)
    remarks = (*reader.remarks, *tallied(reader.tally))
    return Reading(
        Layout.FHIR,
        tuple(reader.rows),
        tuple(refused or reader.problems),
        remarks,
        height=len(reports),
        unsafe=bool(refused),
        columns=dict(said),
    )


def reports_of(value: Any) -> list[Mapping[str, Any]]:
    """The reports of a file: one, or those of a Bundle."""
    whole = parts(value)
    if whole.get("resourceType") == "Bundle":
        found = [parts(parts(one).get("resource")) for one in items(whole.get("entry"))]
    else:
        found = [whole]
    reports = [one for one in found if one.get("resourceType") == "MeasureReport"]
    if not (reports or set(resource_types(value)) - HARMLESS):
        raise SheetError(NO_REPORT)
    if len(reports) > MOST_REPORTS:
        raise SheetError(
            gettext("A file has at most %(most_reports)s reports. Split it.")
            % {"most_reports": f"{MOST_REPORTS:,}"}
        )
    return reports


def refusals(whole: Any) -> list[Problem]:
    """Why nothing of a file may be kept: it holds or tells of single people."""
    said = list(texts(whole))
    names = (set(resource_types(whole)) - HARMLESS) | (set(OF_PATIENTS) & set(said))
    if any(one.startswith("Patient/") or "/Patient/" in one for one in said):
        names.add("Patient")
    if names:
        shown = ", ".join(name[:40] for name in sorted(names)[:5])
        return [Problem(1, "report", WITH_PATIENTS.format(shown))]
    message = next(filter(None, map(phi.complaint, said)), "")
    return [Problem(1, "report", message)] if message else []


def read_report(reader: Reader, number: int, report: Mapping[str, Any]) -> None:
    """One report: everybody, and each stratum."""
    if report.get("type") != "summary":
        reader.wrong(number, "type", SUMMARY.format(quoted(str(report.get("type")))))
    elif text(report.get("status")) not in STATES:
        shown = quoted(str(report.get("status")))
        reader.wrong(
            number,
            "status",
            gettext("The report's status is %(shown)s; complete is needed.") % {"shown": shown},
        )
    else:
        notice_direction(reader, number, report)
        starts = period_in(reader, number, report)
        group = group_in(reader, number, report)
        if starts is not None and group is not None:
            state = STATES[text(report.get("status"))]
            read_group(reader, number, group, Entry(starts=starts, state=state))


def period_in(reader: Reader, number: int, report: Mapping[str, Any]) -> date | None:
    """The first day of the report's period, if it is one of the measure's."""
    period = parts(report.get("period"))
    try:
        first, last = (date.fromisoformat(text(period.get(at))[:10]) for at in ("start", "end"))
    except ValueError:
        message = gettext("The period needs a start and an end, each to the day, as 2026-01-01.")
        reader.wrong(number, "period", message)
        return None
    if first.year in YEARS and period_of(first, reader.about.frequency) == (first, last):
        return first
    reader.wrong(
        number,
        "period",
        gettext(
            "The report is of %(first)s to %(last)s, which is not one of the "
            "measure's periods (every %(frequency)s)."
        )
        % {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "frequency": reader.about.frequency,
        },
    )
    return None


def group_in(reader: Reader, number: int, report: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The one group of a report, or the one that somebody named."""
    found = [parts(one) for one in items(report.get("group"))]
    if reader.wanted:
        wanted = words(reader.wanted)
        found = [
            one
            for at, one in enumerate(found, 1)
            if wanted in (str(at), *map(words, [text(one.get("id")), *codes_of(one.get("code"))]))
        ]
    if len(found) == 1:
        return found[0]
    said = ngettext(
        "The report has %(number)s group. Say which one it is, by its code or its number.",
        "The report has %(number)s groups. Say which one it is, by its code or its number.",
        len(found),
    )
    if reader.wanted:
        said = ngettext(
            "The report has %(number)s group called %(wanted)s. Say which one it is, by its code "
            "or its number.",
            "The report has %(number)s groups called %(wanted)s. Say which one it is, by its code "
            "or its number.",
            len(found),
        )
    wanted = quoted(reader.wanted) if reader.wanted else ""
    reader.wrong(number, "group", said % {"number": f"{len(found):,}", "wanted": wanted})
    return None


def notice_direction(reader: Reader, number: int, report: Mapping[str, Any]) -> None:
    """A remark where the report calls the other direction better."""
    codes = codes_of(report.get("improvementNotation"))
    directions = (Direction.INCREASE, Direction.DECREASE)
    said = next((code for code in codes if code in directions), "")
    if said and reader.about.direction in directions and said != reader.about.direction:
        reader.remarks.append(
            gettext(
                "Report %(number)s calls it better to %(said)s; the measure's "
                "definition says %(direction)s."
            )
            % {"number": number, "said": said, "direction": reader.about.direction}
        )


def read_group(reader: Reader, number: int, group: Mapping[str, Any], base: Entry) -> None:
    """Everybody of a group, and its strata."""
    whole = counts_of(group)
    take(reader, number, "group", whole, base, ())
    for at, one in enumerate(items(group.get("stratifier")), 1):
        stratifier = parts(one)
        names = [name for concept in items(stratifier.get("code")) for name in codes_of(concept)]
        where = f"stratifier {names[-1][:40] if names else at}"
        read_stratifier(reader, number, stratifier, whole, base, where)


def read_stratifier(
    reader: Reader,
    number: int,
    stratifier: Mapping[str, Any],
    whole: Counts,
    base: Entry,
    where: str,
) -> None:
    """The strata of a stratifier, which together are no more than the group."""
    sums: dict[str, int] = defaultdict(int)
    overlapping = False
    for at, one in enumerate(items(stratifier.get("stratum")), 1):
        stratum, here = (
            parts(one),
            gettext("%(where)s, stratum %(at)s") % {"where": where, "at": at},
        )
        try:
            found = groups_of(stratifier, stratum, reader.groups)
        except ValueError as error:
            reader.wrong(number, here, str(error))
            continue
        overlapping |= any(reader.groups.home[pk].overlapping for pk in found)
        counts = counts_of(stratum)
        take(reader, number, here, counts, base, found)
        for name, count in counts.found.items():
            sums[name] = max(sums[name], count) if overlapping else sums[name] + count
    for name, total in sums.items():
        if name in whole.found and total > whole.found[name]:
            message = gettext(
                "The strata come to %(total)s in %(name)s, more than the %(found)s of the group."
            ) % {"total": f"{total:,}", "name": name, "found": f"{whole.found[name]:,}"}
            reader.wrong(number, where, message)


def take(reader: Reader, number: int, where: str, counts: Counts, base: Entry, found: Any) -> None:
    """The entry of a group or stratum, unless there is nothing to record."""
    for message in counts.wrong or checks(counts, reader.about):
        reader.wrong(number, where, message)
    if counts.wrong:
        return
    if counts.masked:
        reader.tally["masked"] += 1
        return
    if message := disagreement(
        counts, gettext("Report %(number)s, %(where)s") % {"number": number, "where": where}
    ):
        reader.remarks.append(message)
    reader.tally["percent"] += counts.percent
    numbers = numbers_of(counts, reader.about)
    reader.tally["excluded"] += bool(counts.excluded and numbers)
    if not any(one is not None for one in numbers.values()):
        reader.tally["empty"] += 1
        return
    places = dict(zip(("stratum", "other_stratum"), found, strict=False))
    reader.rows.append(Counted(number, Entry(**vars(base) | numbers | places)))


def checks(counts: Counts, about: About) -> Iterator[str]:
    """What is wrong with counts whatever they are for."""
    numerator, denominator = counts.number("numerator"), counts.number("denominator")
    both = numerator is not None and denominator is not None
    if about.with_denominator and not counts.masked and counts.found and not both:
        yield gettext("It takes a numerator and a denominator.")
    if both and about.chart in PROPORTIONS and numerator > denominator:  # type: ignore[operator]
        yield (
            gettext("The numerator %(numerator)s is more than the denominator %(denominator)s.")
            % {"numerator": f"{numerator:,}", "denominator": f"{denominator:,}"}
        )


def numbers_of(counts: Counts, about: About) -> dict[str, int | float | None]:
    """What is recorded: two counts, or else the count of events or the score."""
    if about.with_denominator:
        return {name: counts.number(name) for name in ("numerator", "denominator")}
    if about.chart == Chart.COUNT or counts.score is None:
        return {"value": counts.number("numerator")}
    return {"value": counts.score}


def tallied(tally: Mapping[str, int]) -> list[str]:
    """Remarks with how often something was seen."""
    said = {
        "masked": gettext("{} masked by whoever sent the report; nothing is recorded there."),
        "empty": gettext("{} without any count; nothing is recorded there."),
        "percent": gettext("{} scored in percent, as the unit says."),
        "excluded": gettext(
            "{} with exclusions or exceptions, which were taken off before the rate."
        ),
    }
    return [
        words_.format(
            ngettext("%(number)s group is", "%(number)s groups are", tally[name])
            % {"number": f"{tally[name]:,}"}
        )
        for name, words_ in said.items()
        if tally.get(name)
    ]
