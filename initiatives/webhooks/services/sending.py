"""Claim, ask again, send, book: one delivery after another, each held by a lease on its row.

Whoever dies in between holds nothing for longer than the lease; the row is sent again, under the
same id. Not one transaction, by design: no row is locked while a receiver takes its time.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from initiatives.base import clock, sealing
from initiatives.people.models import User
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on
from initiatives.webhooks import queries, rules
from initiatives.webhooks.choices import Because, SendingState
from initiatives.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from initiatives.webhooks.services.keeping import reach, secrets_of
from initiatives.webhooks.services.posting import Outcome, post
from initiatives.webhooks.services.turning import disable
from initiatives.webhooks.services.writing import body_for
from initiatives.webhooks.signing import headers

logger = logging.getLogger(__name__)
UNSEALABLE = "Its secret cannot be opened: the key that sealed it is not in QI_CONTACT_KEY."


def always() -> bool:
    """To the end."""
    return True


def send_webhooks(*, keep_going: Callable[[], bool] = always) -> Counter[str]:
    """Send what is owed, to the end or for as long as told; how many ended in which state.

    While webhooks are switched off nothing goes, and what is owed stays owed.
    """
    done: Counter[str] = Counter()
    if not is_on(Feature.WEBHOOKS):
        return done
    while keep_going() and (claimed := claim()):
        done[deliver(claimed)] += 1
    return done


@transaction.atomic
def claim() -> WebhookDelivery | None:
    """The next to be sent, leased to the caller; webhooks take turns, so none holds up others."""
    now = clock.now()
    for webhook_id in queries.webhooks_owed():
        rows = queries.owed_to(webhook_id).select_related("webhook", "event")
        found = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if found is not None:
            lease = timedelta(seconds=settings.LEASE_SECONDS)
            found.attempts, found.leased_until = found.attempts + 1, now + lease
            found.save(update_fields=["attempts", "leased_until"])
            Webhook.objects.filter(pk=webhook_id).update(tried_at=now)
            return found
    return None


def deliver(delivery: WebhookDelivery) -> str:
    """Send one that is claimed, and book what came of it; returns the state that it is left in."""
    webhook = delivery.webhook
    body = body_for(delivery, User.objects.get(pk=webhook.owner_id))
    if body is None:
        settle(delivery, SendingState.LEFT_OUT)
        return SendingState.LEFT_OUT
    try:
        secrets = secrets_of(webhook)
    except sealing.Lost:
        return book(delivery, Outcome(None, error=UNSEALABLE))
    signed = headers(secrets, delivery.message_id, int(clock.now().timestamp()), body)
    return book(delivery, post(webhook.address, body, signed, reach()))


@transaction.atomic
def book(delivery: WebhookDelivery, outcome: Outcome) -> str:
    """Note a try on the delivery and on its webhook; returns the state that it is left in."""
    WebhookAttempt.objects.create(
        delivery=delivery, status=outcome.status, answer=outcome.answer, error=outcome.error
    )
    webhook = Webhook.objects.select_for_update().get(pk=delivery.webhook_id)
    if outcome.delivered:
        settle(delivery, SendingState.SENT)
        Webhook.objects.filter(pk=webhook.pk).update(
            failures=0, failing_since=None, rests_until=None
        )
        return SendingState.SENT
    note_failure(webhook)
    if outcome.gone:
        disable(webhook, Because.GONE)
    wait = None if outcome.gone else rules.wait_after(delivery.attempts, delivery.pk)
    if wait is None:
        settle(delivery, SendingState.FAILED)
        return SendingState.FAILED
    put_off(delivery, wait)
    return SendingState.PENDING


def note_failure(webhook: Webhook) -> None:
    """One more in a row: leave the receiver alone for a while."""
    now = clock.now()
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or now
    webhook.rests_until = now + rules.rest_after(webhook.failures)
    webhook.save(update_fields=["failures", "failing_since", "rests_until"])


def settle(delivery: WebhookDelivery, state: SendingState) -> None:
    """It is over, however it ended."""
    held(delivery).update(state=state, leased_until=None, settled_at=clock.now())


def put_off(delivery: WebhookDelivery, wait: timedelta) -> None:
    """It is tried again later."""
    held(delivery).update(leased_until=None, not_before=clock.now() + wait)


def held(delivery: WebhookDelivery) -> QuerySet[WebhookDelivery]:
    """The row, as long as our lease on it stands: another may have taken over a slow one."""
    return WebhookDelivery.objects.filter(
        pk=delivery.pk, state=SendingState.PENDING, leased_until=delivery.leased_until
    )
