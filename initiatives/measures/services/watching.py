"""Watching: what the data of a measure show is raised as a signal, once for a run of points.

Rows say what is still to be looked at (`Measure.watched_version`), so that nothing is lost with a
message. A measure is looked at when data are recorded, and by the worker when it was not.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from initiatives.base.records import locked
from initiatives.measures import alarm
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.models import Measure, OperationalDefinition, Signal
from initiatives.measures.queries.signals import unwatched
from initiatives.measures.queries.watched import Watched, plan_of, watched
from initiatives.measures.services.lateness import (
    end_lateness,
    overdue_measures,
    watch_lateness,
)
from initiatives.measures.services.signals import end_signal, go_on, raise_signal
from initiatives.portfolio.choices import Stage

logger = logging.getLogger(__name__)
AT_ONCE = 2000  # entries; a larger import leaves the looking to the worker
GONE = "It is no longer seen in the data."


@transaction.atomic
def watch(*, measure: Measure) -> list[Signal]:
    """Look at the data of a measure now; returns the signals that are new. Twice changes nothing.

    Nothing is looked for before a definition is in force, or once the initiative is closed.
    """
    measure = locked(measure)
    raised: list[Signal] = []
    definition = measure.definitions.filter(in_force=True).first()
    if measure.initiative.stage == Stage.CLOSED:
        end_lateness(measure)
    elif definition is not None:
        raised = [*watch_data(measure, definition), *watch_lateness(measure, definition)]
    measure.watched_version = measure.version
    measure.save(update_fields=["watched_version"])
    return raised


def watch_recorded(measure: Measure, entries: int) -> None:
    """Look at what was just recorded, unless it is much.

    What was counted is kept even where looking at it fails: then the worker tries it again, and
    its log says why.
    """
    if entries <= AT_ONCE:
        quietly(measure)


def watch_all() -> int:
    """Look at every measure that has changed since it was looked at; how many signals are new."""
    return watch_each(unwatched())


def watch_overdue() -> int:
    """Look at every measure whose data are overdue with nothing raised; how many are new."""
    return watch_each(overdue_measures())


def watch_each(measures: Iterable[Measure]) -> int:
    """Each in a transaction of its own: one that cannot be looked at hides no other."""
    raised = 0
    for measure in measures:
        raised += len(quietly(measure) or ())
    return raised


def quietly(measure: Measure) -> list[Signal] | None:
    """What watching finds; None where it fails, which the log tells."""
    try:
        return watch(measure=measure)
    except Exception:
        logger.exception("%s could not be watched.", measure.reference)
        return None


def watch_data(measure: Measure, definition: OperationalDefinition) -> list[Signal]:
    """Raise what is new in the data, let go on what goes on, and end what is seen no longer."""
    found = watched(measure, definition)
    standing = list(
        measure.signals.exclude(kind=SignalKind.OVERDUE)
        .select_related("commitment", "definition")
        .order_by("-ends", "-pk")
    )
    raised, matched = [], set()
    for finding in alarm.look(found.data).findings:
        signal = same_run(standing, finding, found)
        if signal is None:
            raised.append(raise_signal(signal_of(measure, definition, finding, found)))
        else:
            matched.add(signal.pk)
            raised += filter(None, [carried_on(signal, finding, found)])
    for signal in standing:
        unmatched = signal.state == SignalState.OPEN and signal.pk not in matched
        if unmatched and not still_seen(signal, found):
            end_signal(signal, GONE)
    return raised


def is_of(signal: Signal, finding: alarm.Finding) -> bool:
    """Whether a signal tells the same of the same group."""
    told = (signal.kind, signal.stratification_id, signal.stratum_id)
    return told == (finding.kind.value, finding.split, finding.group)


def same_run(standing: Iterable[Signal], finding: alarm.Finding, found: Watched) -> Signal | None:
    """The signal of the run of points that a finding goes on with: it overlaps or touches it."""
    for signal in standing:
        last = found.last_before(signal.ends)
        if is_of(signal, finding) and last is not None and finding.first <= last + 1:
            return signal
    return None


def signal_of(
    measure: Measure, definition: OperationalDefinition, finding: alarm.Finding, found: Watched
) -> Signal:
    """A signal that is not saved yet."""
    return Signal(
        measure=measure,
        definition=definition,
        kind=finding.kind.value,
        stratification_id=finding.split,
        stratum_id=finding.group,
        begins=found.spans[finding.first][0],
        ends=found.spans[finding.last][1],
        title=alarm.title(finding, found.names),
        words=said(finding, found),
        rules=rules_of(definition, finding),
    )


def carried_on(signal: Signal, finding: alarm.Finding, found: Watched) -> Signal | None:
    """The signal with the points that have come, told anew; returned where it is open again."""
    ends = found.spans[finding.last][1]
    return go_on(signal, ends, alarm.title(finding, found.names), said(finding, found))


def said(finding: alarm.Finding, found: Watched) -> str:
    """A finding in words that tell no masked count."""
    return alarm.words(finding, found.names, found.hidden)


def rules_of(definition: OperationalDefinition, finding: alarm.Finding) -> str:
    """What judged it, with its version: a rule set, or the alarm's own test."""
    if finding.how in ("unshared", "threshold"):
        return f"{alarm.ALARM_VERSION}: {finding.how}"
    return f"{definition.rules} {definition.rules_version}: {finding.how}"


def still_seen(signal: Signal, found: Watched) -> bool:
    """Whether it would be raised again from the data as they now stand, up to its last period.

    A run that has ended was there all the same and still wants an answer. Its own definition
    judges, so that another rule set does not silence it.
    """
    last = found.last_before(signal.ends)
    if last is None:
        return False
    plan = plan_of(signal.measure, signal.definition, [starts for starts, _ in found.spans])
    then = replace(found.data, plan=plan).until(last)
    return any(is_of(signal, finding) for finding in alarm.look(then).findings)
