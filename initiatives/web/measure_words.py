"""Measures in words: periods, how something is counted, and what differs between two versions."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from initiatives.measures.choices import Chart, Frequency
from initiatives.measures.models import OperationalDefinition, Stratification
from initiatives.measures.rules import label_of
from initiatives.measures.spc import RULE_SETS
from initiatives.web.numbers import plain
from initiatives.web.words import day_in_words

Choices = list[tuple[str, str | Promise]]
# What each chart is for, in the words of people who count rather than of those who chart.
CHART_GROUPS: list[tuple[str | Promise, Choices]] = [
    (
        gettext_lazy("So many of so many"),
        [
            (
                Chart.PROPORTION,
                gettext_lazy("Share (p): so many people of so many, such as screened of seen"),
            ),
            (
                Chart.RATE,
                gettext_lazy("Rate (u): events for time or use, such as falls per bed day"),
            ),
            (
                Chart.PROPORTION_PRIME,
                gettext_lazy("Share, with thousands in each period (p′)"),  # noqa: RUF001
            ),
            (
                Chart.RATE_PRIME,
                gettext_lazy("Rate, with very much time or use in each period (u′)"),  # noqa: RUF001
            ),
        ],
    ),
    (
        gettext_lazy("One number for each period"),
        [
            (
                Chart.RUN,
                gettext_lazy("Run chart: any number; good to begin with, and for few points"),
            ),
            (Chart.INDIVIDUALS, gettext_lazy("Individuals (XmR): a time, a mean, a cost, a score")),
            (
                Chart.COUNT,
                gettext_lazy("Count (c): how many, where about as much is at risk each time"),
            ),
            (
                Chart.MOVING_RANGE,
                gettext_lazy("Moving range: how much one number differs from the last"),
            ),
        ],
    ),
    (
        gettext_lazy("Rare events"),
        [
            (Chart.BETWEEN, gettext_lazy("Cases between two events (g)")),
            (Chart.TIME, gettext_lazy("Time between two events (t)")),
        ],
    ),
]


def period_in_words(starts: date, frequency: str) -> str:
    """A period by its first day: Mar 2026, Q1 2026, 2026, week of 2 Mar 2026."""
    if frequency == Frequency.WEEK:
        return _("Week of %(day)s") % {"day": day_in_words(starts)}
    return label_of(starts, frequency)


def number_in_figures(value: float) -> str:
    """A number as somebody wrote it: 12, 0.5."""
    return plain(value)


def vocabulary_name(one: Stratification) -> str:
    """A vocabulary with its edition: Race (OMB 1997), Age in years (edition 1)."""
    if not one.edition.isdigit():
        return str(one)
    return _("%(title)s (edition %(edition)s)") % {"title": one.title, "edition": one.edition}


def vocabulary_label(one: Stratification) -> str:
    """A vocabulary with the number of its groups, and whether they overlap."""
    groups = sum(not group.absent for group in one.strata.all())
    said = {"name": vocabulary_name(one), "groups": groups}
    if one.overlapping:
        return _("%(name)s: %(groups)s groups, a person may be in several") % said
    return _("%(name)s: %(groups)s groups") % said


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
    return ngettext(
        "%(n)d day after the end of a period",
        "%(n)d days after the end of a period",
        one.due_days,
    ) % {"n": one.due_days}


def rule_set(one: OperationalDefinition) -> str:
    """By which rules, in which version, signals are found."""
    found = RULE_SETS.get(one.rules)
    name = found.title if found else one.rules
    return _("%(name)s, version %(version)s") % {"name": name, "version": one.rules_version}


def screened(one: OperationalDefinition) -> str:
    """What becomes of wild moving ranges, on charts that are drawn by them."""
    if one.chart not in (Chart.INDIVIDUALS, Chart.MOVING_RANGE):
        return ""
    return _("Left out once") if one.screen else _("Kept")


def frozen(one: OperationalDefinition) -> str:
    """From how many points centre and limits come."""
    if one.freeze:
        return _("The first %(number)s periods") % {"number": one.freeze}
    return _("All periods of a phase")


# What a definition says, in the order in which people read it.
FACTS: dict[str, Said] = {
    gettext_noop("Operational definition"): lambda one: one.text,
    gettext_noop("Numerator"): lambda one: one.numerator,
    gettext_noop("Denominator"): lambda one: one.denominator,
    gettext_noop("Who is counted"): lambda one: one.inclusions,
    gettext_noop("Who is left out"): lambda one: one.exclusions,
    gettext_noop("Unit"): lambda one: one.unit,
    gettext_noop("Multiplied by"): lambda one: number_in_figures(one.multiplier),
    gettext_noop("Direction"): lambda one: one.get_direction_display(),
    gettext_noop("Baseline"): figure("baseline"),
    gettext_noop("Target"): figure("target"),
    gettext_noop("Target date"): target_day,
    gettext_noop("Data source"): lambda one: one.source,
    gettext_noop("How often"): lambda one: one.get_frequency_display(),
    gettext_noop("Data are due"): due,
    gettext_noop("Chart"): lambda one: one.get_chart_display(),
    gettext_noop("Rules for signals"): rule_set,
    gettext_noop("Wild moving ranges"): screened,
    gettext_noop("Limits come from"): frozen,
}


def facts_of(one: OperationalDefinition) -> list[tuple[str, str]]:
    """What a definition says: labels and words, what it leaves open left out."""
    return [(_(label), words) for label, said in FACTS.items() if (words := said(one))]


class Difference(NamedTuple):
    """What one part of a definition said before, and says now."""

    label: str
    was: str
    now: str


def differences(was: OperationalDefinition | None, now: OperationalDefinition) -> list[Difference]:
    """What a version says otherwise than the one before; nothing where there is none before."""
    if was is None:
        return []
    pairs = [(_(label), said(was), said(now)) for label, said in FACTS.items()]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
