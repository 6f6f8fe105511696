"""What a message says: what happened to which record, and nothing that could not be asked for.

No free text and no names: a receiver fetches the record by the API, under a token of its own.
"""

import json
from typing import Any

from django.conf import settings

from initiatives.base import subjects
from initiatives.people.models import User
from initiatives.webhooks import rules
from initiatives.webhooks.models import WebhookDelivery
from initiatives.webhooks.vocabulary import TEST, TOLD

API = "/api/v1"


def body_for(delivery: WebhookDelivery, owner: User) -> bytes | None:
    """The message as JSON; None where the owner may not be told, asked at this moment.

    `owner` is read anew, so that no role is remembered.
    """
    if not rules.may_keep(owner):
        return None
    if delivery.event is None:
        about: dict[str, Any] | None = {"webhook": delivery.webhook.reference}
    else:
        about = data_of(delivery, owner)
    if about is None:
        return None
    at = delivery.event.at if delivery.event else delivery.created_at
    said = {"type": delivery.type, "timestamp": at.isoformat(), "data": about}
    return json.dumps(said, separators=(",", ":")).encode()


def data_of(delivery: WebhookDelivery, owner: User) -> dict[str, Any] | None:
    """What happened to the record; None where the owner may not see it."""
    event = delivery.event
    assert event is not None and delivery.type != TEST
    found = subjects.visible(event.subject_kind, owner).filter(pk=event.subject_id).first()
    if found is None:
        return None
    return {
        "event": event.pk,
        "kind": event.subject_kind,
        "id": event.subject_id,
        "reference": found.reference,
        "url": address(TOLD[event.subject_kind, event.verb].collection, event.subject_id),
        "actor": {"id": event.actor_id, "url": address("people", event.actor_id)}
        if event.actor_id
        else None,
        "changed": sorted({*event.before, *event.after}),
    }


def address(collection: str, key: int) -> str:
    """Where the API has a record."""
    return f"{settings.SITE_URL}{API}/{collection}/{key}/"
