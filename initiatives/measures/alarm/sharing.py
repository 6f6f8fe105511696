"""A group that does not share the improvement of everybody else, while its own figure falls.

The defining scenario: screening rises by 15 % for everybody while it falls by 2 % for one group,
and the group's own chart, judged alone, shows nothing yet. What speaks is the difference between
the two changes. So each month

1. the periods since everybody else improved are found: of the latest 1 to 12, those for which the
   change of *everybody else* stands out most. The group's own data have no part in that choice;
2. that improvement counts if the chart of everybody shows a special cause, or if it is three
   standard errors and a tenth of the figure (or of its complement) or more;
3. over the same periods the group's own figure moved for the worse, and the difference between the
   two changes is more than chance explains (two-sided 5 %), with the spread between periods taken
   from the baseline.

Where the two changes are of too few people, there is no verdict.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from initiatives.measures.alarm.changes import (
    Pooled,
    excess_spread,
    mean_of,
    pooled,
    spread,
    there,
)
from initiatives.measures.alarm.charts import FEWEST
from initiatives.measures.alarm.shapes import PROPORTIONS, Figure, Line, Plan
from initiatives.measures.disparity.comparison import is_relevant
from initiatives.measures.disparity.estimates import Z
from initiatives.measures.spc.runs import ENOUGH

FARTHEST = 12  # periods since an improvement
BASE = 24  # periods of the baseline, at most
CLEAR = 3.0  # standard errors of an improvement that no chart has shown yet


@dataclass(frozen=True, slots=True)
class Window:
    """The baseline and the latest periods, counted from 0."""

    base: tuple[int, ...]
    late: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two changes over one window, in standard errors where more is better.

    `rise` is the change of everybody else, `own` that of the group (in its unit), `apart` the
    difference between the two; `few` says that too few people are behind them.
    """

    window: Window
    rise: float
    relevant: bool
    own: float
    apart: float
    few: bool


def unshared(
    plan: Plan, everybody: Line, group: Line, *, overlapping: bool, improving: bool
) -> Compared | None:
    """The comparison of a group with everybody else; None where no improvement is to be shared.

    `improving` says that the chart of everybody shows a special cause for the better.
    """
    rest = everybody if overlapping or not plan.counted else without(everybody, group)
    compare = of_counts if plan.counted else of_values
    best: Compared | None = None
    for window in windows(plan, rest, group):
        found = compare(plan, rest, group, window)
        if found and (best is None or found.rise > best.rise):
            best = found
    if best is None or best.rise < Z:
        return None
    clear = best.relevant and best.rise >= CLEAR
    return best if improving or clear else None


def is_left_behind(found: Compared) -> bool:
    """Whether the group fell, and that is more than chance explains."""
    return not found.few and found.own < 0 and found.apart <= -Z


def without(everybody: Line, group: Line) -> Line:
    """Everybody but the group; everybody where the two do not fit together."""
    return tuple(less(whole, part) for whole, part in zip(everybody, group, strict=True))


def less(whole: Figure, part: Figure) -> Figure:
    """What is left of a figure without a part of it."""
    numbers = (whole.numerator, whole.denominator, part.numerator, part.denominator)
    if any(number is None for number in numbers):
        return whole
    events = (whole.numerator or 0) - (part.numerator or 0)
    people = (whole.denominator or 0) - (part.denominator or 0)
    if events < 0 or people <= 0:
        return whole
    return Figure(events, people, excluded=whole.excluded)


def windows(plan: Plan, rest: Line, group: Line) -> Iterator[Window]:
    """The latest 1 to 12 periods, each against the baseline before them."""
    usable = [
        index
        for index, pair in enumerate(zip(rest, group, strict=True))
        if all(there(figure, plan.counted) for figure in pair)
    ]
    if not usable or usable[-1] != len(rest) - 1:
        return
    frozen = plan.freeze if plan.freeze and not plan.phases else None
    for length in range(1, min(FARTHEST, len(usable) - ENOUGH) + 1):
        before, late = usable[:-length], usable[-length:]
        kept = [index for index in before if frozen is not None and index < frozen]
        base = kept if len(kept) >= ENOUGH else before[-BASE:]
        yield Window(tuple(base), tuple(late))


def of_counts(plan: Plan, rest: Line, group: Line, window: Window) -> Compared | None:
    """Two changes of rates; None where that of everybody else is no rise, to save the rest."""
    found = [
        pooled(line, periods, plan.chart)
        for line in (rest, group)
        for periods in (window.base, window.late)
    ]
    rest_base, rest_late, own_base, own_late = found
    if rest_base is None or rest_late is None or own_base is None or own_late is None:
        return None
    chart, sign = plan.chart, plan.sign
    rise = rest_late.level - rest_base.level
    own = own_late.level - own_base.level
    one = rest_late.variance(chart, rest_base.level) + rest_base.variance(chart)
    if sign * in_errors(rise, one, 1.0) < Z:  # the spread between periods only makes it less
        return None
    both = rest_late.variance(chart) + rest_base.variance(chart)
    both += own_late.variance(chart, own_base.level) + own_base.variance(chart)
    return Compared(
        window=window,
        rise=sign * in_errors(rise, one, spread_of_rates(plan, window, (rest, rest_base))),
        relevant=is_relevant(Fraction(rest_late.level), Fraction(rest_base.level)),
        own=sign * own,
        apart=sign
        * in_errors(
            own - rise, both, spread_of_rates(plan, window, (group, own_base), (rest, rest_base))
        ),
        few=too_few(plan, own_base, own_late),
    )


def in_errors(change: float, variance: float, excess: float) -> float:
    """A change in standard errors; none where nothing can vary."""
    return change / (excess * math.sqrt(variance)) if variance > 0 else 0.0


def too_few(plan: Plan, base: Pooled, late: Pooled) -> bool:
    """Whether too few people, or too few events, are behind the latest figure of a group."""
    rare = min(base.level, 1 - base.level) if plan.chart in PROPORTIONS else base.level
    return late.size < plan.floor or late.size * rare < FEWEST


def spread_of_rates(plan: Plan, window: Window, *lines: tuple[Line, Pooled]) -> float:
    """How much more than by chance a rate, or the gap between two, varies in the baseline."""
    scores = []
    for index in window.base:
        gap, variance = 0.0, 0.0
        for sign, (line, base) in zip((1, -1), lines, strict=False):
            point = pooled(line, (index,), plan.chart)
            assert point is not None
            gap += sign * (point.level - base.level)
            variance += point.variance(plan.chart, base.level)
        scores.append(gap / math.sqrt(variance) if variance > 0 else 0.0)
    return excess_spread(scores)


def of_values(plan: Plan, rest: Line, group: Line, window: Window) -> Compared | None:
    """Two changes of values: each as a multiple of its own baseline where all are above zero."""
    scaled = [in_baselines(line, window) for line in (rest, group)]
    gap = [own - other for other, own in zip(*scaled, strict=True)]
    split = len(window.base)
    steps = []
    for values in (scaled[0], scaled[1], gap):
        before, after = mean_of(values[:split]), mean_of(values[split:])
        sigma = spread(values[:split])
        error = sigma * math.sqrt(1 / before.size + 1 / after.size) if sigma else None
        steps.append((after.level - before.level, error))
    (rise, rise_error), (own, _), (apart, apart_error) = steps
    if rise_error is None or apart_error is None:
        return None
    return Compared(
        window=window,
        rise=plan.sign * rise / rise_error,
        relevant=abs(rise) >= abs(mean_of(scaled[0][:split]).level) / 10,
        own=plan.sign * own,
        apart=plan.sign * apart / apart_error,
        few=plan.chart == "c" and level_of(group, window.base) < FEWEST,
    )


def level_of(line: Line, periods: Sequence[int]) -> float:
    """The mean of a line over some periods."""
    return mean_of([line[index].value or 0.0 for index in periods]).level


def in_baselines(line: Line, window: Window) -> list[float]:
    """The values of a window, as multiples of the baseline's mean where all are above zero."""
    values = [line[index].value or 0.0 for index in (*window.base, *window.late)]
    scale = level_of(line, window.base) if min(values) > 0 else 1.0
    return [value / scale for value in values]
