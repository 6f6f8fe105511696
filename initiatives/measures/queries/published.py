"""What is shown of a measure: its observations by period and group, with small numbers masked.

The masks are decided once for everything that is shown together, before anything is drawn, listed
or exported of it. Only who holds the data role gets the counts themselves.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from initiatives.measures import rules
from initiatives.measures.choices import WITH_DENOMINATOR, Chart
from initiatives.measures.models import Measure, Observation, Stratification, Stratum
from initiatives.measures.suppression import TOTAL, masks_of_line, masks_of_rates
from initiatives.people.models import User

COUNTED = (Chart.COUNT,)
Group = int | None  # the key of a stratum, or None for everybody


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Published:
    """A measure as one viewer sees it; `cells` by period and group, `strata` in their order.

    `whole` says that nothing was masked, since the viewer holds the data role.
    """

    measure: Measure
    stratification: Stratification | None
    strata: list[Stratum]
    periods: list[date]
    cells: dict[tuple[date, Group], Cell]
    whole: bool

    def series(self, group: Group) -> list[Cell | None]:
        """The cells of a group, a period each; None where nothing was recorded."""
        return [self.cells.get((period, group)) for period in self.periods]


def published(
    viewer: User, measure: Measure, stratification: Stratification | None = None
) -> Published:
    """What the viewer may see of a measure, for everybody and by one of its vocabularies.

    Raises Measure.DoesNotExist for a measure that the viewer may not see.
    """
    measure = rules.visible_measures(viewer).select_related("initiative__entity").get(pk=measure.pk)
    rows = standing(measure, stratification)
    cells = {(row.starts, row.stratum_id): cell_of(row) for row in rows}
    whole = rules.holds_data(viewer, measure)
    return Published(
        measure=measure,
        stratification=stratification,
        strata=list(stratification.strata.all()) if stratification else [],
        periods=sorted({row.starts for row in rows}),
        cells=cells if whole else masked(cells, measure, stratification, chart_of(measure)),
        whole=whole,
    )


def standing(measure: Measure, stratification: Stratification | None) -> list[Observation]:
    """What stands recorded of everybody, and of each group of the vocabulary."""
    rows = measure.observations.filter(replaced_by=None, other_stratum=None)
    overall = rows.filter(stratum=None)
    if stratification is None:
        return list(overall)
    return list(overall | rows.filter(stratum__stratification=stratification))


def chart_of(measure: Measure) -> str:
    """What the measure is charted as now; nothing before a definition is approved."""
    found = measure.definitions.filter(in_force=True).values_list("chart", flat=True).first()
    return found or ""


def cell_of(row: Observation) -> Cell:
    """An observation as it is recorded."""
    return Cell(
        starts=row.starts,
        ends=row.ends,
        group=row.stratum_id,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        state=row.state,
        excluded=bool(row.excluded_because),
    )


def masked(
    cells: Mapping[tuple[date, Group], Cell],
    measure: Measure,
    stratification: Stratification | None,
    chart: str,
) -> dict[tuple[date, Group], Cell]:
    """The cells as whoever does not hold the data role sees them."""
    by_period: dict[date, list[Cell]] = defaultdict(list)
    for cell in cells.values():
        by_period[cell.starts].append(cell)
    hidden = {
        (period, group)
        for period, row in by_period.items()
        for group in hidden_groups(row, measure.threshold, stratification, chart)
    }
    return {key: hide(cell) if key in hidden else cell for key, cell in cells.items()}


def hidden_groups(
    row: list[Cell], threshold: int, stratification: Stratification | None, chart: str
) -> set[Group]:
    """The groups of a period to mask, None for everybody.

    Groups that do not add up to everybody are each held to the rule alone, as everybody is.
    """
    groups = [cell for cell in row if cell.group is not None]
    overall = [cell for cell in row if cell.group is None]
    disjoint = stratification is not None and not stratification.overlapping
    adds_up = disjoint and bool(overall) and bool(groups)
    hidden = small(groups, threshold, chart, total=adds_up)
    return hidden | small(overall, threshold, chart, total=False)


def small(row: list[Cell], threshold: int, chart: str, *, total: bool) -> set[Group]:
    """The groups whose counts are small, and with a `total` what would tell them."""
    if chart in WITH_DENOMINATOR:
        row = [cell for cell in row if cell.numerator is not None and cell.denominator]
        pairs = [(cell.numerator or 0, cell.denominator or 0) for cell in row]
        found = masks_of_rates(pairs, total=total, threshold=threshold)
    elif chart in COUNTED:
        row = [cell for cell in row if cell.value is not None]
        counts = [int(cell.value or 0) for cell in row]
        found = masks_of_line(counts, total=total, threshold=threshold)
    else:
        return set()
    everybody: set[Group] = {None} if TOTAL in found else set()
    return everybody | {row[position].group for position in found if isinstance(position, int)}


def hide(cell: Cell) -> Cell:
    """The same place without a number."""
    return replace(cell, numerator=None, denominator=None, value=None, masked=True)
