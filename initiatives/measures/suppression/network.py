"""How exactly a masked count can be told from what is published: an exact audit.

A table with its totals is a circulation: what flows through rows and columns comes back through the
grand total, and every sum is a node where what comes in goes out. What is published cannot change.
What is masked can change by what flows round a cycle of masked arcs, so the range of each masked
count is a maximum flow, and exact in whole numbers (Ford & Fulkerson 1962). It is the range that a
linear program would find.
"""

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Node: TypeAlias = Hashable


class Arc(NamedTuple):
    """A count of this size, from one sum into another."""

    tail: Node
    head: Node
    size: int


class Range(NamedTuple):
    """The least and the most that a masked count can be; `most` is None without an end."""

    least: int
    most: int | None


@dataclass(frozen=True)
class Network:
    """The counts of a published table by cell, totals included."""

    arcs: dict[Hashable, Arc]

    def range_of(self, cell: Hashable, masked: frozenset[Hashable]) -> Range:
        """What a reader can tell of a masked count.

        The reader knows that a masked count is at least 1, or at least 0 where a zero is masked.
        """
        arc, others, least = self.around(cell, masked)
        more = flow(others, arc.head, arc.tail, least)
        less = flow(others, arc.tail, arc.head, least)
        down = arc.size - least if less is None else min(less, arc.size - least)
        return Range(arc.size - down, None if more is None else arc.size + more)

    def grows(self, cell: Hashable, masked: frozenset[Hashable], by: int) -> bool:
        """Whether a masked count could as well be that much more."""
        arc, others, least = self.around(cell, masked)
        more = flow(others, arc.head, arc.tail, least, enough=by)
        return more is None or more >= by

    def shrinks(self, cell: Hashable, masked: frozenset[Hashable]) -> bool:
        """Whether a masked count could as well be less."""
        arc, others, least = self.around(cell, masked)
        if arc.size <= least:
            return False
        return flow(others, arc.tail, arc.head, least, enough=1) != 0

    def around(self, cell: Hashable, masked: frozenset[Hashable]) -> tuple[Arc, list[Arc], int]:
        """A masked count, the others, and the least that any of them can be."""
        others = [self.arcs[one] for one in masked if one != cell]
        arc = self.arcs[cell]
        least = 0 if not all(one.size for one in (arc, *others)) else 1
        return arc, others, least


def flow(
    arcs: list[Arc], source: Node, sink: Node, least: int, enough: int | None = None
) -> int | None:
    """The most that can go from source to sink through masked counts; None without an end.

    A count can grow without end, and shrink to `least`. It stops once there is `enough`.
    """
    free: dict[Node, set[Node]] = defaultdict(set)
    back: dict[tuple[Node, Node], int] = defaultdict(int)
    near: dict[Node, set[Node]] = defaultdict(set)
    for arc in arcs:
        free[arc.tail].add(arc.head)
        near[arc.head].add(arc.tail)
        back[arc.head, arc.tail] += arc.size - least
    total = 0
    while (enough is None or total < enough) and (path := shortest(source, sink, free, back, near)):
        held = [pair for pair in path if pair[1] not in free[pair[0]]]
        if not held:
            return None
        amount = min(back[pair] for pair in held)
        total += amount
        for tail, head in path:
            if head not in free[tail]:
                back[tail, head] -= amount
            near[head].add(tail)
            back[head, tail] += amount
    return total


def shortest(
    source: Node,
    sink: Node,
    free: dict[Node, set[Node]],
    back: dict[tuple[Node, Node], int],
    near: dict[Node, set[Node]],
) -> list[tuple[Node, Node]]:
    """The steps of a shortest way on which something can still flow; none when there is no way."""
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        node = waiting.popleft()
        for following in (*free[node], *(one for one in near[node] if back[node, one] > 0)):
            if following not in came:
                came[following] = node
                waiting.append(following)
    steps = []
    while sink != source and sink in came:
        steps.append((came[sink], sink))
        sink = came[sink]
    return steps[::-1]
