"""Setting webhooks up and ending them; following history; sending, again and anew."""

from initiatives.webhooks.services.again import replay_webhook, send_again, send_test
from initiatives.webhooks.services.following import follow
from initiatives.webhooks.services.keeping import (
    create_webhook,
    revise_webhook,
    rotate_secret,
)
from initiatives.webhooks.services.letters import introduce_letters
from initiatives.webhooks.services.sending import send_webhooks
from initiatives.webhooks.services.turning import close_webhook, disable_webhook, enable_webhook
from initiatives.webhooks.services.watching import watch_webhooks

__all__ = [
    "close_webhook",
    "create_webhook",
    "disable_webhook",
    "enable_webhook",
    "follow",
    "introduce_letters",
    "replay_webhook",
    "revise_webhook",
    "rotate_secret",
    "send_again",
    "send_test",
    "send_webhooks",
    "watch_webhooks",
]
