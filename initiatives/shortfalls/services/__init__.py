"""What can be done with shortfalls: log, answer for, decide, close; and what proposes them."""

from initiatives.shortfalls.services.assessed import propose_from_assessments
from initiatives.shortfalls.services.describing import LARGEST, describe_shortfall
from initiatives.shortfalls.services.finding import BY_HAND, add_source, note_source
from initiatives.shortfalls.services.log import (
    accept_shortfall,
    assign_shortfall,
    close_shortfall,
    dismiss_shortfall,
    keep_closed,
    log_shortfall,
    reopen_shortfall,
    revise_shortfall,
)
from initiatives.shortfalls.services.merging import merge_shortfall, split_shortfall
from initiatives.shortfalls.services.proposing import (
    dismiss_signal,
    propose_from_missed_commitments,
    propose_from_signals,
)
from initiatives.shortfalls.services.restricting import restrict_shortfall, unrestrict_shortfall

__all__ = [
    "BY_HAND",
    "LARGEST",
    "accept_shortfall",
    "add_source",
    "assign_shortfall",
    "close_shortfall",
    "describe_shortfall",
    "dismiss_shortfall",
    "dismiss_signal",
    "keep_closed",
    "log_shortfall",
    "merge_shortfall",
    "note_source",
    "propose_from_assessments",
    "propose_from_missed_commitments",
    "propose_from_signals",
    "reopen_shortfall",
    "restrict_shortfall",
    "revise_shortfall",
    "split_shortfall",
    "unrestrict_shortfall",
]
