"""What a chart is drawn of: values in the order of time, checked before anything is computed.

A point whose numerator or denominator is missing is missing: it keeps its place, is never zero and
never judged. So is nought of nought.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TypeAlias

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.spc.errors import BadSeries

Value: TypeAlias = float | None
CHARTS: dict[str, str] = {
    "run": _("Run chart"),
    "i": _("Individuals (XmR)"),
    "mr": _("Moving range"),
    "p": _("Proportions"),
    "pp": _("Proportions, Laney's"),
    "u": _("Rates"),
    "up": _("Rates, Laney's"),
    "c": _("Counts"),
    "g": _("Cases between events"),
    "t": _("Time between events"),
    "xbar": _("Means of subgroups"),
    "s": _("Standard deviations of subgroups"),
}
WITH_SIZES = ("p", "pp", "u", "up")
SUBGROUPED = ("xbar", "s")
COUNTED = ("c", "g")
MOST_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Series:
    """Checked values of one chart.

    `values` is what is drawn (a rate, not its numerator), `sizes` the denominators or the sizes of
    subgroups (None where there are none), `deviations` the standard deviations of subgroups.
    """

    chart: str
    values: list[Value]
    sizes: list[Value]
    deviations: list[Value]

    def __len__(self) -> int:
        return len(self.values)


def series_of(chart: str, y: Sequence[object], n: Sequence[object] | None = None) -> Series:
    """The series of a chart; raises BadSeries.

    `y` holds numbers or None; for `p`, `pp`, `u` and `up` numerators, with their denominators in
    `n`; for `xbar` and `s` the measurements of each subgroup, as a list each.
    """
    if chart not in CHARTS:
        raise BadSeries(
            gettext("There is no chart '%(chart)s'. Choose one of %(charts)s.")
            % {"chart": chart, "charts": ", ".join(CHARTS)},
            "chart",
        )
    if not y:
        raise BadSeries(gettext("There are no points."))
    if len(y) > MOST_POINTS:
        raise BadSeries(
            gettext("There are %(y)s points; a chart takes %(most_points)s at most.")
            % {"y": len(y), "most_points": MOST_POINTS}
        )
    if chart in SUBGROUPED:
        return of_subgroups(chart, y, n)
    return of_points(chart, y, n)


def of_points(chart: str, y: Sequence[object], n: Sequence[object] | None) -> Series:
    """One value a point, over its denominator where there is one."""
    values = [number(one, index, "value") for index, one in enumerate(y, 1)]
    if n is None:
        if chart in WITH_SIZES:
            raise BadSeries(
                gettext("A %(chart)s chart needs a denominator for each point.") % {"chart": chart},
                "n",
            )
        for index, value in enumerate(values, 1):
            check_value(chart, value, index)
        return Series(chart, values, [None] * len(values), [None] * len(values))
    if chart in ("c", "g", "t"):
        raise BadSeries(
            gettext("A %(chart)s chart has no denominators; leave `n` out.") % {"chart": chart},
            "n",
        )
    if len(n) != len(y):
        raise BadSeries(
            gettext("There are %(y)s values and %(n)s denominators.") % {"y": len(y), "n": len(n)},
            "n",
        )
    sizes = [number(one, index, "denominator") for index, one in enumerate(n, 1)]
    rates = [
        rate(chart, *pair, index) for index, pair in enumerate(zip(values, sizes, strict=True), 1)
    ]
    kept = [size if value is not None else None for value, size in zip(rates, sizes, strict=True)]
    return Series(chart, rates, kept, [None] * len(rates))


def of_subgroups(chart: str, y: Sequence[object], n: Sequence[object] | None) -> Series:
    """The mean and the standard deviation of each subgroup; None or an empty one is missing."""
    if n is not None:
        raise BadSeries(gettext("Subgroups have their own sizes; leave `n` out."), "n")
    groups: list[list[float]] = []
    for index, group in enumerate(y, 1):
        if group is not None and not isinstance(group, list | tuple):
            raise BadSeries(
                gettext("Point %(index)s: give the measurements of the subgroup as a list.")
                % {"index": index}
            )
        measured = [number(one, index, "measurement") for one in group or ()]
        groups.append([one for one in measured if one is not None])
    spreads = [stdev(group) if len(group) > 1 else None for group in groups]
    means = [fmean(group) if group else None for group in groups]
    sizes: list[Value] = [float(len(group)) if group else None for group in groups]
    return Series(chart, means if chart == "xbar" else spreads, sizes, spreads)


def number(value: object, index: int, what: str) -> Value:
    """A finite number, or None; raises BadSeries for all else."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadSeries(
            gettext("Point %(index)s: the %(what)s %(value)s is not a number.")
            % {"index": index, "what": what, "value": f"{value!r:.40}"}
        )
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise BadSeries(
            gettext("Point %(index)s: the %(what)s is not a finite number.")
            % {"index": index, "what": what}
        )
    return found


def check_value(chart: str, value: Value, index: int) -> None:
    """Raises BadSeries for a value that its chart cannot hold."""
    if value is None:
        return
    if chart in COUNTED and value < 0:
        raise BadSeries(
            gettext("Point %(index)s: %(value)s is negative; a %(chart)s chart counts.")
            % {"index": index, "value": f"{value:g}", "chart": chart}
        )
    if chart == "t" and value <= 0:
        raise BadSeries(
            gettext(
                "Point %(index)s: the time between events must be more than "
                "zero. Measure time more finely, or count the cases between "
                "events on a g chart."
            )
            % {"index": index}
        )


def rate(chart: str, numerator: Value, denominator: Value, index: int) -> Value:
    """Numerator over denominator; nought of nought is missing. Raises BadSeries."""
    if numerator is None or denominator is None or numerator == denominator == 0:
        return None
    if denominator <= 0:
        raise BadSeries(
            gettext("Point %(index)s: the denominator %(denominator)s is not more than zero.")
            % {"index": index, "denominator": f"{denominator:g}"}
        )
    if chart in WITH_SIZES and numerator < 0:
        raise BadSeries(
            gettext("Point %(index)s: the numerator %(numerator)s is negative.")
            % {"index": index, "numerator": f"{numerator:g}"}
        )
    if chart in ("p", "pp") and numerator > denominator:
        raise BadSeries(
            gettext(
                "Point %(index)s: the numerator %(numerator)s is more than the "
                "denominator %(denominator)s."
            )
            % {"index": index, "numerator": f"{numerator:g}", "denominator": f"{denominator:g}"}
        )
    return numerator / denominator
