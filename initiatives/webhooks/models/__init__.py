"""Webhooks, what is owed to each, how sending it went, and how far history was read."""

from initiatives.webhooks.models.endpoints import Webhook, WebhookReading
from initiatives.webhooks.models.sendings import WebhookAttempt, WebhookDelivery

__all__ = ["Webhook", "WebhookAttempt", "WebhookDelivery", "WebhookReading"]
