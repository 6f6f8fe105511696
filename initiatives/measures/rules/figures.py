"""What an observation must be to be kept, and what it says as a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite

from django.utils.translation import gettext as _

from initiatives.measures.choices import PROPORTIONS, WITH_DENOMINATOR, Chart
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.rules.periods import period_of

LARGEST = 10**15
MOST = 10_000  # entries at once
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Entry:
    """What somebody enters for a period: of everybody, of a group, or of where two groups meet.

    `stratum` and `other_stratum` are keys of groups. Why a former entry of the same period and
    group is wrong stands in `because`.
    """

    starts: date
    stratum: int | None = None
    other_stratum: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    state: str = "final"
    source: str = ""
    note: str = ""
    excluded_because: str = ""
    because: str = ""

    @property
    def place(self) -> tuple[date, int | None, int | None]:
        """Where it stands: one entry a period and group."""
        return self.starts, self.stratum, self.other_stratum


def complaints(
    entry: Entry, definition: OperationalDefinition, today: date
) -> Iterator[tuple[str, str]]:
    """What is wrong with an entry, as field and sentence."""
    yield from of_period(entry.starts, definition.frequency, today)
    yield from of_figures(entry, definition)


def of_figures(entry: Entry, definition: OperationalDefinition) -> Iterator[tuple[str, str]]:
    """Two counts or a value, as the measure is charted."""
    of = of_counts if definition.chart in WITH_DENOMINATOR else of_value
    return of(entry, definition.chart)


def of_period(starts: date, frequency: str, today: date) -> Iterator[tuple[str, str]]:
    """A period starts with its first day, and has begun."""
    if starts > today:  # said first, since the last days that there are have no period
        yield "starts", _("This period has not begun yet.")
    elif starts < EARLIEST:
        yield "starts", _("This is before %(year)s; check the year.") % {"year": EARLIEST.year}
    elif starts != (first := period_of(starts, frequency)[0]):
        yield (
            "starts",
            _("A period starts on %(first)s, not on %(starts)s.")
            % {"first": first.isoformat(), "starts": starts.isoformat()},
        )


def of_counts(entry: Entry, chart: str) -> Iterator[tuple[str, str]]:
    """A numerator with its denominator, or neither."""
    numerator, denominator = entry.numerator, entry.denominator
    if entry.value is not None:
        yield "value", _("Give numerator and denominator: the figure is computed from them.")
    if numerator is None or denominator is None:
        if numerator is not denominator:
            missing = "numerator" if numerator is None else "denominator"
            yield missing, _("The %(missing)s is missing.") % {"missing": missing}
        return
    for name, count in (("numerator", numerator), ("denominator", denominator)):
        if not 0 <= count <= LARGEST:
            yield (
                name,
                _("The %(name)s %(count)s is not a count.") % {"name": name, "count": count},
            )
            return
    if denominator == 0 and numerator:
        yield (
            "denominator",
            _("There are %(numerator)s events among nobody: the denominator is 0.")
            % {"numerator": numerator},
        )
    elif chart in PROPORTIONS and numerator > denominator:
        yield (
            "numerator",
            _("The numerator %(numerator)s is more than the denominator %(denominator)s.")
            % {"numerator": numerator, "denominator": denominator},
        )


def of_value(entry: Entry, chart: str) -> Iterator[tuple[str, str]]:
    """One number that the chart can hold, or none."""
    value = entry.value
    if entry.numerator is not None or entry.denominator is not None:
        yield "value", _("This measure takes one value, without a denominator.")
    if value is None:
        return
    if not isfinite(value) or abs(value) > LARGEST:
        yield "value", _("This is not a number that can be kept.")
    elif chart in (Chart.COUNT, Chart.BETWEEN) and (value < 0 or value != int(value)):
        yield "value", _("%(value)s is no count.") % {"value": f"{value:g}"}
    elif chart == Chart.TIME and value <= 0:
        yield (
            "value",
            _(
                "The time between events is more than zero. Measure it more finely, or count the "
                "cases between events."
            ),
        )
