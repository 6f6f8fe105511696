"""What is shown of the workforce of a day, and how it adds up, as one circulation.

From everybody to the job families of the system, from those to the groups, from the groups of the
system to those of its sites, from there to their job families, and back.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.suppression.network import Arc, Network, Node
from initiatives.measures.suppression.tables import THRESHOLD, Line, Table

ALL, REST, TOTAL = "all", "rest", "total"  # all job families; those not counted apart; all groups
ELSEWHERE = 0  # what the system counts and none of its sites does
MORE_IN_FAMILIES = _(
    "With this, the job families counted on this day have more people in a group than all job "
    "families together. Check the counts of this day."
)
MORE_AT_SITES = _(
    "With this, the sites counted on this day have more people in a group than the whole system. "
    "Check the counts of this day."
)
Heads = tuple[int, ...]  # one number for each group, in the order of the vocabulary


class Place(NamedTuple):
    """A number that is shown: whose, of which job family, of which group."""

    entity: int
    family: Hashable
    group: Hashable


@dataclass(frozen=True)
class Counted:
    """What is counted of an entity on a day; `everybody` None where only families are counted."""

    entity: int
    families: tuple[tuple[int, Heads], ...] = ()
    everybody: Heads | None = None

    @property
    def together(self) -> Heads:
        """All that is counted, whatever the job family."""
        return self.everybody or added([heads for _, heads in self.families])

    @property
    def rows(self) -> dict[Hashable, Heads]:
        """The job families, with what is left over where some people are in none of them."""
        found: dict[Hashable, Heads] = dict(self.families)
        rest = taken(self.together, added(list(found.values())))
        return found | {REST: rest} if found and any(rest) else found


@dataclass(frozen=True)
class Day:
    """The whole system, where it is counted, and its sites."""

    whole: Counted | None
    sites: tuple[Counted, ...] = ()


def added(rows: Sequence[Heads]) -> Heads:
    """Heads added up group by group; nothing for nothing."""
    return tuple(map(sum, zip(*rows, strict=True)))


def taken(heads: Heads, less: Heads) -> Heads:
    """What is left of heads, group by group."""
    if not less:
        return heads
    return tuple(one - other for one, other in zip(heads, less, strict=True))


def sites_of(part: Day) -> tuple[Counted, ...]:
    """The sites, with what the system counts elsewhere where that is anybody."""
    if part.whole is None or not part.sites:
        return ()
    rest = taken(part.whole.together, added([site.together for site in part.sites]))
    return (*part.sites, Counted(ELSEWHERE, (), rest)) if any(rest) else part.sites


def table_of(part: Day) -> Table:
    """All places with the ways on which their counts flow, and the lines in which they add up."""
    assert part.whole is not None
    table = Table({}, [], Network({}), THRESHOLD)
    sites = sites_of(part)
    add_whole(table, part.whole, with_sites=bool(sites))
    for site in sites:
        add_site(table, site)
    width = len(part.whole.together)
    for group in [*range(width), TOTAL] if sites else []:
        below = tuple(Place(site.entity, ALL, group) for site in sites)
        table.lines.append(Line(below, Place(part.whole.entity, ALL, group)))
    return table


def put(table: Table, place: Place, size: int, tail: Node, head: Node) -> None:
    """A place with its count and its way."""
    table.counts[place] = size
    table.network.arcs[place] = Arc(tail, head, size)


def add_whole(table: Table, whole: Counted, *, with_sites: bool) -> None:
    """From everybody to job families, to groups, and on to the sites where there are any."""
    one, rows = whole.entity, whole.rows
    for family, heads in rows.items():
        put(table, Place(one, family, TOTAL), sum(heads), "start", ("family", family))
        for at, size in enumerate(heads):
            put(table, Place(one, family, at), size, ("family", family), ("group", at))
    for at, size in enumerate(whole.together):
        tail: Node = ("group", at) if rows else "start"
        put(table, Place(one, ALL, at), size, tail, ("sites", at) if with_sites else "end")
    put(table, Place(one, ALL, TOTAL), sum(whole.together), "end", "start")
    add_lines(table, whole)


def add_site(table: Table, site: Counted) -> None:
    """From a group of the system to that of a site, to its job families, and to its end."""
    one, rows = site.entity, site.rows
    for at, size in enumerate(site.together):
        head: Node = ("group of", one, at) if rows else ("site", one)
        put(table, Place(one, ALL, at), size, ("sites", at), head)
        for family, heads in rows.items():
            put(table, Place(one, family, at), heads[at], head, ("family of", one, family))
    for family, heads in rows.items():
        total = Place(one, family, TOTAL)
        put(table, total, sum(heads), ("family of", one, family), ("site", one))
    put(table, Place(one, ALL, TOTAL), sum(site.together), ("site", one), "end")
    add_lines(table, site)


def add_lines(table: Table, counted: Counted) -> None:
    """Groups add up to all people of a job family, and job families to all of a group."""
    one, groups = counted.entity, range(len(counted.together))
    for family in (*counted.rows, ALL):
        parts = tuple(Place(one, family, at) for at in groups)
        table.lines.append(Line(parts, Place(one, family, TOTAL)))
    for group in (*groups, TOTAL) if counted.rows else ():
        families = tuple(Place(one, family, group) for family in counted.rows)
        table.lines.append(Line(families, Place(one, ALL, group)))


def contradiction(day: Day) -> str:
    """Why these counts cannot all be right; nothing where they can.

    Job families are part of all people of an entity, and sites part of the system.
    """
    counted = [one for one in (day.whole, *day.sites) if one is not None]
    for one in counted:
        if one.everybody and exceeds(one.everybody, [heads for _, heads in one.families]):
            return MORE_IN_FAMILIES
    if day.whole is None:
        return ""
    if day.whole.everybody and exceeds(day.whole.everybody, [one.together for one in day.sites]):
        return MORE_AT_SITES
    for family, heads in day.whole.families:
        below = [row for site in day.sites for key, row in site.families if key == family]
        if exceeds(heads, below):
            return MORE_AT_SITES
    return ""


def exceeds(whole: Heads, parts: Sequence[Heads]) -> bool:
    """Whether parts have more people in some group than the whole that they are part of."""
    return bool(parts) and any(less < 0 for less in taken(whole, added(parts)))
