"""A request of the calculator, checked strictly, and its answer as plain data."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from initiatives.measures.spc.analysis import Analysis, Choices, Phase, analyse
from initiatives.measures.spc.errors import BadSeries
from initiatives.measures.spc.series import series_of

ASKED = (
    *("chart", "rules", "y", "n", "phases", "freeze", "exclude", "multiply", "screen"),
    *("target", "direction"),
)


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The analysis of a series; raises BadSeries.

    Indices count from 1. A limit that does not exist is None. `runs_signal` is the verdict of the
    Anhøj rules whatever the number of points. `signal` of a point names the rule that it breaks;
    `variation` and `assurance` are as in `Analysis`.
    """
    unknown = [name for name in request if name not in ASKED]
    if unknown:
        raise BadSeries(
            _("'%(unknown)s' is not known. Ask with %(asked)s.")
            % {"unknown": unknown[0], "asked": ", ".join(ASKED)},
            unknown[0],
        )
    y, n = listed(request, "y"), listed(request, "n")
    if y is None:
        raise BadSeries(_("Give the values as the list `y`."), "y")
    series = series_of(text(request, "chart", ""), y, n)
    return answered(analyse(series, choices_of(request)))


def choices_of(request: Mapping[str, Any]) -> Choices:
    """How the series is to be judged; raises BadSeries."""
    screen = request.get("screen", True)
    if not isinstance(screen, bool):
        raise BadSeries(_("`screen` is true or false."), "screen")
    freeze = request.get("freeze")
    if freeze is not None:
        freeze = whole(freeze, "freeze")
    multiply = real(request.get("multiply", 1), "multiply")
    if multiply <= 0:
        raise BadSeries(_("`multiply` is a number more than zero."), "multiply")
    target = request.get("target")
    return Choices(
        rules=text(request, "rules", "anhoej"),
        phases=[whole(one, "phases") for one in listed(request, "phases") or ()],
        freeze=freeze,
        exclude=frozenset(whole(one, "exclude") for one in listed(request, "exclude") or ()),
        multiply=multiply,
        screen=screen,
        target=None if target is None else real(target, "target"),
        direction=text(request, "direction", "neutral"),
    )


def listed(request: Mapping[str, Any], name: str) -> list[Any] | None:
    """A list, or None where there is none."""
    found = request.get(name)
    if found is not None and not isinstance(found, list):
        raise BadSeries(_("`%(name)s` is a list.") % {"name": name}, name)
    return found


def text(request: Mapping[str, Any], name: str, default: str) -> str:
    """A word."""
    found = request.get(name, default)
    if not isinstance(found, str):
        raise BadSeries(_("`%(name)s` is a word.") % {"name": name}, name)
    return found


def whole(value: object, name: str) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadSeries(_("`%(name)s` takes whole numbers, counted from 1.") % {"name": name}, name)
    return value


def real(value: object, name: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e300:
        raise BadSeries(_("`%(name)s` is a number.") % {"name": name}, name)
    if not math.isfinite(value):
        raise BadSeries(_("`%(name)s` is a finite number.") % {"name": name}, name)
    return float(value)


def answered(analysis: Analysis) -> dict[str, Any]:
    """An analysis as plain data."""
    return {
        "phases": [phase_answered(phase) for phase in analysis.phases],
        "beyond": analysis.beyond,
        "points": [{"value": one.value, "signal": one.signal} for one in analysis.points],
        "variation": analysis.variation,
        "assurance": analysis.assurance,
    }


def phase_answered(phase: Phase) -> dict[str, Any]:
    """A phase as plain data."""
    return {
        "start": phase.start,
        "end": phase.end,
        "centre": phase.centre,
        "lower": [bounds.lower for bounds in phase.limits],
        "upper": [bounds.upper for bounds in phase.limits],
        "useful": phase.runs.useful,
        "longest_run": phase.runs.longest_run,
        "longest_run_max": phase.runs.longest_run_max,
        "crossings": phase.runs.crossings,
        "crossings_min": phase.runs.crossings_min,
        "runs_signal": phase.runs_signal,
    }
