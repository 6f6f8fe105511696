"""Data that are overdue, as signals."""

from collections.abc import Iterator
from datetime import date, timedelta

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.models import Measure, OperationalDefinition, Signal
from initiatives.measures.queries.signals import (
    adopted_on,
    data_due,
    latest_recorded,
    measures_in_use,
    recorded_since,
    waiting_in_vain,
)
from initiatives.measures.rules.periods import (
    due_on,
    expected_since,
    in_words,
    last_due,
    period_of,
)
from initiatives.measures.services.signals import end_signal, go_on, raise_signal

RULES = "due dates 1"
CAME = "The data have come."


def overdue_measures() -> Iterator[Measure]:
    """Those of which the latest data are overdue with no signal that says so, or are no more."""
    yield from waiting_in_vain()
    latest, told = latest_recorded(), latest_told()
    for measure, definition in measures_in_use():
        starts, _ = last_due(today_of(measure), definition.frequency, definition.due_days)
        there = latest.get(measure.pk)
        expected = period_of(adopted_on(measure, definition), definition.frequency)[0]
        missing = starts >= expected and (there is None or there < starts)
        if missing and told.get(measure.pk, date.min) < starts:
            yield measure


def end_lateness(measure: Measure) -> None:
    """Nobody waits for data once the initiative is closed."""
    for signal in measure.signals.filter(kind=SignalKind.OVERDUE, state=SignalState.OPEN):
        end_signal(signal, "The initiative is closed.")


def latest_told() -> dict[int, date]:
    """By measure: up to which day a signal says that data are overdue."""
    rows = Signal.objects.filter(kind=SignalKind.OVERDUE).order_by("ends")
    return dict(rows.values_list("measure", "ends"))


def today_of(measure: Measure) -> date:
    """The date where the measure's owner is."""
    return clock.today(measure.owner.time_zone if measure.owner else None)


def watch_lateness(measure: Measure, definition: OperationalDefinition) -> list[Signal]:
    """Raise or let go on what is overdue at the end; end what has come."""
    told = list(measure.signals.filter(kind=SignalKind.OVERDUE).select_related("commitment"))
    missing = missing_periods(measure, definition, told)
    raised: list[Signal] = []
    stretch = last_stretch(missing, measure, definition)
    if stretch:
        raised += filter(None, [tell(measure, definition, stretch, told)])
    for signal in told:
        within = [starts for starts in missing if signal.begins <= starts <= signal.ends]
        if signal.state == SignalState.OPEN and not within:
            end_signal(signal, CAME)
    return raised


def missing_periods(
    measure: Measure, definition: OperationalDefinition, told: list[Signal]
) -> list[date]:
    """The periods whose data are due and not there, but for those that somebody let go."""
    since = period_of(adopted_on(measure, definition), definition.frequency)[0]
    expected = expected_since(since, today_of(measure), definition.frequency, definition.due_days)
    there = recorded_since(measure, since)
    let_go = [signal for signal in told if signal.state == SignalState.DISMISSED]
    return [
        starts
        for starts in expected
        if starts not in there and not any(one.begins <= starts <= one.ends for one in let_go)
    ]


def last_stretch(
    missing: list[date], measure: Measure, definition: OperationalDefinition
) -> list[date]:
    """The missing periods one after the other up to the latest whose data are due."""
    starts, _ = last_due(today_of(measure), definition.frequency, definition.due_days)
    stretch: list[date] = []
    for period in reversed(missing):
        if period != starts:
            break
        stretch.insert(0, period)
        starts = period_of(period - timedelta(days=1), definition.frequency)[0]
    return stretch


def tell(
    measure: Measure, definition: OperationalDefinition, stretch: list[date], told: list[Signal]
) -> Signal | None:
    """A signal for the stretch, or the one that is there with more periods; returned if new."""
    ends = period_of(stretch[-1], definition.frequency)[1]
    title, words = said(measure, definition, stretch)
    for signal in told:
        if signal.state != SignalState.DISMISSED and signal.ends >= stretch[0]:
            return go_on(signal, ends, title, words)
    return raise_signal(
        Signal(
            measure=measure,
            definition=definition,
            kind=SignalKind.OVERDUE,
            begins=stretch[0],
            ends=ends,
            title=title,
            words=words,
            rules=RULES,
        ),
        promised(measure, stretch),
    )


def promised(measure: Measure, stretch: list[date]) -> Commitment | None:
    """The open promise of one of these data, which is an answer to the signal too."""
    for starts in stretch:
        due = data_due(measure, starts)
        if due and due.commitment.state == CommitmentState.OPEN:
            taken = Signal.objects.filter(commitment=due.commitment).exists()
            return None if taken else due.commitment
    return None


def said(
    measure: Measure, definition: OperationalDefinition, stretch: list[date]
) -> tuple[str, str]:
    """Title and words of data that are overdue."""
    names = [in_words(starts, definition.frequency) for starts in (stretch[0], stretch[-1])]
    span = names[0] if len(stretch) == 1 else f"{names[0]} to {names[1]}"
    due = due_on(period_of(stretch[0], definition.frequency)[1], definition.due_days)
    words = (
        f"The data of {span} are not there. The first of them were due on {due:%-d %B %Y}. Until "
        "they come nobody can say how things stand, for everybody or for any group."
    )
    if len(stretch) == 1:
        words = words.replace("The first of them were", "They were")
    return f"{measure.name[:110]}: data of {span} are overdue", words
