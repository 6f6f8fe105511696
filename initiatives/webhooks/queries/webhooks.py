"""Reading webhooks and what was sent to them.

What was left out is not shown: that there was something would tell of it.
"""

from django.db.models import Count, Q, QuerySet

from initiatives.people.models import User
from initiatives.people.rules import may_administer_all
from initiatives.webhooks import rules
from initiatives.webhooks.choices import SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery


def webhooks(viewer: User) -> QuerySet[Webhook]:
    """Those that the viewer may see, newest first, with how many of their deliveries failed."""
    failed = Count("deliveries", filter=Q(deliveries__state=SendingState.FAILED))
    rows = rules.visible_webhooks(viewer).select_related("owner").annotate(failed=failed)
    return rows.order_by("-pk")


def webhook(viewer: User, pk: int) -> Webhook:
    """One of them; raises Webhook.DoesNotExist."""
    return webhooks(viewer).get(pk=pk)


def open_webhooks_of(person: User) -> QuerySet[Webhook]:
    """A person's own that are not closed."""
    return Webhook.objects.filter(owner=person).exclude(state=WebhookState.CLOSED)


def deliveries(viewer: User) -> QuerySet[WebhookDelivery]:
    """What was and is to be sent to the viewer's own webhooks; to any for an administrator."""
    shown = WebhookDelivery.objects.exclude(state=SendingState.LEFT_OUT)
    own = shown if may_administer_all(viewer) else shown.filter(webhook__owner=viewer)
    return own.select_related("webhook", "event")


def deliveries_of(viewer: User, webhook: Webhook) -> QuerySet[WebhookDelivery]:
    """Of one webhook, newest first, each with its tries."""
    return deliveries(viewer).filter(webhook=webhook).prefetch_related("tries")


def delivery(viewer: User, pk: int) -> WebhookDelivery:
    """One of them, with its tries; raises WebhookDelivery.DoesNotExist."""
    return deliveries(viewer).select_related("webhook__owner").prefetch_related("tries").get(pk=pk)
