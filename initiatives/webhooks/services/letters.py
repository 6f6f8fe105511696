"""The mail that a webhook was disabled, to its owner and the administrators, once each."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.accountability.letters import Letter, Post, introduce
from initiatives.accountability.models import Delivery
from initiatives.webhooks import queries
from initiatives.webhooks.models import Webhook

KEY = "webhook"


def key_of(webhook: Webhook) -> str:
    """One that is disabled again is told of again."""
    assert webhook.disabled_at
    return f"{webhook.pk}-{int(webhook.disabled_at.timestamp())}"


def to_tell() -> Iterator[tuple[int, str]]:
    """Who is owed the mail of which webhook."""
    for webhook in queries.disabled_lately():
        for person in queries.to_be_told(webhook):
            yield person.pk, key_of(webhook)


def write(deliveries: list[Delivery]) -> dict[int, Letter]:
    """That it is disabled and why; nothing where it is on again or its reader has no part in it."""
    found = {key_of(one): one for one in queries.disabled_lately()}
    said = {}
    for delivery in deliveries:
        webhook = found.get(delivery.key.partition("/")[2])
        if webhook and delivery.recipient in queries.to_be_told(webhook):
            said[delivery.pk] = letter_of(webhook)
    return said


def letter_of(webhook: Webhook) -> Letter:
    """Its words."""
    subject = _("A webhook is disabled: %s") % webhook.name
    page = f"{settings.SITE_URL}{reverse('webhook', args=[webhook.pk])}"
    return Letter(subject, "mail/webhook", {"webhook": webhook, "page_url": page})


def introduce_letters() -> None:
    """Make it known to the engine."""
    introduce(Post(KEY, to_tell, write))
