"""What is looked at, and what is found. Periods are counted from 0, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

ALARM_VERSION = "alarm 1"
WITH_DENOMINATOR = ("p", "pp", "u", "up")
PROPORTIONS = ("p", "pp")


class Kind(StrEnum):
    """What was seen, by the names of `SignalKind`; overdue data are no finding in the data."""

    WORSE = "worse"
    WIDENING = "widening"
    OVERALL = "overall"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was recorded of a group in a period: counts, or a value; nothing where it is missing."""

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    excluded: bool = False


Line = tuple[Figure, ...]  # a figure each period


@dataclass(frozen=True, slots=True)
class Plan:
    """How a measure is charted; `phases` are the first points of later phases, counted from 1."""

    chart: str
    direction: str
    rules: str = "anhoej"
    screen: bool = True
    freeze: int | None = None
    phases: tuple[int, ...] = ()
    floor: int = 30

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is; 0 where neither."""
        return {"increase": 1, "decrease": -1}.get(self.direction, 0)

    @property
    def counted(self) -> bool:
        """Whether figures have numerators and denominators."""
        return self.chart in WITH_DENOMINATOR


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one group; `absent` where it is those of whom the group is not known."""

    key: int
    line: Line
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """The groups of one vocabulary; `reference` is the group that was chosen to compare with."""

    key: int
    groups: tuple[Group, ...]
    overlapping: bool = False
    reference: int | None = None

    def known(self) -> Iterator[Group]:
        """The groups that people belong to."""
        return (group for group in self.groups if not group.absent)


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that is recorded of a measure; all lines are equally long."""

    plan: Plan
    everybody: Line
    splits: tuple[Split, ...] = ()

    def until(self, last: int) -> "Data":
        """The same as it was when period `last` was the latest."""
        end = last + 1
        phases = tuple(first for first in self.plan.phases if first <= end)
        splits = tuple(
            replace(split, groups=tuple(replace(one, line=one.line[:end]) for one in split.groups))
            for split in self.splits
        )
        return Data(replace(self.plan, phases=phases), self.everybody[:end], splits)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after, from the periods since `since`; as fractions where counted."""

    before: float | None
    after: float | None
    since: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, in periods `first` to `last`, of a group of a vocabulary or of everybody.

    `how` is the rule that says so: of the rule set, `unshared`, or `threshold`. `own` is the change
    of the group (or of the gap, or of the completeness), `others` that of everybody.
    """

    kind: Kind
    first: int
    last: int
    how: str
    own: Change
    split: int | None = None
    group: int | None = None
    others: Change | None = None
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and of which groups nothing can be said: vocabulary and group."""

    findings: list[Finding] = field(default_factory=list)
    too_few: list[tuple[int, int]] = field(default_factory=list)
