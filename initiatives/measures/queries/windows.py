"""Which periods are looked at together: one of them, a year that is over, the last twelve months.

Sums over periods are shown for years that are over alone, so that none can be told from a later
one; who holds the data role sees those of the last twelve months too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.measures import rules
from initiatives.measures.choices import WITH_DENOMINATOR, Chart, Frequency
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.queries.published import Published
from initiatives.measures.rules.periods import due_on, period_of

RECENT = "recent"
YEAR = "year-"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """Periods that are looked at together; `key` names it in addresses."""

    key: str
    label: str
    periods: tuple[date, ...]
    is_sum: bool


def windows(found: Published) -> list[Window]:
    """What can be chosen, the latest period first; nothing where no group has a figure.

    Only counts can be added up over periods. Of a yearly measure the year that is over stands for
    its period.
    """
    definition = found.definition
    periods = sorted({period for period, group in found.cells if group is not None})
    if definition is None or not periods:
        return []
    single = [one_period(period, definition) for period in reversed(periods)]
    if definition.chart not in (*WITH_DENOMINATOR, Chart.COUNT):
        return single
    sums = [*recent(periods, definition, whole=found.whole), *years(periods, definition)]
    if definition.frequency == Frequency.YEAR:
        over = {one.periods for one in sums}
        return sorted(
            [*sums, *(one for one in single if one.periods not in over)],
            key=lambda one: one.periods[-1],
            reverse=True,
        )
    return [single[0], *sums, *single[1:]]


def window(found: Published, key: str = "") -> Window | None:
    """The window of this key, by default the first; None where there is none."""
    offered = windows(found)
    return (
        next((one for one in offered if one.key == key), None) if key else next(iter(offered), None)
    )


def one_period(period: date, definition: OperationalDefinition) -> Window:
    """A period by itself."""
    label = rules.label_of(period, definition.frequency)
    return Window(period.isoformat(), label, (period,), is_sum=False)


def recent(
    periods: Sequence[date], definition: OperationalDefinition, *, whole: bool
) -> Iterable[Window]:
    """The last twelve months with data, for who holds the data role."""
    last = periods[-1]
    first = date(last.year - 1, last.month, 1)
    inside = tuple(period for period in periods if period > first)
    if whole and len(inside) > 1:
        label = _("The last %(months)s months, to %(label)s") % {
            "months": MONTHS,
            "label": rules.label_of(last, definition.frequency),
        }
        yield Window(RECENT, label, inside, is_sum=True)


def years(periods: Sequence[date], definition: OperationalDefinition) -> Iterable[Window]:
    """The years that are over, their last data due, the latest first."""
    today = clock.today()
    for year in sorted({period.year for period in periods}, reverse=True):
        ends = period_of(date(year, 12, 31), definition.frequency)[1]
        inside = tuple(period for period in periods if period.year == year)
        if due_on(ends, definition.due_days) <= today:
            yield Window(
                f"{YEAR}{year}", _("The year %(year)s") % {"year": year}, inside, is_sum=True
            )
