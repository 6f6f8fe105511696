"""One series as the measure charts it, and the run that its latest point is part of."""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.measures.alarm.shapes import PROPORTIONS, Line, Plan
from initiatives.measures.disparity.significance import compare_with_fixed
from initiatives.measures.spc import Analysis, BadSeries, Choices, analyse, series_of
from initiatives.measures.spc.rephasing import long_enough, runs_in
from initiatives.measures.spc.runs import ENOUGH, side_of

CONCERN, IMPROVEMENT = "special_cause_concern", "special_cause_improvement"
BEYOND = 0.0027  # the chance of a point beyond three standard deviations
FEWEST = 5  # expected events under which limits about a normal curve say little


@dataclass(frozen=True, slots=True)
class Run:
    """The points that a special cause covers, from 0; the last one is the latest of the series."""

    first: int
    last: int
    how: str


def charted(plan: Plan, line: Line) -> Analysis | None:
    """The chart of a line; None where it cannot be drawn."""
    if plan.counted:
        return judged(plan, line, [f.numerator for f in line], [f.denominator for f in line])
    return judged(plan, line, [figure.value for figure in line])


def judged(
    plan: Plan, line: Line, y: Sequence[float | None], n: Sequence[int | None] | None = None
) -> Analysis | None:
    """The chart of values that stand for a line; None where it cannot be drawn."""
    frozen = plan.freeze if plan.freeze and plan.freeze <= len(line) else None
    choices = Choices(
        rules=plan.rules,
        phases=plan.phases,
        freeze=frozen,
        exclude=[index for index, figure in enumerate(line, 1) if figure.excluded],
        screen=plan.screen,
        direction=plan.direction,
    )
    try:
        return analyse(series_of(plan.chart, y, n), choices)
    except BadSeries:  # such as a count over its denominator, recorded under an earlier definition
        return None


def enough(analysis: Analysis) -> bool:
    """Whether the latest phase has points enough to be judged."""
    phase = analysis.phases[-1]
    points = analysis.points[phase.start - 1 : phase.end]
    there = sum(point.value is not None and not point.excluded for point in points)
    return there >= ENOUGH and analysis.shown


def latest_run(analysis: Analysis | None, plan: Plan, *, worse: bool = True) -> Run | None:
    """The special cause that the latest point is part of, for the worse or else for the better."""
    if analysis is None or not plan.sign or not enough(analysis):
        return None
    last = analysis.points[-1]
    if last.value is None or last.excluded:
        return None
    found = [run for run in (marked(analysis, worse), shifted(analysis, plan, worse)) if run]
    return min(found, key=lambda run: run.first, default=None)


def marked(analysis: Analysis, worse: bool) -> Run | None:
    """The latest points that a rule marks, one after the other."""
    cause = CONCERN if worse else IMPROVEMENT
    first = last = len(analysis.points) - 1
    if analysis.points[last].cause != cause:
        return None
    start = analysis.phases[-1].start - 1
    for index in range(last, start - 1, -1):
        point = analysis.points[index]
        if point.value is None or point.excluded:
            continue
        if point.cause != cause:
            break
        first = index
    return Run(first, last, analysis.points[last].signal or "beyond")


def shifted(analysis: Analysis, plan: Plan, worse: bool) -> Run | None:
    """The latest run on one side of the centre, if the Anhøj rules call it too long."""
    phase = analysis.phases[-1]
    needed = long_enough(analysis, phase) if phase.runs_signal else None
    runs = list(runs_in(analysis, phase))
    if needed is None or not runs:
        return None
    side = -plan.sign if worse else plan.sign
    run, last = runs[-1], analysis.points[-1]
    if run.last != len(analysis.points) or run.length < needed:
        return None
    if side_of(last.value, phase.centre) != side:
        return None
    return Run(run.first - 1, run.last - 1, "shift")


def people_behind(plan: Plan, line: Line, run: Run) -> bool:
    """Whether enough people are behind a run: the floor, and no rare event taken for a change.

    Limits about a normal curve call two of forty special where one in a hundred is usual; there an
    exact test must say so too.
    """
    if not plan.counted:
        return True
    there = [figure for figure in line[run.first : run.last + 1] if not figure.excluded]
    people = sum(figure.denominator or 0 for figure in there)
    if people < plan.floor:
        return False
    if plan.chart not in PROPORTIONS or run.how != "beyond":
        return True
    before = [figure for figure in line[: run.first] if not figure.excluded]
    events, at_risk = total(before)
    usual = (events + 0.5) / (at_risk + 1)
    if people * min(usual, 1 - usual) >= FEWEST:
        return True
    return compare_with_fixed(total(there)[0], people, usual)[0] <= BEYOND


def total(figures: Sequence[object]) -> tuple[int, int]:
    """The events and the people of counted figures."""
    events = sum(getattr(figure, "numerator", 0) or 0 for figure in figures)
    return events, sum(getattr(figure, "denominator", 0) or 0 for figure in figures)
