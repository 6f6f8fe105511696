"""What can be done with shortfalls: log, answer for, decide, close; and what proposes them."""

from initiatives.shortfalls.services.log import (
    accept_shortfall,
    assign_shortfall,
    close_shortfall,
    dismiss_shortfall,
    log_shortfall,
    reopen_shortfall,
    revise_shortfall,
)
from initiatives.shortfalls.services.proposing import (
    dismiss_signal,
    propose_from_missed_commitments,
    propose_from_signals,
)

__all__ = [
    "accept_shortfall",
    "assign_shortfall",
    "close_shortfall",
    "dismiss_shortfall",
    "dismiss_signal",
    "log_shortfall",
    "propose_from_missed_commitments",
    "propose_from_signals",
    "reopen_shortfall",
    "revise_shortfall",
]
