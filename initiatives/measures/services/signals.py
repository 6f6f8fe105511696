"""What becomes of a signal: raised, gone on, over, settled. Each within a caller's transaction."""

from datetime import date, timedelta
from typing import Any

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.records import Change, change, locked, plain
from initiatives.history.services import record
from initiatives.measures.choices import SignalState
from initiatives.measures.models import Signal
from initiatives.measures.services.asking import whom_to_ask
from initiatives.people.models import User

ANSWER_WITHIN = timedelta(days=14)
SETTLED = (SignalState.ACCEPTED, SignalState.DISMISSED)
ASKED = (
    "Look at the chart, and say what is behind it: take it into the shortfall log, or dismiss it "
    "with a reason."
)


def raise_signal(signal: Signal, commitment: Commitment | None = None) -> Signal:
    """Save a new signal, and ask somebody for an answer where nobody is asked already."""
    signal.save()
    signal.commitment = commitment or ask_for_answer(signal)
    signal.save(update_fields=["commitment"])
    record(
        actor=None,
        verb="raised",
        subject=signal,
        after={
            "measure": plain(signal.measure),
            "kind": signal.kind,
            "begins": plain(signal.begins),
            "ends": plain(signal.ends),
            "rules": signal.rules,
        },
    )
    return signal


def ask_for_answer(signal: Signal) -> Commitment | None:
    """A commitment to answer it within two weeks; None where there is nobody to ask."""
    person = whom_to_ask(signal.measure)
    if person is None:
        return None
    return accountability.arise(
        kind=CommitmentKind.SIGNAL,
        title=f"Answer a signal: {signal.title}",
        detail=f"{signal.words}\n\n{ASKED}",
        owner=person,
        due_on=clock.today(person.time_zone) + ANSWER_WITHIN,
        initiative=signal.measure.initiative,
    )


def go_on(signal: Signal, ends: date, title: str, words: str) -> Signal | None:
    """The same run with more points. What was decided stands; what was over is open again.

    Returns the signal where it is open again.
    """
    again = signal.state == SignalState.OVER
    said: dict[str, Any] = {} if signal.state in SETTLED else {"title": title, "words": words}
    if again:
        signal.title, signal.words = title, words
        said |= {"state": SignalState.OPEN, "commitment": ask_for_answer(signal)}
    made = change(signal, ends=max(ends, signal.ends), **said)
    if again or "ends" in made.after:
        moved = {"ends": plain(signal.ends)}
        record(actor=None, verb="raised again" if again else "went on", subject=signal, after=moved)
    return signal if again else None


def end_signal(signal: Signal, reason: str) -> None:
    """What it told of is no longer so; only an open one ends by itself."""
    made = change(signal, state=SignalState.OVER)
    if signal.commitment:
        accountability.end_withdrawn(commitment=signal.commitment, reason=reason)
    record(
        actor=None,
        verb="ended",
        subject=signal,
        before=made.before,
        after=made.after,
        reason=reason,
    )


def settle_signal(
    *,
    actor: User,
    signal: Signal,
    state: str,
    reason: str = "",
    evidence: str = "",
    version: int | None = None,
) -> Signal:
    """Note what somebody decided, who was let decide it: `accepted`, or `dismissed` for a reason.

    The commitment to answer it is closed with it. What was decided already stays as it is.
    """
    signal = locked(signal, version)
    if signal.state in SETTLED:
        return signal
    values: dict[str, Any] = {"decided_by": actor, "decided_at": clock.now()}
    made = change(signal, state=state, because=reason.strip(), **values)
    if signal.commitment and state == SignalState.ACCEPTED:
        said = evidence or "It was taken into the shortfall log."
        accountability.end_fulfilled(commitment=signal.commitment, actor=actor, evidence=said)
    elif signal.commitment:
        accountability.end_withdrawn(
            commitment=signal.commitment, reason=f"Dismissed: {reason.strip()}", actor=actor
        )
    return note(actor, signal, made, reason)


def note(actor: User, signal: Signal, made: Change, reason: str) -> Signal:
    """Record what somebody decided."""
    verb = "accepted" if signal.state == SignalState.ACCEPTED else "dismissed"
    kept = {"state": made.after["state"]}
    record(actor=actor, verb=verb, subject=signal, after=kept, reason=reason)
    return signal
