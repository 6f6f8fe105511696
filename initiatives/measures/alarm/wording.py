"""A finding in words. A number is told only if every figure that it rests on may be shown.

`hidden` holds the masked cells, as period (from 0) and group (None for everybody).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from initiatives.measures.alarm.shapes import Change, Finding, Kind
from initiatives.measures.spc.wording import figure

Hidden = Collection[tuple[int, int | None]]
TOO_SMALL = "its counts are too small to show"
NAME = 90  # letters of a measure's name in a title
POINTS = {
    "shift": "{points} lie on the worse side of the centre of its own chart",
    "trend": "its own chart shows a steady trend for the worse",
    "two_of_three": "its latest points lie close to the worse limit of its own chart",
    "four_of_five": "most of its latest points lie well on the worse side of its own chart",
}
BEYOND = "its latest point lies beyond the worse limit of its own chart"


@dataclass(frozen=True)
class Names:
    """What things are called: the measure with its unit, the groups, the periods, vocabularies."""

    measure: str
    periods: list[str]
    unit: str = ""
    multiplier: float = 1.0
    groups: Mapping[int, str] = field(default_factory=dict)
    splits: Mapping[int, str] = field(default_factory=dict)
    absent: Mapping[int, Collection[int]] = field(default_factory=dict)

    def amount(self, value: float, *, points: bool = False) -> str:
        """A figure in its unit: `62.0 %`, or `9.3 percentage points` for a difference."""
        value *= self.multiplier
        if self.unit != "%":
            return f"{figure(value)} {self.unit}".strip()
        return f"{value:.1f} {'percentage points' if points else '%'}"

    def span(self, first: int, last: int) -> str:
        """`January 2026`, `January 2026 to March 2026`."""
        one, other = self.periods[first], self.periods[last]
        return one if first == last else f"{one} to {other}"


def title(found: Finding, names: Names) -> str:
    """What was seen, in a line without numbers."""
    measure = names.measure if len(names.measure) <= NAME else f"{names.measure[: NAME - 1]}…"
    if found.kind == Kind.OVERALL:
        said = "everybody gets worse"
    elif found.kind == Kind.COMPLETENESS:
        said = f"less is known of {names.splits[found.split or 0]}"
    elif found.kind == Kind.WIDENING:
        said = f"the gap of {names.groups[found.group or 0]} widens"
    elif found.how == "unshared":
        said = f"{names.groups[found.group or 0]} is left behind"
    else:
        said = f"{names.groups[found.group or 0]} gets worse"
    return f"{measure}: {said}"[:200]


def words(found: Finding, names: Names, hidden: Hidden) -> str:
    """What was seen, in two or three plain sentences."""
    say = {
        Kind.OVERALL: of_everybody,
        Kind.WIDENING: of_gap,
        Kind.COMPLETENESS: of_completeness,
    }.get(found.kind)
    if say is None:
        say = of_unshared if found.how == "unshared" else of_group
    return say(found, names, hidden)


def of_unshared(found: Finding, names: Names, hidden: Hidden) -> str:
    """Everybody else improves, and a group falls."""
    group = names.groups[found.group or 0]
    everybody = moved(found, found.others, None, names, hidden) or "improved"
    own = moved(found, found.own, found.group, names, hidden)
    own = f"{own} for {group}" if own else f"moved for the worse for {group}; {TOO_SMALL}"
    return (
        f"{names.measure} {everybody} for everybody, and {own}. {compared(found, names)} "
        "The two changes differ by more than chance explains."
    )


def of_group(found: Finding, names: Names, hidden: Hidden) -> str:
    """A special cause for the worse on a group's own chart."""
    group = names.groups[found.group or 0]
    own = moved(found, found.own, found.group, names, hidden)
    own = f"{own} for {group}" if own else f"moved for the worse for {group}; {TOO_SMALL}"
    everybody = moved(found, found.others, None, names, hidden)
    beside = f" For everybody it {everybody}, with no change for the worse." if everybody else ""
    return f"{names.measure} {own}: {reason(found)}.{beside} {compared(found, names)}"


def of_everybody(found: Finding, names: Names, hidden: Hidden) -> str:
    """A special cause for the worse of everybody."""
    own = moved(found, found.own, None, names, hidden)
    own = own or f"moved for the worse; {TOO_SMALL}"
    return f"{names.measure} {own} for everybody: {reason(found)}. {compared(found, names)}"


def of_gap(found: Finding, names: Names, hidden: Hidden) -> str:
    """The gap of a group to its reference is wider than its limits."""
    group, other = names.groups[found.group or 0], names.groups[found.reference or 0]
    shown = not (masked(found, found.group, hidden) or masked(found, found.reference, hidden))
    before, after = found.own.before, found.own.after
    by = f"; {TOO_SMALL}"
    if shown and before is not None and after is not None:
        by = f", from {names.amount(before, points=True)} to {names.amount(after, points=True)}"
    said = reason(found).replace("its own chart", "the chart of the gap")
    return (
        f"{names.measure}: the gap between {group} and {other} has widened{by}. In "
        f"{names.span(found.first, found.last)}, {said}. {compared(found, names)}"
    )


def of_completeness(found: Finding, names: Names, hidden: Hidden) -> str:
    """Of fewer people than before the group is known."""
    split = names.splits[found.split or 0]
    absent = names.absent.get(found.split or 0, ())
    shown = not any(masked(found, key, hidden) for key in (None, *absent))
    before, after = found.own.before, found.own.after
    said = ""
    if shown and before is not None and after is not None:
        said = f" It is known for {100 * after:.1f} % of people, after {100 * before:.1f} % before."
    least = " That is less than 80 %." if found.how == "threshold" else ""
    return (
        f"{names.measure}: less is known of people by {split} than before.{said}{least} What the "
        f"figures say of groups is worth less. {compared(found, names)}"
    )


def moved(
    found: Finding, change: Change | None, group: int | None, names: Names, hidden: Hidden
) -> str:
    """`rose from 62.0 % to 71.3 %`; nothing where that may not be shown, or is not known."""
    if change is None or change.before is None or change.after is None:
        return ""
    if masked(found, group, hidden):
        return ""
    before, after = names.amount(change.before), names.amount(change.after)
    if before == after:
        return f"stands at {after}"
    return f"{'rose' if change.after > change.before else 'fell'} from {before} to {after}"


def masked(found: Finding, group: int | None, hidden: Hidden) -> bool:
    """Whether a figure of a group that a finding rests on is masked."""
    since = min(found.own.since, found.others.since if found.others else found.own.since)
    return any(one == group and since <= period <= found.last for period, one in hidden)


def compared(found: Finding, names: Names) -> str:
    """Which periods were compared with which."""
    late = names.span(found.first, found.last)
    if found.own.since >= found.first:
        return f"This is of {late}."
    return f"Compared are {names.span(found.own.since, found.first - 1)} and {late}."


def reason(found: Finding) -> str:
    """The rule that says so."""
    run = found.last - found.first + 1
    points = f"{run} point{'' if run == 1 else 's'} in a row"
    return POINTS.get(found.how, BEYOND).format(points=points)
