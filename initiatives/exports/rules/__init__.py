"""Who may ask for a file and who gets it; who gets the monthly mail, and when."""

from initiatives.exports.rules.files import (
    AT_ONCE,
    KEPT,
    LEASE,
    MOST_ATTEMPTS,
    MOST_IN_MOTION,
    held,
    may_ask,
    may_end,
    may_fetch,
    visible_exports,
)
from initiatives.exports.rules.monthly import latest_day, may_have_monthly

__all__ = [
    "AT_ONCE",
    "KEPT",
    "LEASE",
    "MOST_ATTEMPTS",
    "MOST_IN_MOTION",
    "held",
    "latest_day",
    "may_ask",
    "may_end",
    "may_fetch",
    "may_have_monthly",
    "visible_exports",
]
