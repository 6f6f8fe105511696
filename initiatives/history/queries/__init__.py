"""Reading history, and checking it."""

from initiatives.history.queries.events import events, events_about
from initiatives.history.queries.seals import Figures, figures, latest_seal, seals
from initiatives.history.queries.verifying import Verdict, verify

__all__ = [
    "Figures",
    "Verdict",
    "events",
    "events_about",
    "figures",
    "latest_seal",
    "seals",
    "verify",
]
