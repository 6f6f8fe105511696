"""What can be done with promises, and the sweep that reminds people of them."""

from initiatives.accountability.services.preview import Planned, preview
from initiatives.accountability.services.promises import (
    acknowledge,
    fulfil,
    make_commitment,
    move,
    reassign,
    withdraw,
)
from initiatives.accountability.services.sweep import Swept, sweep

__all__ = [
    "Planned",
    "Swept",
    "acknowledge",
    "fulfil",
    "make_commitment",
    "move",
    "preview",
    "reassign",
    "sweep",
    "withdraw",
]
