"""The charts of a pack: what signals are about, and overdue commitments where it is off track.

Measures are drawn as everyone sees them, with small numbers masked, also for who holds the data
role: a pack is passed on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.drawing import ControlChart
from initiatives.measures.drawing.text import figure
from initiatives.measures.filters import SignalFilter
from initiatives.measures.models import Signal
from initiatives.measures.queries import (
    Charted,
    charted,
    for_everyone,
    gaps_over_time,
    reference_stratum,
    signals,
)
from initiatives.status.choices import Number
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Chart, Section
from initiatives.status.past import may_see_past, trend, usual_step

OF_SIGNALS, OF_PRINCIPLES = 6, 2
LEAST = 3  # points that a chart of nights takes
OF_GROUPS = (SignalKind.WORSE, SignalKind.WIDENING)
KINDS = (*OF_GROUPS, SignalKind.OVERALL)
RANK = Case(
    *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(KINDS)),
    output_field=IntegerField(),
)
METHOD = _(
    "Control charts tell chance from change; the rule set of each measure judges them. A square is "
    "a sign of concern, a diamond one of improvement, and a star a figure that is hidden since it "
    "counts too few people. Nights of the status are counts charts judged by the Anhøj rules."
)


@dataclass(frozen=True)
class Worrying:
    """The open signals that something gets worse: the first ones, and how many there are."""

    first: tuple[Signal, ...]
    number: int
    of_groups: int


def worrying(asked: Asked) -> Worrying:
    """Signals of groups first; none that led to what is confidential: its words would tell."""
    query = {"entity": asked.entity.pk, "state": SignalState.OPEN.value}
    rows = SignalFilter(query, queryset=signals(asked.viewer)).qs
    rows = rows.filter(kind__in=KINDS).exclude(source__shortfall__confidential=True).distinct()
    counted = rows.order_by().aggregate(
        number=Count("pk", distinct=True),
        of_groups=Count("pk", distinct=True, filter=Q(kind__in=OF_GROUPS)),
    )
    first = rows.annotate(rank=RANK).order_by("rank", "-ends", "-pk")[:OF_SIGNALS]
    return Worrying(tuple(first), **counted)


def charting(asked: Asked, found: Worrying, off_track: Sequence[str]) -> Section:
    """A chart for each of the first signals, then for the first principles that are off track."""
    charts = (*filter(None, map(of_signal, found.first)), *of_principles(asked, off_track))
    rest = found.number - OF_SIGNALS
    said = [
        gettext(
            "Each chart follows one signal that waits for an answer, or one principle off track."
        )
    ]
    if rest > 0:
        more = ngettext(
            "%(number)d more signal waits for an answer: %(where)s",
            "%(number)d more signals wait for an answer: %(where)s",
            rest,
        )
        where = address("signal_list", entity=asked.entity.pk, state="open")
        said.append(more % {"number": rest, "where": where})
    if not charts:
        said = [
            gettext("No signal that anything gets worse waits for an answer, so none is charted.")
        ]
    return Section(gettext("Charts"), tuple(said), charts, METHOD)


def of_signal(signal: Signal) -> Chart | None:
    """The chart that a signal is about, under the words of the signal; None where it is gone."""
    found = for_everyone(signal.measure, signal.stratification)
    chart: Charted | None = None
    if signal.kind == SignalKind.WIDENING:
        reference = reference_stratum(found)
        gaps = gaps_over_time(found, reference) if reference else []
        chart = next((one for one in gaps if one.group == signal.stratum_id), None)
    elif signal.stratum_id is None or any(one.pk == signal.stratum_id for one in found.strata):
        chart = charted(found, signal.stratum_id)
    if chart is None:
        return None
    return Chart(signal.title, signal.words, alt_of(chart.drawing), chart.drawing)


def of_principles(asked: Asked, off_track: Sequence[str]) -> Iterator[Chart]:
    """Overdue commitments over time at the whole, for the first principles that are off track."""
    if asked.framework is None or not may_see_past(asked.viewer, asked.entity):
        return
    shown = [
        one for one in asked.framework.principles.order_by("number") if one.short_name in off_track
    ]
    for principle in shown[:OF_PRINCIPLES]:
        step = usual_step(asked.viewer, principle, asked.entity)
        found = trend(asked.viewer, principle, asked.entity, Number.OVERDUE, step)
        if len(found.points) >= LEAST:
            drawn = found.drawing
            title = gettext("Overdue commitments: %(principle)s at %(entity)s") % {
                "principle": principle.short_name,
                "entity": asked.entity.short_name,
            }
            yield Chart(title, found.sentence, alt_of(drawn), drawn)


def alt_of(chart: ControlChart) -> str:
    """What stands for a chart where it cannot be seen: what it says, its first and last figure."""
    known = [dot for dot in chart.dots if dot.value is not None and not dot.masked]
    hidden = sum(dot.masked for dot in chart.dots)
    words = [gettext("Control chart, %(chart)s.") % {"chart": chart.title}, chart.sentence]
    if known:
        first, last = known[0], known[-1]
        words.append(
            gettext("From %(figure)s in %(first)s to %(figure_2)s in %(last)s.")
            % {
                "figure": figure(first.value or 0, chart.unit),
                "first": first.label,
                "figure_2": figure(last.value or 0, chart.unit),
                "last": last.label,
            }
        )
    if hidden:
        said = ngettext(
            "%(number)d figure is hidden: too few people.",
            "%(number)d figures are hidden: too few people.",
            hidden,
        )
        words.append(said % {"number": hidden})
    return " ".join(map(str, words))
