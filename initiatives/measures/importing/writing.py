"""Counts as a file in the long layout, to be kept in place of what they were counted from."""

import csv
import io
from collections.abc import Iterable, Iterator

from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.shapes import Counted, Row

HEADER = (
    "period_start",
    "scheme",
    "group",
    "scheme2",
    "group2",
    "numerator",
    "denominator",
    "value",
)


def as_long(rows: Iterable[Counted], groups: Groups) -> bytes:
    """A CSV file of these counts."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(lines_of(rows, groups))
    return out.getvalue().encode()


def lines_of(rows: Iterable[Counted], groups: Groups) -> Iterator[Row]:
    """Each row's cells."""
    for _, entry in rows:
        numbers = (entry.numerator, entry.denominator, entry.value)
        yield (
            entry.starts.isoformat(),
            *named(entry.stratum, groups),
            *named(entry.other_stratum, groups),
            *("" if number is None else str(number) for number in numbers),
        )


def named(group: int | None, groups: Groups) -> tuple[str, str]:
    """The vocabulary and the code of a group, blank for everybody."""
    if group is None:
        return "", ""
    return groups.home[group].key, groups.by_key[group].code
