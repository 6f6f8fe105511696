"""What stands recorded of a measure, as plain cells: a period and a group, or where two meet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.measures.choices import WITH_DENOMINATOR, Chart
from initiatives.measures.models import Measure, Observation

Group = int | None  # the key of a stratum, or None for everybody
Place = tuple[date, Group]
COUNTED = (Chart.COUNT,)
FIELDS = (
    *("starts", "ends", "stratum_id", "other_stratum_id", "numerator", "denominator", "value"),
    *("state", "excluded_because", "stratum__stratification_id"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown of a period and group; a masked one holds no number at all."""

    starts: date
    ends: date
    group: Group
    numerator: int | None
    denominator: int | None
    value: float | None
    state: str
    excluded: bool
    masked: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None or bool(self.denominator)

    def parts(self, chart: str) -> tuple[int, ...] | None:
        """Its counts of people, of which none may be told when few; None where none are known."""
        if chart in WITH_DENOMINATOR and self.numerator is not None and self.denominator:
            return self.numerator, max(self.denominator - self.numerator, 0)
        if chart in COUNTED and self.value is not None:
            return (int(self.value),)
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that stands recorded: by period and group, which vocabulary a group is of, and meetings.

    `meetings` are by period and the two groups.
    """

    cells: dict[Place, Cell]
    vocabulary_of: dict[int, int]
    meetings: dict[tuple[date, int, int], Cell]

    def row(self, period: date, vocabulary: int) -> list[Cell]:
        """The groups of a vocabulary in a period."""
        return [
            cell
            for (starts, group), cell in self.cells.items()
            if starts == period and group is not None and self.vocabulary_of[group] == vocabulary
        ]


def standing(
    measure: Measure, vocabularies: Iterable[int] | None = None, *, meetings: bool = False
) -> Standing:
    """What stands recorded of everybody and of the groups of these vocabularies; all by default."""
    found = Standing({}, {}, {})
    for row in rows_of(measure, vocabularies, meetings).values_list(*FIELDS):
        keep(found, *row)
    return found


def standings(measures: Iterable[int]) -> dict[int, Standing]:
    """What stands recorded of several measures, by their keys, in one query; no meetings."""
    found: dict[int, Standing] = defaultdict(lambda: Standing({}, {}, {}))
    rows = Observation.objects.filter(
        measure__in=list(measures), replaced_by=None, other_stratum=None
    ).order_by("starts", "id")
    for measure, *row in rows.values_list("measure", *FIELDS):
        keep(found[measure], *row)
    return found


def keep(
    found: Standing,
    starts: date,
    ends: date,
    group: int | None,
    other: int | None,
    numerator: int | None,
    denominator: int | None,
    value: float | None,
    state: str,
    why: str,
    vocabulary: int | None,
) -> None:
    """Put a row, with its `FIELDS`, where it belongs."""
    cell = Cell(starts, ends, group, numerator, denominator, value, state, bool(why))
    if group is not None and other is not None:
        found.meetings[starts, group, other] = cell
        return
    found.cells[starts, group] = cell
    if group is not None and vocabulary is not None:
        found.vocabulary_of[group] = vocabulary


def rows_of(
    measure: Measure, vocabularies: Iterable[int] | None, meetings: bool
) -> QuerySet[Observation]:
    """The observations that stand, in the order of time."""
    rows = measure.observations.filter(replaced_by=None).order_by("starts", "id")
    if not meetings:
        rows = rows.filter(other_stratum=None)
    if vocabularies is not None:
        rows = rows.filter(Q(stratum=None) | Q(stratum__stratification__in=list(vocabularies)))
    return rows


def vocabularies_with_figures(measure: Measure) -> set[int]:
    """The keys of the vocabularies by whose groups something stands recorded."""
    there = Observation.objects.filter(
        measure=measure, replaced_by=None, stratum__stratification=OuterRef("pk")
    )
    return set(measure.stratifications.filter(Exists(there)).values_list("pk", flat=True))


def hide(cell: Cell) -> Cell:
    """The same place without a number."""
    return replace(cell, numerator=None, denominator=None, value=None, masked=True)


def by_period(cells: Mapping[Place, Cell]) -> dict[date, list[Cell]]:
    """The cells of each period."""
    found: dict[date, list[Cell]] = defaultdict(list)
    for cell in cells.values():
        found[cell.starts].append(cell)
    return found
