"""Periods, groups, their sums and where they meet, as one circulation in layers that do not touch.

From a period to its groups, from a group to its sum over the periods, from there to where it meets
the groups of the other vocabulary, and by those back to the period. So the range of every masked
count is a maximum flow, and exact.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from initiatives.measures.suppression.network import Arc, Network, Node

Parts = tuple[int, ...]  # those with and those without the event, or one count
Period = Any  # whatever names a period or a group in what the caller has
Group = Any


@dataclass(frozen=True, slots=True)
class InPeriod:
    """A group in a period; `side` 0 or 1 says of which vocabulary."""

    side: int
    period: Period
    group: Group


@dataclass(frozen=True, slots=True)
class OfAll:
    """Everybody in a period."""

    period: Period


@dataclass(frozen=True, slots=True)
class Pooled:
    """A group in all periods together."""

    side: int
    group: Group


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a group of the first vocabulary meets one of the second, in all periods together."""

    group: Group
    other: Group


Place = InPeriod | OfAll | Pooled | Meeting


@dataclass
class Circulation:
    """All places with their parts and their way, what is masked so far, and a network a layer."""

    parts: dict[Place, Parts]
    ways: dict[Place, tuple[Node, Node]]
    threshold: int
    masked: set[Place] = field(default_factory=set)
    networks: list[Network] = field(init=False)

    def __post_init__(self) -> None:
        layers = len(next(iter(self.parts.values()), ()))
        self.networks = [
            Network(
                {place: Arc(*self.ways[place], parts[layer]) for place, parts in self.parts.items()}
            )
            for layer in range(layers)
        ]

    def is_small(self, place: Place) -> bool:
        """Whether any part of it, or all its people, are few."""
        return any(1 <= part < self.threshold for part in (*self.parts[place], self.people(place)))

    def people(self, place: Place) -> int:
        """All its people."""
        return sum(self.parts[place])

    def is_told(self, place: Place) -> bool:
        """Whether a part of a masked place can be told, or a small one be told to be small."""
        hidden = frozenset(self.masked)
        layers = list(zip(self.networks, self.parts[place], strict=True))
        if any(self.gives_away(network, place, part, hidden) for network, part in layers):
            return True
        needed = self.threshold - self.people(place)
        if not 1 <= self.people(place) < self.threshold:
            return False
        return not any(network.grows(place, hidden, needed) for network in self.networks) and (
            sum(growth(network, place, hidden, part, needed) for network, part in layers) < needed
        )

    def gives_away(
        self, network: Network, place: Place, part: int, hidden: frozenset[Hashable]
    ) -> bool:
        """Whether one part can be told from its layer."""
        small = 1 <= part < self.threshold
        if network.grows(place, hidden, self.threshold - part if small else 1):
            return False
        return small or not network.shrinks(place, hidden)


def growth(
    network: Network, place: Place, hidden: frozenset[Hashable], part: int, most: int
) -> int:
    """By how much a masked part could be more, as far as that matters."""
    end = network.range_of(place, hidden).most
    return most if end is None else end - part
