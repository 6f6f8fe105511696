"""Measures in words: periods, how something is counted, and what differs between two versions."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from initiatives.measures.choices import Chart, Frequency
from initiatives.measures.models import OperationalDefinition, Stratification
from initiatives.measures.rules import label_of
from initiatives.measures.spc import RULE_SETS
from initiatives.web.words import day_in_words

Choices = list[tuple[str, str]]
# What each chart is for, in the words of people who count rather than of those who chart.
CHART_GROUPS: list[tuple[str, Choices]] = [
    (
        "So many of so many",
        [
            (Chart.PROPORTION, "Share (p): so many people of so many, such as screened of seen"),
            (Chart.RATE, "Rate (u): events for time or use, such as falls per bed day"),
            (Chart.PROPORTION_PRIME, "Share, with thousands in each period (p′)"),  # noqa: RUF001
            (Chart.RATE_PRIME, "Rate, with very much time or use in each period (u′)"),  # noqa: RUF001
        ],
    ),
    (
        "One number for each period",
        [
            (Chart.RUN, "Run chart: any number; good to begin with, and for few points"),
            (Chart.INDIVIDUALS, "Individuals (XmR): a time, a mean, a cost, a score"),
            (Chart.COUNT, "Count (c): how many, where about as much is at risk each time"),
            (Chart.MOVING_RANGE, "Moving range: how much one number differs from the last"),
        ],
    ),
    (
        "Rare events",
        [
            (Chart.BETWEEN, "Cases between two events (g)"),
            (Chart.TIME, "Time between two events (t)"),
        ],
    ),
]


def period_in_words(starts: date, frequency: str) -> str:
    """A period by its first day: Mar 2026, Q1 2026, 2026, week of 2 Mar 2026."""
    if frequency == Frequency.WEEK:
        return f"Week of {day_in_words(starts)}"
    return label_of(starts, frequency)


def number_in_figures(value: float) -> str:
    """A number as somebody wrote it: 12, 0.5."""
    return f"{value:,.10g}"


def vocabulary_name(one: Stratification) -> str:
    """A vocabulary with its edition: Race (OMB 1997), Age in years (edition 1)."""
    return f"{one.title} (edition {one.edition})" if one.edition.isdigit() else str(one)


def vocabulary_label(one: Stratification) -> str:
    """A vocabulary with the number of its groups, and whether they overlap."""
    groups = sum(not group.absent for group in one.strata.all())
    more = ", a person may be in several" if one.overlapping else ""
    return f"{vocabulary_name(one)}: {groups} groups{more}"


Said = Callable[[OperationalDefinition], str]


def figure(name: str) -> Said:
    """How a number of a definition is said, with its unit."""

    def said(one: OperationalDefinition) -> str:
        value = getattr(one, name)
        return "" if value is None else f"{number_in_figures(value)} {one.unit}".strip()

    return said


def target_day(one: OperationalDefinition) -> str:
    """By when the target is to be reached."""
    return day_in_words(one.target_on) if one.target_on else ""


def due(one: OperationalDefinition) -> str:
    """When the data of a period are due."""
    days = "day" if one.due_days == 1 else "days"
    return f"{one.due_days} {days} after the end of a period"


def rule_set(one: OperationalDefinition) -> str:
    """By which rules, in which version, signals are found."""
    found = RULE_SETS.get(one.rules)
    return f"{found.title if found else one.rules}, version {one.rules_version}"


def screened(one: OperationalDefinition) -> str:
    """What becomes of wild moving ranges, on charts that are drawn by them."""
    if one.chart not in (Chart.INDIVIDUALS, Chart.MOVING_RANGE):
        return ""
    return "Left out once" if one.screen else "Kept"


def frozen(one: OperationalDefinition) -> str:
    """From how many points centre and limits come."""
    return f"The first {one.freeze} periods" if one.freeze else "All periods of a phase"


# What a definition says, in the order in which people read it.
FACTS: dict[str, Said] = {
    "Operational definition": lambda one: one.text,
    "Numerator": lambda one: one.numerator,
    "Denominator": lambda one: one.denominator,
    "Who is counted": lambda one: one.inclusions,
    "Who is left out": lambda one: one.exclusions,
    "Unit": lambda one: one.unit,
    "Multiplied by": lambda one: number_in_figures(one.multiplier),
    "Direction": lambda one: one.get_direction_display(),
    "Baseline": figure("baseline"),
    "Target": figure("target"),
    "Target date": target_day,
    "Data source": lambda one: one.source,
    "How often": lambda one: one.get_frequency_display(),
    "Data are due": due,
    "Chart": lambda one: one.get_chart_display(),
    "Rules for signals": rule_set,
    "Wild moving ranges": screened,
    "Limits come from": frozen,
}


def facts_of(one: OperationalDefinition) -> list[tuple[str, str]]:
    """What a definition says: labels and words, what it leaves open left out."""
    return [(label, words) for label, said in FACTS.items() if (words := said(one))]


class Difference(NamedTuple):
    """What one part of a definition said before, and says now."""

    label: str
    was: str
    now: str


def differences(was: OperationalDefinition | None, now: OperationalDefinition) -> list[Difference]:
    """What a version says otherwise than the one before; nothing where there is none before."""
    if was is None:
        return []
    pairs = [(label, said(was), said(now)) for label, said in FACTS.items()]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
