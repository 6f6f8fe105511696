"""A suggestion where a new phase may start. It is never applied by itself.

A new phase starts at the first point of a shift, and its limits are on trial until it has twelve
points (Making Data Count). The four questions are Wheeler's, as PQ Systems and qicharts2 give them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.spc.analysis import Analysis, Phase
from initiatives.measures.spc.detectors import Shift
from initiatives.measures.spc.runs import longest_run_max, side_of

SETTLED = 12  # points of a phase until its limits are no longer on trial
FOUR_QUESTIONS = (
    _("Do the data show a clearly different kind of process behaviour?"),
    _("Is the reason for this change in behaviour known?"),
    _("Is the new process behaviour desirable?"),
    _("Is it intended and expected that the new behaviour will continue?"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new phase from point `first` (counted from 1); on trial while it has few points."""

    first: int
    points: int
    on_trial: bool
    questions: tuple[str, ...] = FOUR_QUESTIONS


@dataclass(frozen=True, slots=True)
class Run:
    """Points on one side of the centre, from `first` to `last`, counted from 1."""

    first: int
    last: int
    length: int


def suggest_phase(analysis: Analysis) -> Suggestion | None:
    """Where the latest phase shifted, if a run in it is longer than chance explains."""
    phase = analysis.phases[-1]
    found = list(runs_in(analysis, phase))
    needed = long_enough(analysis, phase)
    shifts = [run for run in found if needed and run.length >= needed]
    if not shifts:
        return None
    shift = shifts[-1]
    later = [run for run in found if run.first > shift.last]
    if shift is found[0]:
        if not later:
            return None
        shift = later[0]
    points = sum(
        point.value is not None and not point.excluded
        for point in analysis.points[shift.first - 1 :]
    )
    return Suggestion(shift.first, points, points < SETTLED)


def long_enough(analysis: Analysis, phase: Phase) -> int | None:
    """How many points in a row make a shift under the rules of the chart."""
    if analysis.rules.runs:
        return longest_run_max(phase.runs.useful) + 1 if phase.runs.useful else None
    shift = analysis.rules.rules.get("shift")
    return shift.points if isinstance(shift, Shift) else None


def runs_in(analysis: Analysis, phase: Phase) -> Iterator[Run]:
    """The runs of a phase in their order; points on the line and excluded ones are passed over."""
    sides = [
        (index, side)
        for index in range(phase.start, phase.end + 1)
        if not (point := analysis.points[index - 1]).excluded
        and (side := side_of(point.value, phase.centre))
    ]
    for _side, run in groupby(sides, key=lambda one: one[1]):
        indices = [index for index, _ in run]
        yield Run(indices[0], indices[-1], len(indices))
