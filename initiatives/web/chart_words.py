"""Figures and charts in words: what a chart shows besides its drawing."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from initiatives.measures import queries, rules, spc
from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.spc.runs import ENOUGH
from initiatives.measures.spc.wording import RULES
from initiatives.web.numbers import localized

NOTHING = "\N{EN DASH}"
MASK = "*"
NO_FIGURE = gettext_lazy("No figure")
MINUS = "\N{MINUS SIGN}"
# A word for each cause, and its mark (`marks.py`).
CAUSES = {
    "common_cause": (gettext_lazy("Chance variation"), "common"),
    "special_cause_improvement": (gettext_lazy("Sign of improvement"), "improving"),
    "special_cause_concern": (gettext_lazy("Sign of concern"), "worsening"),
    "special_cause_neutral_high": (gettext_lazy("Unusually high"), "unusual"),
    "special_cause_neutral_low": (gettext_lazy("Unusually low"), "unusual"),
}
ASSURANCE = {
    "consistent_pass": gettext_noop("As it stands, it keeps within the target of {}."),
    "consistent_fail": gettext_noop(
        "As it stands, it will not reach the target of {}: how the work is done has to change."
    ),
    "inconsistent": gettext_noop(
        "As it stands, it will reach the target of {} in some periods and miss it in others, by "
        "chance alone."
    ),
}
UNSTABLE = gettext_noop(
    "While it is not stable, nobody can say whether it will reach the target of {}."
)


def places_for(values: Iterable[float | None]) -> int:
    """How many decimals figures that stand beneath each other have: none where all are whole."""
    known = [abs(value) for value in values if value is not None]
    if all(value == int(value) for value in known):
        return 0
    return min(6, max(1, 2 - math.floor(math.log10(max(known)))))


def number(value: float | None, places: int, unit: str = "") -> str:
    """A figure with so many decimals; a dash where there is none."""
    if value is None:
        return NOTHING
    text = with_minus(localized(f"{value:.{places}f}"))
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def with_minus(text: str) -> str:
    """With a true minus sign, and none before a rounded nought."""
    plain = text.lstrip("-")
    return f"{MINUS}{plain}" if plain != text and plain.strip("0.,") else plain


def signed(value: float | None, places: int, unit: str = "") -> str:
    """A difference with its sign."""
    text = number(value, places, unit)
    return f"+{text}" if value is not None and value > 0 and text.strip("0.,") else text


def figure(value: float, unit: str = "") -> str:
    """A figure by itself, with three digits that count."""
    return number(value, places_for([value]), unit)


class Point(NamedTuple):
    """A period in the table of data; `mark` is what its signal looks like."""

    label: str
    numerator: str
    denominator: str
    value: str
    mark: str
    signal: str
    state: str
    masked: bool


def is_judged(chart: queries.Charted) -> bool:
    """Whether there are so many points that a chart says anything."""
    if chart.analysis is None:
        return False
    there = sum(point.value is not None for point in chart.analysis.points)
    return there >= ENOUGH and chart.analysis.shown


def mark_of(chart: queries.Charted) -> tuple[str, str]:
    """What the chart says at a glance, as a mark and its word; nothing while it says nothing."""
    if chart.analysis is None or not is_judged(chart):
        return "", ""
    word, mark = CAUSES.get(chart.analysis.variation or "", ("", ""))
    if mark == "common" and is_unstable(chart.analysis):
        return "unusual", _("Not stable")
    return mark, str(word)


def is_unstable(analysis: spc.Analysis) -> bool:
    """Whether the latest phase is more than chance, as a whole."""
    return analysis.rules.runs and analysis.phases[-1].runs_signal


def points_of(chart: queries.Charted, definition: OperationalDefinition) -> list[Point]:
    """A row for each period, the latest first; what is masked has no number."""
    points = chart.analysis.points if chart.analysis else [None] * len(chart.cells)
    places = places_for(point.value if point else None for point in points)
    judged = is_judged(chart)
    rows = zip(chart.periods, chart.cells, points, strict=True)
    return [
        Point(
            rules.label_of(period, definition.frequency),
            count(cell, cell.numerator if cell else None),
            count(cell, cell.denominator if cell else None),
            MASK if cell and cell.masked else number(point.value if point else None, places),
            *(signal_of(cell, point) if judged else ("", "")),
            state_of(cell),
            bool(cell and cell.masked),
        )
        for period, cell, point in reversed(list(rows))
    ]


def count(cell: queries.Cell | None, value: int | None) -> str:
    """A count with its thousands; a star where it is masked."""
    if cell is not None and cell.masked:
        return MASK
    return NOTHING if value is None else localized(value)


def signal_of(cell: queries.Cell | None, point: spc.Point | None) -> tuple[str, str]:
    """The mark and the words of what a point says."""
    if cell is None or cell.masked or point is None or point.cause is None:
        return "", ""
    word, mark = CAUSES[point.cause]
    return mark, f"{word}: {_(RULES[point.signal])}" if point.signal else str(word)


def state_of(cell: queries.Cell | None) -> str:
    """Whether a figure is final, and whether it was set aside."""
    if cell is None or not (cell.is_known or cell.masked):
        return str(NO_FIGURE)
    state = _("Provisional") if cell.state == "provisional" else _("Final")
    return _("%(state)s, left out of the limits") % {"state": state} if cell.excluded else state


def target_in_words(chart: queries.Charted, definition: OperationalDefinition) -> str:
    """Whether the target will be reached if nothing changes; nothing without one.

    What is not stable cannot be foretold, whatever its limits say.
    """
    analysis = chart.analysis
    if definition.target is None or analysis is None or analysis.assurance not in ASSURANCE:
        return ""
    if not is_judged(chart):
        return ""
    said = UNSTABLE if is_unstable(analysis) else ASSURANCE[analysis.assurance]
    return _(said).format(figure(definition.target, definition.unit))


def heads_of(definition: OperationalDefinition) -> tuple[str, ...]:
    """The heads of the columns of counts; none for a measure that takes one value."""
    return (_("Numerator"), _("Denominator")) if definition.chart in WITH_DENOMINATOR else ()
