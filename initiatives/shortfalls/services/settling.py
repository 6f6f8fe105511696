"""A proposal that came from signals settles them, whichever way it is decided."""

from django.db.models import QuerySet

from initiatives.measures.choices import SignalState
from initiatives.measures.models import Signal
from initiatives.measures.services import settle_signal
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import ShortfallState
from initiatives.shortfalls.models import Shortfall


def waiting_signals(shortfall: Shortfall) -> QuerySet[Signal]:
    """The signals that found it, or what was merged into it, and wait for an answer."""
    family = Shortfall.objects.filter(rules.family(shortfall)).order_by().values("pk")
    waiting = (SignalState.OPEN, SignalState.OVER)
    return Signal.objects.filter(source__shortfall__in=family, state__in=waiting).order_by("pk")


def settle(actor: User, shortfall: Shortfall) -> None:
    """Note on its signals, if it came from any, what was decided."""
    if shortfall.state == ShortfallState.DISMISSED:
        reject(actor, shortfall, shortfall.dismissed_because)
        return
    for signal in waiting_signals(shortfall):
        settle_signal(
            actor=actor,
            signal=signal,
            state=SignalState.ACCEPTED,
            evidence=f"Taken into the shortfall log as {shortfall.reference}.",
        )


def reject(actor: User, shortfall: Shortfall, reason: str) -> None:
    """Dismiss the signals that wait, for this reason."""
    for signal in waiting_signals(shortfall):
        settle_signal(actor=actor, signal=signal, state=SignalState.DISMISSED, reason=reason)
