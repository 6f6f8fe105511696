"""The sweep: plan what is owed, open messages, claim and send them. At any time, twice, or late."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from initiatives.accountability.choices import Channel
from initiatives.accountability.models import Engine
from initiatives.accountability.queries import engine
from initiatives.accountability.services.carriers import Carrier, Mail, carrier_of
from initiatives.accountability.services.claim import claim
from initiatives.accountability.services.opening import open_messages
from initiatives.accountability.services.plan import plan
from initiatives.accountability.services.send import send
from initiatives.base import clock
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on


@dataclass(frozen=True)
class Swept:
    """What a sweep did: occasions planned and cancelled, messages sent and failed."""

    planned: int
    sent: int
    failed: int
    cancelled: int


def always() -> bool:
    """To the end."""
    return True


def prepare() -> int:
    """Plan and open: everything but sending. Returns how many occasions are new."""
    began = monotonic()
    planned = plan()
    open_messages()
    Engine.objects.filter(pk=engine().pk).update(
        swept_at=clock.now(), sweep_seconds=monotonic() - began
    )
    return planned


def drain(
    channel: str, *, carrier: Carrier | None = None, keep_going: Callable[[], bool] = always
) -> Counter[str]:
    """Send what a channel has waiting, batch by batch, to the end or for as long as told.

    Not one transaction, by design: what was sent is booked at once, so that a process that dies
    loses nothing and doubles at most the message that it was sending. While chats are switched off,
    what is owed to one stays owed.
    """
    done: Counter[str] = Counter()
    if channel == Channel.CHAT and not is_on(Feature.CHAT):
        return done
    while not done["away"] and keep_going() and (claimed := claim(channel)):
        done += send(claimed, carrier or carrier_of(channel), keep_going)
    return done


def sweep(connection: Any = None) -> Swept:
    """One sweep, to the end of what can be sent now; `connection` is a mail backend."""
    planned = prepare()
    done = drain(Channel.EMAIL, carrier=Mail(connection)) + drain(Channel.CHAT)
    return Swept(planned, done["sent"], done["failed"], done["cancelled"])
