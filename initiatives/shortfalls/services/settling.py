"""A proposal that came from a signal settles it, whichever way it is decided."""

from initiatives.measures.choices import SignalState
from initiatives.measures.services import settle_signal
from initiatives.people.models import User
from initiatives.shortfalls.choices import ShortfallState
from initiatives.shortfalls.models import Shortfall


def settle(actor: User, shortfall: Shortfall) -> None:
    """Note on its signal, if it came from one, what was decided."""
    if shortfall.signal is None:
        return
    if shortfall.state == ShortfallState.DISMISSED:
        settle_signal(
            actor=actor,
            signal=shortfall.signal,
            state=SignalState.DISMISSED,
            reason=shortfall.dismissed_because,
        )
    else:
        settle_signal(
            actor=actor,
            signal=shortfall.signal,
            state=SignalState.ACCEPTED,
            evidence=f"Taken into the shortfall log as {shortfall.reference}.",
        )
