"""One mask over all that is shown of the workforce of a day by one vocabulary.

Shown are the heads of each group by job family and together, of the whole system and of its sites,
with every sum. All of it is one circulation (`adding.py`), so the audit of `measures.suppression`
is exact for all of it at once. That holds because no count is shown by site, job family and group
where the job families of the whole system are shown: that would be a third small dimension, and no
circulation. `shown` leaves such counts out.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from initiatives.measures.suppression import masks_of_grid
from initiatives.measures.suppression.tables import protect
from initiatives.workforce.rules.adding import (
    ALL,
    TOTAL,
    Day,
    Heads,
    Place,
    sites_of,
    table_of,
)

Rows = dict[tuple[int, Hashable], Heads]


def shown(day: Day) -> Day:
    """The day without what would be a third small dimension: site by job family by group.

    A site is shown without its job families where those of the whole system are shown, and not at
    all where it has no count of all its job families then.
    """
    if day.whole is None or not day.whole.families:
        return day
    sites = (replace(site, families=()) for site in day.sites if site.everybody is not None)
    return Day(day.whole, tuple(sites))


def masks_of(day: Day, forced: frozenset[Place] = frozenset()) -> frozenset[Place]:
    """What to mask of a day as `shown` leaves it; `forced` is masked whatever it is.

    Counts of 1 to 10 are masked, and as many more as keep them from being told.
    """
    return frozenset().union(*(masks_of_part(part, forced) for part in parts_of(shown(day))))


def parts_of(day: Day) -> Iterator[Day]:
    """What adds up: the system with its sites where all its job families are counted, else each."""
    if day.whole is not None and day.whole.everybody is not None:
        yield day
        return
    if day.whole is not None:
        yield Day(day.whole)
    yield from (Day(site) for site in day.sites)


@lru_cache(maxsize=256)
def masks_of_part(part: Day, forced: frozenset[Place]) -> frozenset[Place]:
    """The masks of what adds up; the same numbers are worked out once in a process."""
    table = table_of(part)
    table.masked |= {place for place in forced if place in table.counts}
    table.masked |= seeds(part)
    protect(table, list(table.counts))
    return frozenset(place for place in table.masked if isinstance(place, Place))


def seeds(part: Day) -> set[Place]:
    """Where small counts stand in a grid, the rectangle that costs least is masked with them."""
    assert part.whole is not None
    sites: Rows = {(site.entity, ALL): site.together for site in sites_of(part)}
    rows: Rows = {(part.whole.entity, family): heads for family, heads in part.whole.rows.items()}
    return grid(rows) | grid(sites)


def grid(rows: Rows) -> set[Place]:
    """The masks of rows of groups, without those of their totals."""
    keys = list(rows)
    found = masks_of_grid(list(rows.values()), total=True) if keys else set()
    width = len(next(iter(rows.values()), ()))
    return {Place(*keys[row], at) for row, at in found if row < len(keys) and at < width}


def masks_together(days: Mapping[int, Day]) -> dict[int, frozenset[Place]]:
    """The masks of one day by several vocabularies, each by its key.

    They show the same people, so a sum of all groups that is masked in one is masked in all.
    """
    forced: frozenset[Place] = frozenset()
    while True:
        found = {key: masks_of(day, forced) for key, day in days.items()}
        totals = {place for masks in found.values() for place in masks if place.group == TOTAL}
        if totals <= forced:
            return found
        forced |= totals
