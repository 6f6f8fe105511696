"""Whether the groups of a period add up to everybody, and for how many the group is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from initiatives.measures.choices import WITH_DENOMINATOR, Chart


class Figures(Protocol):
    """An entry, or what stands recorded."""

    @property
    def numerator(self) -> int | None: ...

    @property
    def denominator(self) -> int | None: ...

    @property
    def value(self) -> float | None: ...


@dataclass(frozen=True)
class Sum:
    """What the groups add up to in a field, and what is said of everybody there."""

    field: str
    groups: int
    everybody: int


def adding(chart: str) -> tuple[str, ...]:
    """The fields in which groups can add up; a value that is no count never does."""
    if chart in WITH_DENOMINATOR:
        return ("numerator", "denominator")
    return ("value",) if chart == Chart.COUNT else ()


def unequal(everybody: Figures, groups: Sequence[Figures], chart: str) -> list[Sum]:
    """The fields in which disjoint groups do not add up to everybody; none without groups."""
    found = []
    for field in adding(chart):
        whole = getattr(everybody, field)
        parts = [part for group in groups if (part := getattr(group, field)) is not None]
        if whole is not None and parts and sum(parts) != whole:
            found.append(Sum(field, int(sum(parts)), int(whole)))
    return found


def known_share(
    everybody: Figures | None,
    groups: Iterable[tuple[Figures, bool]],
    chart: str,
    overlapping: bool = False,
) -> float | None:
    """For which share of all people the group is known, 0 to 1; None where it cannot be told.

    Each group comes with whether it is one of the ways in which the group is not known. Without a
    figure of everybody, all are those in the groups; in overlapping groups that cannot be told.
    """
    fields = adding(chart)
    if not fields:
        return None
    sizes = [(getattr(one, fields[-1]) or 0, absent) for one, absent in groups]
    known = sum(size for size, absent in sizes if not absent)
    absent = sum(size for size, absent in sizes if absent)
    whole = (getattr(everybody, fields[-1]) if everybody else None) or 0
    if overlapping:
        told = whole and any(is_absent for _, is_absent in sizes)
        return max(0.0, 1 - absent / whole) if told else None
    everyone = max(whole, known + absent)
    return known / everyone if everyone and sizes else None
