"""The filters of webhooks and of what was sent to them."""

import django_filters as filters

from initiatives.base.filtering import ChoicesFilter, KeyFilter
from initiatives.webhooks.choices import SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.vocabulary import TEST, TYPES

SHOWN = [choice for choice in SendingState.choices if choice[0] != SendingState.LEFT_OUT]


class WebhookFilter(filters.FilterSet):
    """By state and owner."""

    state = ChoicesFilter(choices=WebhookState.choices, label="State")
    owner = KeyFilter(field_name="owner_id", label="Owner")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = ()


class DeliveryFilter(filters.FilterSet):
    """By webhook, state and type."""

    webhook = KeyFilter(field_name="webhook_id", label="Webhook")
    state = ChoicesFilter(choices=SHOWN, label="State")
    type = ChoicesFilter(choices=[(one, one) for one in (*TYPES, TEST)], label="Type")

    class Meta:
        model = WebhookDelivery
        fields: tuple[str, ...] = ()
