"""Reading webhooks, what was sent to them, and what is owed."""

from initiatives.webhooks.queries.figures import WebhookFigures, webhook_figures
from initiatives.webhooks.queries.owed import (
    disabled_lately,
    forgotten,
    history_for,
    owed_to,
    read_up_to,
    settled_up_to,
    to_be_told,
    webhooks_owed,
)
from initiatives.webhooks.queries.webhooks import (
    deliveries,
    deliveries_of,
    delivery,
    open_webhooks_of,
    webhook,
    webhooks,
)

__all__ = [
    "WebhookFigures",
    "deliveries",
    "deliveries_of",
    "delivery",
    "disabled_lately",
    "forgotten",
    "history_for",
    "open_webhooks_of",
    "owed_to",
    "read_up_to",
    "settled_up_to",
    "to_be_told",
    "webhook",
    "webhook_figures",
    "webhooks",
    "webhooks_owed",
]
