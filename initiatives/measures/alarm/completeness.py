"""Of how many people it is known to which group they belong, and whether that share falls.

A stratified figure is worth as much as this share. NCQA asks for 80 % in its stratified measures.
"""

from dataclasses import replace

from initiatives.measures.alarm.charts import Run, charted, latest_run
from initiatives.measures.alarm.shapes import Data, Figure, Line, Plan, Split

LEAST = 0.8  # NCQA's threshold
NOTABLE = 0.01  # a fall of less than a point is nobody's concern, however steady the share was


def known_line(data: Data, split: Split) -> Line:
    """Of each period how many people there are and of how many the group is known."""
    periods = range(len(data.everybody))
    return tuple(known_in(data, split, index) for index in periods)


def known_in(data: Data, split: Split, index: int) -> Figure:
    """One period; missing where it cannot be told."""
    plan, whole = data.plan, people(data.plan, data.everybody[index])
    known = [people(plan, one.line[index]) for one in split.known()]
    absent = [people(plan, one.line[index]) for one in split.groups if one.absent]
    unknown = sum(one or 0 for one in absent)
    usable = sum(one or 0 for one in known)
    if not any(one is not None for one in (*known, *absent)):
        return Figure()
    if split.overlapping:
        if whole is None or all(one is None for one in absent):
            return Figure()
        usable = whole - unknown
    total = max(whole if whole is not None else 0, usable + unknown)
    if not total or usable < 0:
        return Figure()
    return Figure(usable, total, excluded=data.everybody[index].excluded)


def people(plan: Plan, figure: Figure) -> int | None:
    """How many people a figure is of; events, where only those are counted."""
    if plan.counted:
        return figure.denominator
    if plan.chart == "c" and figure.value is not None:
        return int(figure.value)
    return None


def fallen(plan: Plan, line: Line) -> Run | None:
    """The run of the latest points in which less is known, by its chart or by the threshold."""
    chart = replace(plan, chart="pp", direction="increase")
    run = latest_run(charted(chart, line), chart)
    if run is not None and drop(line, run) >= NOTABLE:
        return run
    return below(line, plan.floor)


def drop(line: Line, run: Run) -> float:
    """By how much less is known in the run than before it."""
    before, after = line[: run.first], line[run.first : run.last + 1]
    return (share(before) or 0.0) - (share(after) or 0.0)


def share(line: Line) -> float | None:
    """The share over several periods."""
    total = sum(figure.denominator or 0 for figure in line)
    return sum(figure.numerator or 0 for figure in line) / total if total else None


def below(line: Line, floor: int) -> Run | None:
    """The latest periods below the threshold, if it was reached before them."""
    last = len(line) - 1
    first = None
    for index in range(last, -1, -1):
        figure = line[index]
        if not figure.denominator or figure.numerator is None or figure.excluded:
            if index == last:
                return None
            continue
        if figure.numerator >= LEAST * figure.denominator:
            enough = first is not None and (line[last].denominator or 0) >= floor
            return Run(first, last, "threshold") if first is not None and enough else None
        first = index
    return None
