"""Which groups to mask where rates are published, with all that follows from them.

A rate with its denominator tells who had the event and who had not, so a group is masked when
either of them, or all its people, are few; then as a whole, since every part would tell another.
"""

from collections.abc import Hashable, Sequence

from initiatives.measures.suppression.network import Arc, Network
from initiatives.measures.suppression.tables import THRESHOLD, TOTAL

Counts = tuple[int, int]  # numerator and denominator


def is_small(counts: Counts, threshold: int = THRESHOLD) -> bool:
    """Whether events, those without, or people are from 1 to `threshold` - 1."""
    numerator, denominator = counts
    parts = (numerator, denominator - numerator, denominator)
    return any(1 <= part < threshold for part in parts)


def masks_of_rates(
    groups: Sequence[Counts], *, total: bool, threshold: int = THRESHOLD
) -> set[int | str]:
    """The positions (from 0) of the groups to mask, and `TOTAL` where the rate of all must go too.

    The groups are disjoint. With `total` the rate of all of them is published, so that one group
    less than all would tell the one that is masked.
    """
    masked: set[int] = {
        position for position, counts in enumerate(groups) if is_small(counts, threshold)
    }
    if not total or not masked:
        return set(masked)
    network = network_of(groups)
    order = sorted(
        range(len(groups)), key=lambda position: (not groups[position][1], groups[position][1])
    )
    while is_told(network, groups, masked, threshold):
        more = next((position for position in order if position not in masked), None)
        if more is None:
            return {*masked, TOTAL}
        masked.add(more)
    return set(masked)


def network_of(groups: Sequence[Counts]) -> Network:
    """Groups by those with and without the event, with their totals."""
    arcs: dict[Hashable, Arc] = {}
    for position, (numerator, denominator) in enumerate(groups):
        arcs[position, "with"] = Arc(position, "with", numerator)
        arcs[position, "without"] = Arc(position, "without", denominator - numerator)
        arcs[position, "people"] = Arc("all", position, denominator)
    events = sum(numerator for numerator, _ in groups)
    people = sum(denominator for _, denominator in groups)
    arcs[TOTAL, "with"] = Arc("with", "each", events)
    arcs[TOTAL, "without"] = Arc("without", "each", people - events)
    arcs[TOTAL, "people"] = Arc("each", "all", people)
    return Network(arcs)


def is_told(network: Network, groups: Sequence[Counts], masked: set[int], threshold: int) -> bool:
    """Whether any count of a masked group can be told, or a small one be told to be small."""
    hidden = frozenset(
        (position, part) for position in masked for part in ("with", "without", "people")
    )
    for cell in hidden:
        count = network.arcs[cell].size
        small = 1 <= count < threshold
        grows = network.grows(cell, hidden, threshold - count if small else 1)
        if not grows and (small or not network.shrinks(cell, hidden)):
            return True
    return False
