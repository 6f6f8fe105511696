"""Adding up groups where a file has only them: what all of them come to, and each side of a cross.

Only groups that do not overlap add up to everybody, and only counts can be added.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import Chart
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.shapes import About, Counted
from initiatives.measures.rules.figures import Entry

Place = tuple[date, int | None, int | None]
LACKING = _(
    "The file has groups, but no figures of everybody. If its groups are all there are, choose "
    "to add them up (totals: add)."
)


def added_up(
    rows: Sequence[Counted], about: About, wanted: bool
) -> tuple[tuple[Counted, ...], list[str]]:
    """The rows with the sums that the file lacks, and a remark; a remark alone if not wanted."""
    counts = about.with_denominator or about.chart == Chart.COUNT
    if not wanted:
        lacks = counts and rows and all(row.entry.stratum is not None for row in rows)
        return tuple(rows), [LACKING] if lacks else []
    if not counts:
        return tuple(rows), [gettext("These figures are no counts, so they were not added up.")]
    groups = Groups(about.vocabularies)
    sides = sums(rows, side_places, groups)
    whole = sums([*rows, *sides], everybody, groups)
    made = [*sides, *whole]
    remark = ngettext(
        "%(number)s figure of whole groups or of everybody were added up.",
        "%(number)s figures of whole groups or of everybody were added up.",
        len(made),
    )
    return (*rows, *made), [remark % {"number": f"{len(made):,}"}] if made else []


def side_places(entry: Entry, groups: Groups) -> Iterator[tuple[Place, int]]:
    """The two groups of a cross, each as the sum over the other's vocabulary."""
    one, other = entry.stratum, entry.other_stratum
    if one is None or other is None:
        return
    for kept, summed in ((one, other), (other, one)):
        if not groups.home[summed].overlapping:
            yield (entry.starts, kept, None), of_vocabulary(summed, groups)


def everybody(entry: Entry, groups: Groups) -> Iterator[tuple[Place, int]]:
    """Everybody, as the sum over the groups of a vocabulary."""
    group = entry.stratum
    if group is not None and entry.other_stratum is None and not groups.home[group].overlapping:
        yield (entry.starts, None, None), of_vocabulary(group, groups)


def of_vocabulary(group: int, groups: Groups) -> int:
    """Which vocabulary a group is of, by its place among them."""
    return groups.vocabularies.index(groups.home[group])


def sums(rows: Iterable[Counted], places: object, groups: Groups) -> list[Counted]:
    """The sums in places that have no figure; where two vocabularies give one, the first does."""
    rows = list(rows)
    there = {row.entry.place for row in rows}
    parts: dict[tuple[Place, int], list[Counted]] = defaultdict(list)
    for row in rows:
        for place, vocabulary in places(row.entry, groups):  # type: ignore[operator]
            if place not in there:
                parts[place, vocabulary].append(row)
    found: dict[Place, Counted] = {}
    for (place, _vocabulary), some in sorted(
        parts.items(), key=lambda item: (item[0][0][0], item[0][1])
    ):
        if place not in found and (entry := total(some, place)):
            found[place] = Counted(some[0].row, entry)
    return list(found.values())


def total(rows: Sequence[Counted], place: Place) -> Entry | None:
    """The sum of some entries; None where one of them has no figure."""
    entries = [row.entry for row in rows]
    numbers = {
        name: [getattr(entry, name) for entry in entries]
        for name in ("numerator", "denominator", "value")
    }
    if any(None in some and some.count(None) < len(some) for some in numbers.values()):
        return None
    added: dict[str, Any] = {
        name: None if None in some else sum(some) for name, some in numbers.items()
    }
    provisional = any(entry.state == "provisional" for entry in entries)
    return replace(
        entries[0],
        stratum=place[1],
        other_stratum=place[2],
        state="provisional" if provisional else entries[0].state,
        note="Added up from groups",
        **added,
    )
