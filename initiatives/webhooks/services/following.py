"""Following history: each event that a webhook is told of becomes a row that owes it.

What is not settled yet is read again, since a transaction that began earlier may end later. The
row of an event is there once for a webhook, however often it is read.
"""

from collections.abc import Iterable

from django.db import transaction

from initiatives.base.records import one_at_a_time
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.webhooks import queries
from initiatives.webhooks.choices import WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery, WebhookReading
from initiatives.webhooks.vocabulary import TOLD

BATCH = 1_000


@transaction.atomic
def follow() -> int:
    """Owe to each webhook what happened since it was looked last; returns how much is new."""
    one_at_a_time("webhooks")
    reading = begin_reading()
    after = Event.objects.filter(pk__gt=reading.event_id).count()
    if after == reading.seen_after:
        return 0
    made = sum(owe_since(webhook, reading.event_id) for webhook in listening())
    upto = queries.settled_up_to(reading.event_id)
    settled = Event.objects.filter(pk__gt=reading.event_id, pk__lte=upto).count()
    # Not counted anew: what came while this was read is still to be looked at.
    WebhookReading.objects.update(event_id=upto, seen_after=max(after - settled, 0))
    return made


def begin_reading() -> WebhookReading:
    """How far history was read; from now on, where it never was."""
    reading = queries.read_up_to()
    if reading is None:
        start = queries.settled_up_to(0)
        reading, _ = WebhookReading.objects.get_or_create(pk=1, defaults={"event_id": start})
    return reading


def listening() -> Iterable[Webhook]:
    """The webhooks that are told what happens."""
    found = Webhook.objects.filter(state=WebhookState.ACTIVE, owner__is_active=True)
    return found.select_related("owner").order_by("pk")


def owe_since(webhook: Webhook, event_id: int) -> int:
    """Owe to one what happened after an event, as its owner may see; returns how much is new."""
    owner = User.objects.get(pk=webhook.owner_id)  # who remembers no roles from before
    events = queries.history_for(owner, webhook.types)
    told = events.filter(pk__gt=event_id, at__gte=webhook.listens_since)
    before = WebhookDelivery.objects.filter(webhook=webhook).count()
    owe(webhook, told)
    return WebhookDelivery.objects.filter(webhook=webhook).count() - before


def owe(webhook: Webhook, events: Iterable[Event]) -> None:
    """A row for each event that has none yet."""
    rows = [row_for(webhook, event) for event in events]
    WebhookDelivery.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def row_for(webhook: Webhook, event: Event) -> WebhookDelivery:
    """What is owed. Its message is named by webhook and event, so one that is sent anew after its
    row was forgotten is known to the receiver all the same."""
    return WebhookDelivery(
        webhook=webhook,
        event=event,
        message_id=f"msg_{webhook.pk}_{event.pk}",
        type=TOLD[event.subject_kind, event.verb].type,
    )
