"""What a chart says, in a sentence for people who do not read control charts."""

import math

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.spc.analysis import COMMON, Analysis, Phase
from initiatives.measures.spc.runs import ENOUGH

RULES = {
    "beyond": _("it lies beyond the limits"),
    "trend": _("it is part of a steady trend"),
    "two_of_three": _("it lies close to a limit, like another one beside it"),
    "shift": _("it is part of a long run on one side of the centre"),
    "four_of_five": _("most points around it lie well away from the centre"),
    "inner": _("the points around it hug the centre more than chance allows"),
    "outside": _("the points around it keep away from the centre"),
    "alternating": _("the points around it go up and down in turn"),
}
CAUSES = {
    "special_cause_improvement": _("an improvement"),
    "special_cause_concern": _("a change for the worse"),
    "special_cause_neutral_high": _("unusually high"),
    "special_cause_neutral_low": _("unusually low"),
}


def figure(value: float) -> str:
    """A number with three digits that count: 18.7, 1,240, 0.0312."""
    if not value:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(decimals, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
        return gettext("There are no data yet.")
    later = len(analysis.phases) > 1
    since = since or gettext("point %(number)d") % {"number": phase.start}
    opening = opened(len(there), phase.centre, unit, since if later else "")
    if len(there) < ENOUGH:
        return gettext("%(opening)s: too few to judge, %(enough)s are needed.") % {
            "opening": opening,
            "enough": ENOUGH,
        }
    if len(set(there)) == 1:
        return gettext("%(opening)s: nothing varies, so there are no limits.") % {
            "opening": opening
        }
    return f"{opening}; {verdict(analysis, phase)}"


def opened(number: int, centre: float, unit: str, since: str) -> str:
    """How many points there are, since when, and what they centre on."""
    said = ngettext(
        "%(number)d point, centre %(centre)s", "%(number)d points, centre %(centre)s", number
    )
    if since:
        said = ngettext(
            "Since %(since)s: %(number)d point, centre %(centre)s",
            "Since %(since)s: %(number)d points, centre %(centre)s",
            number,
        )
    centred = f"{figure(centre)} {unit}" if unit else figure(centre)
    return said % {"since": since, "number": number, "centre": centred}


def verdict(analysis: Analysis, phase: Phase) -> str:
    """What is seen, with the numbers that say so."""
    found = [*beyond_words(analysis, phase), *runs_words(phase)]
    if analysis.rules.runs:
        return f"{'; '.join(found)}." if found else f"{calm_words(phase)}."
    if not analysis.shown:
        return gettext("%(shown_from)s points are needed before a verdict is shown.") % {
            "shown_from": analysis.rules.shown_from
        }
    last = next(point for point in reversed(analysis.points) if point.cause)
    if last.cause == COMMON or last.cause is None:
        return "; ".join(
            [*beyond_words(analysis, phase), gettext("the last point is common variation.")]
        )
    reason = RULES[last.signal or "beyond"]
    return gettext("the last point is special, %(causes)s: %(reason)s.") % {
        "causes": CAUSES[last.cause],
        "reason": reason,
    }


def beyond_words(analysis: Analysis, phase: Phase) -> list[str]:
    """How many points of the phase lie beyond its limits."""
    beyond = sum(phase.start <= index <= phase.end for index in analysis.beyond)
    said = ngettext(
        "%(number)d point beyond the limits", "%(number)d points beyond the limits", beyond
    )
    return [said % {"number": beyond}] if beyond else []


def runs_words(phase: Phase) -> list[str]:
    """Which of the Anhøj rules is broken."""
    runs = phase.runs
    if not phase.runs_signal or runs.longest_run is None or runs.longest_run_max is None:
        return []
    if runs.longest_run > runs.longest_run_max:
        return [
            gettext(
                "longest run %(longest_run)s, limit %(longest_run_max)s: the process has shifted"
            )
            % {"longest_run": runs.longest_run, "longest_run_max": runs.longest_run_max}
        ]
    said = ngettext(
        "%(number)d crossing of the centre, at least %(least)d expected: the process is not stable",
        "%(number)d crossings of the centre, at least %(least)d expected: "
        "the process is not stable",
        runs.crossings or 0,
    )
    return [said % {"number": runs.crossings or 0, "least": runs.crossings_min}]


def calm_words(phase: Phase) -> str:
    """That nothing is seen but chance."""
    runs = phase.runs
    if runs.longest_run is None:
        return gettext("all points lie on the centre")
    said = ngettext(
        "longest run %(run)s, limit %(limit)s; %(number)d crossing, at least %(least)s expected: "
        "no more than chance is seen",
        "longest run %(run)s, limit %(limit)s; %(number)d crossings, at least %(least)s expected: "
        "no more than chance is seen",
        runs.crossings or 0,
    )
    return said % {
        "run": runs.longest_run,
        "limit": runs.longest_run_max,
        "number": runs.crossings or 0,
        "least": runs.crossings_min,
    }
