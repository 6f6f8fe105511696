"""What a series says of progress: how far it has come, and how long a gain has held.

Nothing is judged here that the chart of the measure does not judge: a favourable special cause, or
a later phase for the better that somebody approved with the four questions answered.
"""

from collections.abc import Sequence
from statistics import median

from initiatives.measures.alarm.charts import CONCERN, charted, latest_run, people_behind
from initiatives.measures.alarm.gaps import rate_of
from initiatives.measures.alarm.shapes import Line, Plan
from initiatives.measures.spc import Analysis

LATEST = 3  # periods whose median is where a measure stands: one good month is no gain


def figures_of(line: Line, plan: Plan, multiplier: float) -> list[float]:
    """The figures that count, in the unit of the measure, in their order."""
    return [
        value * multiplier
        for figure in line
        if not figure.excluded and (value := rate_of(plan, figure)) is not None
    ]


def share_closed(
    figures: Sequence[float], baseline: float | None, target: float | None, sign: int
) -> float | None:
    """How much of the way from baseline to target the median of the latest periods has come.

    1 is the target, below 0 is farther away than the baseline. None where one of them is missing,
    or where the target does not lie in the direction in which the measure is to move.
    """
    if baseline is None or target is None or not figures or sign * (target - baseline) <= 0:
        return None
    return (median(figures[-LATEST:]) - baseline) / (target - baseline)


def gains(line: Line, plan: Plan) -> tuple[int, bool]:
    """How many periods a favourable change has held, and whether the latest point is adverse."""
    analysis = charted(plan, line)
    if analysis is None or not plan.sign:
        return 0, False
    worse = latest_run(analysis, plan)
    adverse = worse is not None and people_behind(plan, line, worse)
    return (0 if worse else held_since(line, plan, analysis)), adverse


def held_since(line: Line, plan: Plan, analysis: Analysis) -> int:
    """The periods with a figure since the favourable change began; 0 where there is none."""
    first = first_of_gain(line, plan, analysis)
    if first is None:
        return 0
    since = analysis.points[first:]
    if any(point.cause == CONCERN for point in since):
        return 0
    return sum(point.value is not None and not point.excluded for point in since)


def first_of_gain(line: Line, plan: Plan, analysis: Analysis) -> int | None:
    """The first point, from 0, of the latest phase if it is better than the one before.

    Else that of the favourable special cause that the latest point is part of.
    """
    if len(analysis.phases) > 1:
        before, latest = (phase.centre for phase in analysis.phases[-2:])
        if before is not None and latest is not None and plan.sign * (latest - before) > 0:
            return analysis.phases[-1].start - 1
    run = latest_run(analysis, plan, worse=False)
    return run.first if run and people_behind(plan, line, run) else None
