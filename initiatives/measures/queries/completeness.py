"""Of how many people it is known to which group they belong; shown beside every stratified figure.

Completeness is usable answers by all records. The four ways of not knowing are kept apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from initiatives.measures.choices import WITH_DENOMINATOR, Absent, Chart
from initiatives.measures.models import Stratum
from initiatives.measures.queries.cells import Cell, Group

ENOUGH = 0.8  # NCQA's share of directly collected answers, in its phase-in proposal for HEDIS


@dataclass(frozen=True, slots=True)
class Completeness:
    """The share known, from 0 to 1, and how many people are missing in which way.

    `share` is None where nobody was counted, or where saying it would tell a masked count.
    """

    share: float | None
    people: int | None
    absent: tuple[tuple[str, int], ...] = ()
    masked: bool = False

    @property
    def is_low(self) -> bool:
        """Whether so little is known that groups say little."""
        return self.share is not None and self.share < ENOUGH


def completeness_of(
    cells: Mapping[Group, Cell], strata: Sequence[Stratum], chart: str
) -> Completeness:
    """How complete the groups of a period or window are; of everybody where that was recorded.

    Values that count nobody say nothing of it.
    """
    if chart not in (*WITH_DENOMINATOR, Chart.COUNT):
        return Completeness(None, None)
    gone = [(stratum, cells[stratum.pk]) for stratum in strata if is_gone(stratum, cells)]
    everybody = cells.get(None)
    if any(cell.masked for _, cell in gone) or (everybody is not None and everybody.masked):
        return Completeness(None, None, masked=True)
    there = [cells[one.pk] for one in strata if not one.absent and one.pk in cells]
    absent = [(str(Absent(one.absent).label), people_in(cell, chart)) for one, cell in gone]
    missing = sum(count for _, count in absent)
    if everybody is not None:
        people = people_in(everybody, chart)
    elif any(cell.masked for cell in there):
        return Completeness(None, None, masked=True)
    else:
        people = sum(people_in(cell, chart) for cell in there) + missing
    if not people:
        return Completeness(None, None)
    return Completeness(max(0.0, 1 - missing / people), people, tuple(absent))


def is_gone(stratum: Stratum, cells: Mapping[Group, Cell]) -> bool:
    """Whether this is a way of not knowing the group of which something was recorded."""
    return bool(stratum.absent) and stratum.pk in cells


def people_in(cell: Cell, chart: str) -> int:
    """How many records a cell counts."""
    if chart in WITH_DENOMINATOR:
        return cell.denominator or 0
    return int(cell.value or 0)
