"""What a chart says, in a sentence for people who do not read control charts."""

import math

from initiatives.measures.spc.analysis import COMMON, Analysis, Phase
from initiatives.measures.spc.runs import ENOUGH

RULES = {
    "beyond": "it lies beyond the limits",
    "trend": "it is part of a steady trend",
    "two_of_three": "it lies close to a limit, like another one beside it",
    "shift": "it is part of a long run on one side of the centre",
    "four_of_five": "most points around it lie well away from the centre",
    "inner": "the points around it hug the centre more than chance allows",
    "outside": "the points around it keep away from the centre",
    "alternating": "the points around it go up and down in turn",
}
CAUSES = {
    "special_cause_improvement": "an improvement",
    "special_cause_concern": "a change for the worse",
    "special_cause_neutral_high": "unusually high",
    "special_cause_neutral_low": "unusually low",
}


def figure(value: float) -> str:
    """A number with three digits that count: 18.7, 1,240, 0.0312."""
    if not value:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(decimals, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: int, one: str, more: str = "") -> str:
    """`1 point`, `2 points`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def sentence(analysis: Analysis, unit: str = "", since: str = "") -> str:
    """What the latest phase of a chart says; `unit` follows the centre, as in `18.7 %`.

    `since` names the period with which a later phase starts, as in `Since Nov 2025`.
    """
    phase = analysis.phases[-1]
    there = [
        point.value
        for point in analysis.points[phase.start - 1 : phase.end]
        if point.value is not None and not point.excluded
    ]
    if phase.centre is None or not there:
        return "There are no data yet."
    where = f"Since {since or f'point {phase.start}'}: " if len(analysis.phases) > 1 else ""
    unit = f" {unit}" if unit else ""
    opening = f"{where}{counted(len(there), 'point')}, centre {figure(phase.centre)}{unit}"
    if len(there) < ENOUGH:
        return f"{opening}: too few to judge, {ENOUGH} are needed."
    if len(set(there)) == 1:
        return f"{opening}: nothing varies, so there are no limits."
    return f"{opening}; {verdict(analysis, phase)}"


def verdict(analysis: Analysis, phase: Phase) -> str:
    """What is seen, with the numbers that say so."""
    found = [*beyond_words(analysis, phase), *runs_words(phase)]
    if analysis.rules.runs:
        return f"{'; '.join(found)}." if found else f"{calm_words(phase)}."
    if not analysis.shown:
        return f"{analysis.rules.shown_from} points are needed before a verdict is shown."
    last = next(point for point in reversed(analysis.points) if point.cause)
    if last.cause == COMMON or last.cause is None:
        return "; ".join([*beyond_words(analysis, phase), "the last point is common variation."])
    reason = RULES[last.signal or "beyond"]
    return f"the last point is special, {CAUSES[last.cause]}: {reason}."


def beyond_words(analysis: Analysis, phase: Phase) -> list[str]:
    """How many points of the phase lie beyond its limits."""
    beyond = sum(phase.start <= index <= phase.end for index in analysis.beyond)
    return [f"{counted(beyond, 'point')} beyond the limits"] if beyond else []


def runs_words(phase: Phase) -> list[str]:
    """Which of the Anhøj rules is broken."""
    runs = phase.runs
    if not phase.runs_signal or runs.longest_run is None or runs.longest_run_max is None:
        return []
    if runs.longest_run > runs.longest_run_max:
        return [
            f"longest run {runs.longest_run}, limit {runs.longest_run_max}: the process has shifted"
        ]
    return [
        f"{counted(runs.crossings or 0, 'crossing')} of the centre, at least {runs.crossings_min} "
        "expected: the process is not stable"
    ]


def calm_words(phase: Phase) -> str:
    """That nothing is seen but chance."""
    runs = phase.runs
    if runs.longest_run is None:
        return "all points lie on the centre"
    return (
        f"longest run {runs.longest_run}, limit {runs.longest_run_max}; "
        f"{counted(runs.crossings or 0, 'crossing')}, at least {runs.crossings_min} expected: "
        "no more than chance is seen"
    )
