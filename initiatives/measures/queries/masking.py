"""Which cells of a measure are masked for whoever does not hold the data role.

Decided once for all vocabularies together, since they share everybody: where everybody is masked in
one, no vocabulary that adds up to everybody may show its groups.
"""

from collections.abc import Mapping

from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.queries.cells import (
    COUNTED,
    Cell,
    Group,
    Place,
    Standing,
    by_period,
    hide,
)
from initiatives.measures.suppression import TOTAL, masks_of_line, masks_of_rates


def masked(
    found: Standing, overlapping: Mapping[int, bool], threshold: int, chart: str
) -> dict[Place, Cell]:
    """The cells as whoever does not hold the data role sees them.

    `overlapping` says of each vocabulary whether a person may be in several of its groups.
    """
    hidden = hidden_places(found, overlapping, threshold, chart)
    return {place: hide(cell) if place in hidden else cell for place, cell in found.cells.items()}


def hidden_places(
    found: Standing, overlapping: Mapping[int, bool], threshold: int, chart: str
) -> set[Place]:
    """The places to mask."""
    if chart not in (*WITH_DENOMINATOR, *COUNTED):
        return set()
    return {
        (period, group)
        for period, row in by_period(found.cells).items()
        for group in hidden_groups(row, found.vocabulary_of, overlapping, threshold, chart)
    }


def hidden_groups(
    row: list[Cell],
    vocabulary_of: Mapping[int, int],
    overlapping: Mapping[int, bool],
    threshold: int,
    chart: str,
) -> set[Group]:
    """The groups of a period to mask, None for everybody."""
    overall = [cell for cell in row if cell.group is None]
    hidden = small(overall, threshold, chart, total=False)
    adding_up: set[Group] = set()
    for vocabulary, groups in by_vocabulary(row, vocabulary_of).items():
        adds_up = bool(overall) and not overlapping[vocabulary]
        hidden |= small(groups, threshold, chart, total=adds_up)
        adding_up |= {cell.group for cell in groups if adds_up}
    return hidden | adding_up if None in hidden else hidden


def by_vocabulary(row: list[Cell], vocabulary_of: Mapping[int, int]) -> dict[int, list[Cell]]:
    """The groups of each vocabulary."""
    found: dict[int, list[Cell]] = {}
    for cell in row:
        if cell.group is not None:
            found.setdefault(vocabulary_of[cell.group], []).append(cell)
    return found


def small(row: list[Cell], threshold: int, chart: str, *, total: bool) -> set[Group]:
    """The groups whose counts are small, and with a `total` what would tell them."""
    known = [(cell.group, parts) for cell in row if (parts := cell.parts(chart)) is not None]
    if chart in COUNTED:
        counts = [parts[0] for _, parts in known]
        found = masks_of_line(counts, total=total, threshold=threshold)
    else:
        pairs = [(parts[0], sum(parts)) for _, parts in known]
        found = masks_of_rates(pairs, total=total, threshold=threshold)
    everybody: set[Group] = {None} if TOTAL in found else set()
    return everybody | {known[position][0] for position in found if isinstance(position, int)}
