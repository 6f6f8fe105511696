"""Who may have webhooks and end them, and when what failed is tried again."""

from initiatives.webhooks.rules.access import (
    MOST_WEBHOOKS,
    may_change,
    may_end,
    may_keep,
    may_read,
    visible_webhooks,
)
from initiatives.webhooks.rules.trying import (
    FAILING_FOR,
    OVERLAP,
    SCHEDULE,
    rest_after,
    wait_after,
)

__all__ = [
    "FAILING_FOR",
    "MOST_WEBHOOKS",
    "OVERLAP",
    "SCHEDULE",
    "may_change",
    "may_end",
    "may_keep",
    "may_read",
    "rest_after",
    "visible_webhooks",
    "wait_after",
]
