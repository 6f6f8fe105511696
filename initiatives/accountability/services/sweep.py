"""The sweep: plan what is owed, claim it, send it. It may run at any time, twice, or late."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.mail import get_connection

from initiatives.accountability.services.claim import claim, open_days
from initiatives.accountability.services.plan import plan
from initiatives.accountability.services.send import send


@dataclass(frozen=True)
class Swept:
    """What a sweep did: occasions planned and cancelled, mails sent and failed."""

    planned: int
    sent: int
    failed: int
    cancelled: int


def sweep(connection: Any = None) -> Swept:
    """One sweep, to the end of what can be sent now. Not one transaction, by design:

    what was sent is booked at once, so that a process that dies loses nothing and doubles at most
    the mail that it was sending. `connection` is a mail backend, by default the configured one.
    """
    planned = plan()
    open_days()
    done: Counter[str] = Counter()
    while claimed := claim():
        done += send(claimed, connection or get_connection())
    return Swept(planned, done["sent"], done["failed"], done["cancelled"])
