"""What time alone brings: failing webhooks are disabled, old deliveries and secrets forgotten."""

from django.db import transaction
from django.db.models import Q, QuerySet

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on
from initiatives.webhooks import queries, rules
from initiatives.webhooks.choices import Because, WebhookState
from initiatives.webhooks.models import Webhook
from initiatives.webhooks.services.turning import disable

FORGOTTEN_AT_ONCE = 5_000


def watch_webhooks() -> None:
    """All of it, each in a transaction of its own."""
    disable_failing()
    disable_ownerless()
    end_overlaps()
    forget_old()


@transaction.atomic
def disable_failing() -> None:
    """Those to which nothing could be delivered for days, as long as it is tried."""
    if not is_on(Feature.WEBHOOKS):
        return
    limit = clock.now() - rules.FAILING_FOR
    for webhook in active().filter(failing_since__lte=limit):
        disable(webhook, Because.FAILING)


@transaction.atomic
def disable_ownerless() -> None:
    """Those whose owner left, or holds no role any more."""
    for webhook in active():
        if not rules.may_keep(User.objects.get(pk=webhook.owner_id)):
            disable(webhook, Because.OWNER)


def active() -> QuerySet[Webhook]:
    """Those that are on, locked; what somebody holds is looked at the next time."""
    rows = Webhook.objects.filter(state=WebhookState.ACTIVE).order_by("pk")
    return rows.select_for_update(skip_locked=True)


def end_overlaps() -> None:
    """Former secrets whose day is over."""
    over = Webhook.objects.filter(~Q(former_secret=""), former_until__lte=clock.now())
    over.update(former_secret="", former_until=None)


def forget_old() -> int:
    """Delete what was settled longer ago than is kept, in parts; returns how many."""
    gone = 0
    while keys := list(queries.forgotten().values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        queries.forgotten().filter(pk__in=keys).delete()
        gone += len(keys)
    return gone
