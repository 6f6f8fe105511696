"""How webhooks fare, in counts."""

from typing import NamedTuple

from django.db.models import Count, Min, Q

from initiatives.base import clock
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_off
from initiatives.webhooks.choices import SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery


class WebhookFigures(NamedTuple):
    """Deliveries that are owed, for how long the oldest could have gone, and what failed."""

    owed: int
    oldest_owed_seconds: float
    failed: int
    disabled: int


def webhook_figures() -> WebhookFigures:
    """As they are now; what waits for a webhook that is disabled is not owed, and nothing is late
    while webhooks are switched off.
    """
    now = clock.now()
    waits = Q(state=SendingState.PENDING, webhook__state=WebhookState.ACTIVE)
    late = waits & Q(not_before__lte=now) & ~Q(is_off(Feature.WEBHOOKS))
    unsettled = Q(state__in=(SendingState.PENDING, SendingState.FAILED))
    found = WebhookDelivery.objects.filter(unsettled).aggregate(
        owed=Count("pk", filter=waits),
        oldest=Min("not_before", filter=late),
        failed=Count("pk", filter=Q(state=SendingState.FAILED)),
    )
    oldest = (now - found["oldest"]).total_seconds() if found["oldest"] else 0.0
    disabled = Webhook.objects.filter(state=WebhookState.DISABLED).count()
    return WebhookFigures(found["owed"], oldest, found["failed"], disabled)
