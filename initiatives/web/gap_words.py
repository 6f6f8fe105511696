"""Groups compared, in words and figures: the rows of tables; what is masked has no number."""

from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives.measures import disparity, drawing, queries
from initiatives.measures.choices import WITH_DENOMINATOR, Chart
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.queries.trends import PERCENT, POINTS
from initiatives.web.chart_words import MASK, NOTHING, figure, number, places_for, signed
from initiatives.web.figures import some_of
from initiatives.web.numbers import localized

VERDICTS = {
    disparity.Verdict.TOO_FEW: ("few", gettext_noop("Too few to say")),
    disparity.Verdict.NO_GAP_DETECTED: ("no_gap", gettext_noop("No gap detected")),
}
STANDINGS = {
    disparity.Standing.WORSE: ("behind", gettext_noop("Behind")),
    disparity.Standing.BETTER: ("ahead", gettext_noop("Ahead")),
}
FLAGS = {
    "below_floor": gettext_noop("fewer people than the floor"),
    "nchs_proportion": gettext_noop("a very wide interval"),
    "high_rse": gettext_noop("a standard error of 30 % of the rate or more"),
}


class Estimated(NamedTuple):
    """A figure and its interval, as text; `why` says why there is none."""

    value: str = NOTHING
    interval: str = ""
    why: str = ""


class GroupRow(NamedTuple):
    """A group of the table: counts, how it compares, its verdict, and why it may be unsteady."""

    label: str
    masked: bool
    counts: str
    rate: Estimated
    difference: Estimated
    ratio: Estimated
    excess: str
    mark: str
    verdict: str
    flags: str
    words: str


def rows_of(found: queries.Disparities, definition: OperationalDefinition) -> list[GroupRow]:
    """The groups of which something was recorded.

    They stand in the order of their vocabulary, which tells nothing of their figures.
    """
    rates = [one.result.rate.value for one in found.groups if one.result]
    factor = definition.multiplier
    places = places_for(rate * factor for rate in rates if rate is not None)
    return [row_of(one, definition, places) for one in found.groups if one.cell]


def plot_of(found: queries.Disparities) -> drawing.DotPlot:
    """The groups of which something was recorded, as they are drawn."""
    pairs = zip(found.groups, found.plot.rows, strict=True)
    return replace(found.plot, rows=tuple(row for one, row in pairs if one.cell))


def row_of(one: queries.Compared, definition: OperationalDefinition, places: int) -> GroupRow:
    """A group as a row."""
    result, factor = one.result, definition.multiplier
    compared = None if result is None or result.is_reference else result
    mark, verdict = verdict_of(one)
    return GroupRow(
        label=one.stratum.label,
        masked=one.is_masked,
        counts=counts_of(one.cell),
        rate=rate_of(one, definition, places),
        difference=estimated(compared.difference.times(factor), places, has_sign=True)
        if compared
        else Estimated(),
        ratio=estimated(compared.ratio, 2) if compared else Estimated(),
        excess=excess_of(compared),
        mark=mark,
        verdict=verdict,
        flags=flags_of(result),
        words=one.words,
    )


def counts_of(cell: queries.Cell | None) -> str:
    """28 of 41; nothing where it is masked, or not counted so."""
    if cell is None or cell.masked or cell.numerator is None or cell.denominator is None:
        return ""
    return some_of(cell.numerator, cell.denominator)


def rate_of(one: queries.Compared, definition: OperationalDefinition, places: int) -> Estimated:
    """The figure of a group; without an interval where it is not a share of people."""
    if one.is_masked:
        return Estimated(MASK)
    if one.result is not None:
        return estimated(one.result.rate.times(definition.multiplier), places)
    value = figure_of(one.cell, definition)
    return Estimated(NOTHING if value is None else figure(value))


def figure_of(cell: queries.Cell | None, definition: OperationalDefinition) -> float | None:
    """What a cell says in the unit of its measure; None where nothing may be said."""
    if cell is None or cell.masked:
        return None
    if definition.chart not in WITH_DENOMINATOR:
        return cell.value
    if cell.numerator is None or not cell.denominator:
        return None
    return cell.numerator / cell.denominator * definition.multiplier


def difference_unit(definition: OperationalDefinition) -> str:
    """What differences are told in."""
    return _(POINTS) if definition.multiplier == PERCENT else definition.unit


def estimated(found: disparity.Estimate, places: int, *, has_sign: bool = False) -> Estimated:
    """An estimate with its interval, or why there is none."""
    if found.value is None:
        return Estimated(why=found.reason)
    said = signed if has_sign else number
    low, high = found.low, found.high
    interval = between(said(low, places), said(high, places)) if None not in (low, high) else ""
    return Estimated(said(found.value, places), interval, "" if interval else found.reason)


def between(low: str, high: str) -> str:
    """An interval."""
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def excess_of(result: disparity.Comparison | None) -> str:
    """How many people more have the worse outcome than at the rate of the reference."""
    if result is None or result.excess.value is None:
        return NOTHING
    return signed(round(result.excess.value), 0)


def verdict_of(one: queries.Compared) -> tuple[str, str]:
    """The mark and the word of a verdict; a masked group has none."""
    result = one.result
    if one.is_masked:
        return "masked", _("Masked")
    if result is None:
        return "unknown", _("Not compared")
    if result.is_reference:
        return "reference", _("Compared with")
    if result.verdict is disparity.Verdict.GAP:
        mark, word = STANDINGS.get(result.standing, VERDICTS[disparity.Verdict.NO_GAP_DETECTED])
    else:
        mark, word = VERDICTS[result.verdict]
    return mark, _(word)


def flags_of(result: disparity.Comparison | None) -> str:
    """Why the rate of a group is not steady; apart from whether it may be shown."""
    if result is None or not result.reliability.flags:
        return ""
    flags = ", ".join(_(FLAGS[flag.value]) for flag in result.reliability.flags)
    return _("Unsteady: %(flags)s") % {"flags": flags}


def known_in_words(found: queries.Completeness, definition: OperationalDefinition) -> str:
    """Of how many the group is known, and how many are missing in which way.

    Nothing for values, such as means, which count nobody.
    """
    if definition.chart not in (*WITH_DENOMINATOR, Chart.COUNT):
        return ""
    if found.masked:
        return _("Of how many the group is known cannot be said without telling masked counts.")
    if found.share is None or found.people is None:
        return ""
    share = number(100 * found.share, 0 if found.share in (0, 1) else 1, "%")
    said = {"share": share, "people": localized(found.people)}
    gone = ", ".join(f"{label.lower()} {localized(many)}" for label, many in found.absent if many)
    if not gone:
        return _("The group is known for %(share)s of %(people)s.") % said
    return _("The group is known for %(share)s of %(people)s: %(gone)s.") % {**said, "gone": gone}
