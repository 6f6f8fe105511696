"""Sending once more: one delivery, all since an instant, or a test."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.webhooks import queries, rules
from initiatives.webhooks.choices import SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.services.following import owe
from initiatives.webhooks.vocabulary import TEST

MOST_REPLAYED = 10_000
OWED_ANEW = {
    "state": SendingState.PENDING,
    "attempts": 0,
    "leased_until": None,
    "settled_at": None,
}


@transaction.atomic
def send_test(*, actor: User, webhook: Webhook) -> WebhookDelivery:
    """Owe a message that is about nothing, to see whether it arrives."""
    found = active(actor, webhook)
    message_id = f"msg_{found.pk}_test_{uuid4().hex}"
    made = WebhookDelivery.objects.create(webhook=found, message_id=message_id, type=TEST)
    record(actor=actor, verb="tested", subject=found)
    return made


@transaction.atomic
def send_again(*, actor: User, delivery: WebhookDelivery) -> WebhookDelivery:
    """Owe one delivery anew and at once, under its id; raises Invalid while it is being sent."""
    webhook = active(actor, delivery.webhook)
    now = clock.now()
    free = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(leased_until__gt=now)
    if not free.update(not_before=now, **OWED_ANEW):
        raise Invalid({"state": _("It is being sent right now. Look again in a minute.")})
    rest_no_more(webhook)
    record(actor=actor, verb="sent again", subject=webhook, after={"message": delivery.message_id})
    return queries.delivery(actor, delivery.pk)


@transaction.atomic
def replay_webhook(*, actor: User, webhook: Webhook, since: datetime) -> int:
    """Owe anew all that happened since an instant, as its owner may see it now; returns how many.

    Each message has the id that it had, so a receiver knows what it has already.
    """
    found, now = active(actor, webhook), clock.now()
    if since >= now:
        raise Invalid({"since": _("Give an instant that is over.")})
    events = queries.history_for(actor, found.types).filter(at__gte=since, at__lte=now)
    told = list(events[: MOST_REPLAYED + 1])
    if len(told) > MOST_REPLAYED:
        raise Invalid({"since": _("That is more than 10,000 events. Give a later instant.")})
    owe(found, told)
    settled = found.deliveries.filter(event__in=told).exclude(state=SendingState.PENDING)
    settled.update(not_before=now, **OWED_ANEW)
    rest_no_more(found)
    after = {"since": since.isoformat(), "events": len(told)}
    record(actor=actor, verb="replayed", subject=found, after=after)
    return len(told)


def active(actor: User, webhook: Webhook) -> Webhook:
    """The webhook, locked; raises NotAllowed, and Invalid while nothing would be sent."""
    rules.may_change(actor, webhook).require()
    found = locked(webhook)
    if found.state != WebhookState.ACTIVE:
        raise Invalid({"state": _("Nothing is sent while it is not active. Enable it first.")})
    return found


def rest_no_more(webhook: Webhook) -> None:
    """Somebody says that the receiver is there again."""
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
