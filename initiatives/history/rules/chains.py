"""Whether the events of one record are those that were written, and if not, which is the first.

The chain is walked backwards from the hash that its head remembers: each event names the hash of
the one before it. Whatever is found on the way and still hashes to its own hash is as it was
written; what is not found was changed or removed; what the walk never meets was inserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

START = b""  # what the first event of a chain holds as the hash of the one before
WORDS = {
    "changed": "was changed",
    "order": "was put into another place of its chain",
    "inserted": "was inserted",
    "removed": "was removed",
    "head": "does not fit the head of its chain, which was changed or removed",
    "seal": "is not the one that its seal remembers; it, or one before it, was changed",
}


class Link(NamedTuple):
    """An event as a link: the hashes that it holds, and the one that its content now gives."""

    event: int
    at: datetime | None
    position: int
    former: bytes
    hash: bytes
    own: bytes

    @property
    def whole(self) -> bool:
        """Whether its content is what was hashed."""
        return self.own == self.hash


class Mark(NamedTuple):
    """What remembers a chain from outside: a length, and the hash of the event there."""

    length: int
    hash: bytes


@dataclass(frozen=True)
class Fault:
    """What is wrong with one event of a record; `event` is None for one that is gone."""

    what: str
    position: int
    event: int | None = None
    at: datetime | None = None

    @property
    def words(self) -> str:
        return WORDS[self.what]


def first_fault(
    links: Sequence[Link], head: Mark | None, sealed: Sequence[Mark] = ()
) -> Fault | None:
    """The fault at the lowest position of a chain; None where all is as it was written.

    `links` are the events in any order, `sealed` what the seals remember of the chain.
    """
    walk = Walk(links)
    faults = list(walk.from_head(head))
    faults += walk.unmet()
    faults += against_seals(links, sealed)
    return min(faults, key=urgency, default=None)


def urgency(fault: Fault) -> tuple[int, int]:
    """Lowest position first; there, what was put in explains what seems to have moved."""
    order = ("inserted", "changed", "order", "removed", "head", "seal")
    return fault.position, order.index(fault.what)


def found(what: str, link: Link, position: int | None = None) -> Fault:
    """A fault of an event that is there."""
    return Fault(what, link.position if position is None else position, link.event, link.at)


@dataclass
class Walk:
    """From the head to the first event, along the hashes."""

    links: Sequence[Link]
    met: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        # Of two with the same hash, the one whose content gives it is the one that was written.
        ordered = sorted(self.links, key=lambda link: link.whole)
        self.by_hash = {link.hash: link for link in ordered}
        self.by_position = {link.position: link for link in ordered}

    def from_head(self, head: Mark | None) -> Iterator[Fault]:
        """The faults on the way, the last position first."""
        if head is None:
            yield from self.headless()
            return
        place, wanted = head.length, head.hash
        end = self.by_hash.get(wanted)
        if end and end.whole and end.position != place:
            yield found("head", end)
            place = end.position
        while place > 0:
            link = self.meet(wanted, place)
            if link is None:
                below = self.next_below(place)
                yield Fault("removed", below + 1)
                place, wanted = below, self.hash_at(below)
                continue
            sound = link.whole and link.position == place and link.hash == wanted
            if not sound:
                yield found("changed" if link.position == place else "order", link, place)
            place -= 1
            wanted = link.former if sound else self.guess(link, place)
        if wanted != START:
            yield from self.cut_off()

    def headless(self) -> Iterator[Fault]:
        """A chain whose head is gone is judged from its last event, which must have had one."""
        if self.links:
            last = max(self.links, key=lambda link: link.position)
            yield found("head", last)
            yield from self.from_head(Mark(last.position, last.hash))

    def meet(self, wanted: bytes, place: int) -> Link | None:
        """The event of this hash, or else the one in its place; None where there is neither."""
        for link in (self.by_hash.get(wanted), self.by_position.get(place)):
            if link and link.event not in self.met:
                self.met.add(link.event)
                return link
        return None

    def guess(self, link: Link, place: int) -> bytes:
        """The hash to look for at this place, before an event that is not as it was written.

        What such an event says of the one before it is taken only where that leads to the event
        in this place, or to one that was changed as well.
        """
        before = self.by_hash.get(link.former)
        fits = before is not None and (before.position == place or not before.whole)
        return link.former if fits else self.hash_at(place) or link.former

    def hash_at(self, place: int) -> bytes:
        link = self.by_position.get(place)
        return link.hash if link else START

    def next_below(self, place: int) -> int:
        """The highest place below this one at which there is an event; nought where none is."""
        return max((place_ for place_ in self.by_position if 0 < place_ < place), default=0)

    def cut_off(self) -> Iterator[Fault]:
        """The first event says that there was one before it."""
        first = self.by_position.get(1)
        if first and first.former != START:
            yield found("changed", first)

    def unmet(self) -> list[Fault]:
        """Events that nothing leads to."""
        return [found("inserted", link) for link in self.links if link.event not in self.met]


def against_seals(links: Sequence[Link], sealed: Sequence[Mark]) -> list[Fault]:
    """Where a seal remembers a hash that the chain no longer has."""
    there = {link.hash for link in links}
    at = {link.position: link for link in links if link.position > 0}
    faults = []
    for mark in sealed:
        if mark.hash in there:  # whether it is in its place, the walk has seen
            continue
        link = at.get(mark.length)
        last = max((place for place in at if place < mark.length), default=0)
        faults.append(found("seal", link) if link else Fault("removed", last + 1))
    return faults
