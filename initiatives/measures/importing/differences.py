"""From counts that add up over time to what was counted in each period."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.shapes import About, Counted, Problem
from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.periods import period_of

OFFSET, LEAVE_OUT = "offset", "leave_out"
LOWERED = _("Later corrections were taken off")


class Report(NamedTuple):
    """What a row reports of one group and count; `number` is None for a blank."""

    day: date
    row: int
    number: int | None


class Known(NamedTuple):
    """A report that is no blank."""

    day: date
    row: int
    number: int


@dataclass
class Series:
    """The reports of one group (None for everybody) and count, as `header` calls it."""

    group: int | None
    field: str
    header: str
    label: str
    reports: list[Report]

    def known(self) -> list[Known]:
        """Its reports by day, without the blanks."""
        return sorted(Known(*one[:2], one.number) for one in self.reports if one.number is not None)

    def decreases(self) -> Iterator[tuple[Known, Known]]:
        """The pairs of reports, one after the other, between which the count falls."""
        return ((one, next_) for one, next_ in pairwise(self.known()) if next_.number < one.number)


@dataclass
class Bucket:
    """What was counted in a period; `whole` unless its beginning is not known or it is left out."""

    whole: bool
    total: int = 0
    row: int = 0
    lowered: bool = False


@dataclass
class Told:
    """What is to be said of the differences as a whole."""

    spanning: int = 0
    gaps: int = 0
    before: int = 0
    refused: list[Problem] = field(default_factory=list)

    def remarks(self) -> list[str]:
        """As sentences."""
        spans = ngettext(
            "%(number)s difference spans two periods; what was counted is put into the period of "
            "the later report.",
            "%(number)s differences span two periods; what was counted is put into the period of "
            "the later report.",
            self.spanning,
        )
        have = ngettext(
            "%(number)s period has no figure: no report stands in the period before, or a decrease "
            "is left out.",
            "%(number)s periods have no figure: no report stands in the period before, or a "
            "decrease is left out.",
            self.gaps,
        )
        reach = ngettext(
            "%(number)s correction reaches back before the first report; that part concerns no "
            "period here.",
            "%(number)s corrections reach back before the first report; that part concerns no "
            "period here.",
            self.before,
        )
        said = [
            said % {"number": f"{number:,}"} * bool(number)
            for said, number in ((spans, self.spanning), (have, self.gaps), (reach, self.before))
        ]
        return [one for one in said if one]


def periods_of(
    series: Sequence[Series], about: About, choice: str
) -> tuple[list[Counted], list[str], list[Problem]]:
    """The observations of each period and group, remarks, and what cannot be taken as it is."""
    told = Told()
    found: dict[tuple[int | None, date], dict[str, Bucket]] = defaultdict(dict)
    for one in series:
        for starts, bucket in buckets(one, about.frequency, choice, told).items():
            found[one.group, starts][one.field] = bucket
    needed = len({one.field for one in series})
    last = max((report.day for one in series for report in one.reports), default=date.min)
    rows = [
        counted_in(starts, group, some, last, about.frequency)
        for (group, starts), some in found.items()
        if len(some) == needed
    ]
    return sorted(rows, key=lambda row: (row.row, row.entry.starts)), told.remarks(), told.refused


def counted_in(
    starts: date, group: int | None, some: dict[str, Bucket], last: date, frequency: str
) -> Counted:
    """The entry of a period; provisional where the last report stands before the period's end."""
    ends = period_of(starts, frequency)[1]
    numbers: dict[str, Any] = {name: bucket.total for name, bucket in some.items()}
    return Counted(
        max(bucket.row for bucket in some.values()),
        Entry(
            starts=starts,
            stratum=group,
            state="provisional" if last < ends else "final",
            note=str(LOWERED) if any(bucket.lowered for bucket in some.values()) else "",
            **numbers,
        ),
    )


def buckets(series: Series, frequency: str, choice: str, told: Told) -> dict[date, Bucket]:
    """What was counted in each period that has a figure."""
    known = series.known()
    counts = lowest_later(known) if choice == OFFSET else [one.number for one in known]
    told.before += bool(known) and counts[0] < known[0].number
    found: dict[date, Bucket] = {}
    for (one, before), (later, after) in pairwise(zip(known, counts, strict=True)):
        starts = period_of(later.day, frequency)[0]
        opened = period_of(one.day, frequency)
        if starts not in found:
            # Known from its beginning if the report before is of the period before.
            found[starts] = Bucket(whole=opened[1] + timedelta(days=1) == starts)
            told.spanning += opened[1] != one.day
        bucket = found[starts]
        bucket.total += after - before
        bucket.row = later.row
        bucket.lowered |= after - before != later.number - one.number
        if choice == LEAVE_OUT and later.number < one.number:
            bucket.whole = False
    told.gaps += sum(not bucket.whole for bucket in found.values())
    found = {starts: bucket for starts, bucket in found.items() if bucket.whole}
    told.refused += below_zero(series, found) if choice else []
    return found


def lowest_later(known: Sequence[Known]) -> list[int]:
    """Each count lowered to the lowest that is reported later.

    So a correction is taken off the latest periods before it, and no period falls below zero.
    """
    return list(accumulate(reversed([one.number for one in known]), min))[::-1]


def below_zero(series: Series, found: dict[date, Bucket]) -> list[Problem]:
    """Periods in which the corrections are more than what was counted."""
    return [
        Problem(
            bucket.row,
            series.field,
            gettext(
                "%(header)s among %(series)s would be %(total)s in the "
                "period of %(starts)s. Take decreases off earlier periods, "
                "or leave them out."
            )
            % {
                "header": series.header,
                "series": series.label,
                "total": f"{bucket.total:,}",
                "starts": starts.isoformat(),
            },
        )
        for starts, bucket in found.items()
        if bucket.total < 0
    ]


def sum_check(rows: Sequence[Counted], groups: Groups) -> list[str]:
    """Remarks where groups that do not overlap do not add up to everybody, with the numbers."""
    remarks = []
    for vocabulary in groups.vocabularies:
        own = {group.pk for group in vocabulary.groups}
        by_period: dict[date, dict[int | None, Entry]] = defaultdict(dict)
        for row in rows:
            if row.entry.stratum is None or row.entry.stratum in own:
                by_period[row.entry.starts][row.entry.stratum] = row.entry
        for name in ("numerator", "denominator", "value"):
            if not vocabulary.overlapping:
                remarks += compared(by_period, name, vocabulary.title)
    return remarks


def compared(by_period: dict[date, dict[int | None, Entry]], name: str, title: str) -> list[str]:
    """One remark on one number, of the periods in which every group has a figure."""
    every = {group for some in by_period.values() for group in some}
    sums = {
        starts: (
            sum(getattr(one, name) for key, one in some.items() if key is not None),
            some[None],
        )
        for starts, some in by_period.items()
        if len(every) > 1
        and some.keys() == every
        and None in every
        and all(getattr(one, name) is not None for one in some.values())
    }
    off = {s: (total, getattr(one, name)) for s, (total, one) in sums.items()}
    off = {s: pair for s, pair in off.items() if pair[0] != pair[1]}
    if not off:
        return []
    worst = max(off, key=lambda starts: abs(off[starts][0] - off[starts][1]))
    return [
        ngettext(
            "The groups of %(title)s do not add up to everybody in %(off)d of %(number)s period "
            "(%(name)s): most in that of %(worst)s, %(one)s against %(other)s.",
            "The groups of %(title)s do not add up to everybody in %(off)d of %(number)s periods "
            "(%(name)s): most in that of %(worst)s, %(one)s against %(other)s.",
            len(sums),
        )
        % {
            "title": title,
            "off": len(off),
            "number": f"{len(sums):,}",
            "name": name,
            "worst": worst.isoformat(),
            "one": f"{off[worst][0]:,g}",
            "other": f"{off[worst][1]:,g}",
        }
    ]
