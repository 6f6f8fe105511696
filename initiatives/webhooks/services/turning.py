"""Off, on and over."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.webhooks import rules
from initiatives.webhooks.choices import Because, SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery


@transaction.atomic
def disable_webhook(*, actor: User, webhook: Webhook, version: int | None = None) -> Webhook:
    """Send nothing until it is enabled; what is owed waits, what happens meanwhile is not owed."""
    rules.may_end(actor, webhook).require()
    found = locked(webhook, version)
    if found.state != WebhookState.ACTIVE:
        raise Invalid({"state": _("It is not active, so it cannot be disabled.")})
    disable(found, Because.ASKED, actor)
    return found


def disable(webhook: Webhook, because: Because, actor: User | None = None) -> None:
    """Turn off one that is locked; one that is off already stays as it is."""
    if webhook.state == WebhookState.ACTIVE:
        now = clock.now()
        change(webhook, state=WebhookState.DISABLED, disabled_at=now, disabled_because=because)
        record(actor=actor, verb="disabled", subject=webhook, reason=str(because.label))


@transaction.atomic
def enable_webhook(*, actor: User, webhook: Webhook, version: int | None = None) -> Webhook:
    """Send again, what is owed at once. What happened meanwhile comes only by a replay."""
    rules.may_change(actor, webhook).require()
    found = locked(webhook, version)
    if found.state != WebhookState.DISABLED:
        raise Invalid({"state": _("It is not disabled, so it cannot be enabled.")})
    now = clock.now()
    change(found, state=WebhookState.ACTIVE, disabled_because="", listens_since=now)
    Webhook.objects.filter(pk=found.pk).update(failures=0, failing_since=None, rests_until=None)
    found.deliveries.filter(state=SendingState.PENDING).update(not_before=now, attempts=0)
    record(actor=actor, verb="enabled", subject=found)
    return found


@transaction.atomic
def close_webhook(*, actor: User, webhook: Webhook, version: int | None = None) -> Webhook:
    """End it for good: its secrets are gone, and what was owed is not sent."""
    rules.may_end(actor, webhook).require()
    found = locked(webhook, version)
    if found.state == WebhookState.CLOSED:
        raise Invalid({"state": _("It is closed already.")})
    forget = {"secret": "", "former_secret": "", "former_until": None}
    change(found, state=WebhookState.CLOSED, **forget)
    owed = WebhookDelivery.objects.filter(webhook=found, state=SendingState.PENDING)
    owed.update(state=SendingState.LEFT_OUT, leased_until=None, settled_at=clock.now())
    record(actor=actor, verb="closed", subject=found)
    return found
