"""The facts of a measure: who answers for its data, when the next are due, what is aimed at."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.measures import queries
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.measures.rules import label_of
from initiatives.measures.rules.periods import due_on, next_period, period_of
from initiatives.web.chart_words import figure, is_judged
from initiatives.web.views.measure_reading import Reading


class NextDue(NamedTuple):
    """The period whose data are waited for, and the day by which they are due."""

    period: str
    on: date
    days: int


class Facts(NamedTuple):
    """What stands beside the charts."""

    next_due: NextDue
    baseline: str
    limits: str


def facts_of(read: Reading, chart: queries.Charted) -> Facts:
    """The facts that are worked out; the others are fields of the measure and its definition."""
    definition = chart_definition(read)
    baseline = definition.baseline
    return Facts(
        next_due=next_due(read.measure, definition, chart),
        baseline="" if baseline is None else figure(baseline, definition.unit),
        limits=limits_of(chart, definition),
    )


def chart_definition(read: Reading) -> OperationalDefinition:
    """The definition in force, which a chart has."""
    assert read.definition is not None
    return read.definition


def next_due(
    measure: Measure, definition: OperationalDefinition, chart: queries.Charted
) -> NextDue:
    """After the latest period with data of everybody, and none from before there was a measure."""
    today = clock.today(measure.owner.time_zone) if measure.owner else clock.today()
    there = [cell.starts for cell in chart.cells if cell and (cell.is_known or cell.masked)]
    frequency = definition.frequency
    begun = period_of(measure.created_at.date(), frequency)
    starts, ends = max(begun, next_period(there[-1], frequency)) if there else begun
    on = due_on(ends, definition.due_days)
    return NextDue(label_of(starts, frequency), on, (on - today).days)


def limits_of(chart: queries.Charted, definition: OperationalDefinition) -> str:
    """Between what the latest figure is expected by chance; nothing while that is not known."""
    if chart.analysis is None or not is_judged(chart):
        return ""
    known = [
        bounds
        for bounds in chart.analysis.phases[-1].limits
        if bounds.lower is not None and bounds.upper is not None
    ]
    if not known:
        return ""
    lower, upper = known[-1].lower, known[-1].upper
    assert lower is not None
    assert upper is not None
    return _("%(lower)s to %(upper)s") % {
        "lower": figure(lower),
        "upper": figure(upper, definition.unit),
    }
