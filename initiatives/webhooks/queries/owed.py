"""What history holds for a webhook, what is owed now, and what can be forgotten.

Nobody views here: it is the tracker that works, each time as the owner of a webhook.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.history.rules import visible_events
from initiatives.people.models import User
from initiatives.people.queries import administrators
from initiatives.retention.queries import over_before
from initiatives.webhooks.choices import Because, SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery, WebhookReading
from initiatives.webhooks.vocabulary import asked_for

MARGIN = timedelta(minutes=10)
TOLD_FOR = timedelta(days=7)
OLDEST_TRANSACTION = """
SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database()
"""


def read_up_to() -> WebhookReading | None:
    """How far history was read; None before the first time."""
    return WebhookReading.objects.first()


def settled_up_to(start: int) -> int:
    """The last event after `start` before which nothing new can appear any more.

    A transaction under way may still write an event whose number is lower than one that is there
    already. What it writes is no older than itself, but for clocks that differ a little.
    """
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_TRANSACTION)
        oldest = cursor.fetchone()[0]
    limit = min(filter(None, (oldest, clock.now()))) - MARGIN
    after = Event.objects.filter(pk__gt=start).order_by("pk")
    first = after.filter(at__gte=limit).aggregate(key=Min("pk"))["key"]
    settled = after.filter(pk__lt=first) if first else after
    return settled.values_list("pk", flat=True).last() or start


def history_for(owner: User, types: list[str]) -> QuerySet[Event]:
    """The events that are told under these types and that their owner may see, oldest first."""
    wanted = Q(pk=None)
    for kind, verbs in asked_for(types).items():
        wanted |= Q(subject_kind=kind, verb__in=verbs)
    return visible_events(owner).filter(wanted).order_by("pk")


def webhooks_owed() -> list[int]:
    """The webhooks to which something is to be sent now, the one that waits longest first."""
    now = clock.now()
    waiting = WebhookDelivery.objects.filter(webhook=OuterRef("pk"), state=SendingState.PENDING)
    rested = Q(rests_until=None) | Q(rests_until__lte=now)
    found = Webhook.objects.filter(rested, Exists(free(waiting, now)), state=WebhookState.ACTIVE)
    order = F("tried_at").asc(nulls_first=True)
    return list(found.order_by(order, "pk").values_list("pk", flat=True))


def owed_to(webhook_id: int) -> QuerySet[WebhookDelivery]:
    """What is to be sent to one webhook now, the oldest first."""
    pending = WebhookDelivery.objects.filter(webhook=webhook_id, state=SendingState.PENDING)
    return free(pending, clock.now()).order_by("not_before", "pk")


def free(rows: QuerySet[WebhookDelivery], now: datetime) -> QuerySet[WebhookDelivery]:
    """Those whose time has come and that nobody is sending."""
    unheld = Q(leased_until=None) | Q(leased_until__lt=now)
    return rows.filter(unheld, not_before__lte=now)


def forgotten() -> QuerySet[WebhookDelivery]:
    """What was settled longer ago than is kept."""
    return WebhookDelivery.objects.filter(settled_at__lt=over_before("webhook_deliveries"))


def disabled_lately() -> QuerySet[Webhook]:
    """Those that the tracker disabled by itself in the last days."""
    since = clock.now() - TOLD_FOR
    found = Webhook.objects.filter(state=WebhookState.DISABLED, disabled_at__gt=since)
    return found.exclude(disabled_because=Because.ASKED).select_related("owner")


def to_be_told(webhook: Webhook) -> list[User]:
    """Who is told that it is disabled: its owner and the administrators."""
    people = {one.pk: one for one in (webhook.owner, *administrators()) if one.is_active}
    return list(people.values())
