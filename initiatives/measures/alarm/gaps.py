"""The gap of a group to its reference, as a chart of its own: is it wider than its limits?

The reference stays the same over time. A best group that moves would widen a gap with nobody
getting worse, so where none was chosen it is the best group of the first year.
"""

from dataclasses import replace

from initiatives.measures.alarm.changes import pooled, there
from initiatives.measures.alarm.charts import Run, judged, latest_run
from initiatives.measures.alarm.shapes import Figure, Group, Line, Plan, Split
from initiatives.measures.spc.runs import side_of

FIRST = 12  # periods from which the best group is taken


def reference_of(plan: Plan, split: Split) -> Group | None:
    """The group that was chosen, else the best of the first periods that has people enough."""
    for group in split.known():
        if group.key == split.reference:
            return group
    levels = {
        group.key: level
        for group in split.known()
        if (level := first_level(plan, group.line)) is not None
    }
    if not plan.sign or len(levels) < 2:
        return None
    best = max(levels, key=lambda key: (plan.sign * levels[key], -key))
    return next(group for group in split.known() if group.key == best)


def first_level(plan: Plan, line: Line) -> float | None:
    """The figure of the first periods, where people enough are behind it."""
    usable = [index for index, figure in enumerate(line) if there(figure, plan.counted)]
    usable = [index for index in usable if index < FIRST]
    if not usable:
        return None
    if plan.counted:
        found = pooled(line, usable, plan.chart)
        return found.level if found and found.size >= plan.floor else None
    return sum(line[index].value or 0.0 for index in usable) / len(usable)


def gap_line(plan: Plan, group: Line, reference: Line) -> Line:
    """By how much the group is behind its reference, more where it is worse; a value each period.

    Missing where fewer people than the floor are behind either of the two.
    """
    return tuple(
        Figure(value=gap_between(plan, *pair), excluded=any(figure.excluded for figure in pair))
        for pair in zip(group, reference, strict=True)
    )


def gap_between(plan: Plan, own: Figure, other: Figure) -> float | None:
    """The gap of one period."""
    levels = [level_of(plan, figure) for figure in (own, other)]
    if levels[0] is None or levels[1] is None:
        return None
    return plan.sign * (levels[1] - levels[0])


def level_of(plan: Plan, figure: Figure) -> float | None:
    """A figure as it is charted; None where fewer people than the floor are behind it."""
    few = plan.counted and (figure.denominator or 0) < plan.floor
    return None if few else rate_of(plan, figure)


def rate_of(plan: Plan, figure: Figure) -> float | None:
    """A figure as it is charted, however few are behind it; None where it is not known."""
    if not plan.counted:
        return figure.value
    if figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator / figure.denominator


def widened(plan: Plan, gaps: Line) -> Run | None:
    """The run of the latest points for which the gap is wider than its chart explains.

    Only where the group is behind: one that loses a lead is no gap that widens.
    """
    chart = replace(plan, chart="i", direction="decrease")
    analysis = judged(chart, gaps, [figure.value for figure in gaps])
    run = latest_run(analysis, chart)
    if run is None or side_of(gaps[-1].value, 0.0) != 1:
        return None
    return run
