"""Webhooks, and what was sent to them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import Given, ListOf, OneOf, PageField
from initiatives.webhooks import rules
from initiatives.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from initiatives.webhooks.vocabulary import TYPES


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    """Where another program is told what happens. To auditors the address is its host alone."""

    address = serializers.SerializerMethodField()
    types = serializers.ListField(child=serializers.CharField(), read_only=True)
    disabled_because = serializers.CharField(
        read_only=True, help_text="asked, failing, gone or owner; empty where it is not disabled."
    )
    failed = serializers.IntegerField(read_only=True, help_text="Deliveries that were given up.")
    url = PageField("webhook")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            *("id", "reference", "owner", "name", "address", "types", "state", "disabled_at"),
            *("disabled_because", "failing_since", "former_until", "tried_at", "failed"),
            *("created_at", "url", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_address(self, webhook: Webhook) -> str:
        viewer = self.context["request"].user
        return webhook.address if rules.may_read(viewer, webhook) else webhook.host


class WebhookWithSecretSerializer(WebhookSerializer):
    """With its new secret, which is shown this once."""

    secret = serializers.CharField(source="shown", read_only=True, help_text="whsec_ and base64.")

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")
        read_only_fields = fields


class NewWebhookSerializer(Given):
    """Name, address and the types of events."""

    name = serializers.CharField(max_length=80)
    address = serializers.CharField(max_length=1_000, help_text="It begins with https://")
    types = ListOf(child=OneOf(TYPES), max_length=len(TYPES), min_length=1)


class WebhookChangeSerializer(Given):
    """What is left out stays as it is."""

    name = serializers.CharField(max_length=80, required=False)
    address = serializers.CharField(max_length=1_000, required=False)
    types = ListOf(child=OneOf(TYPES), max_length=len(TYPES), min_length=1, required=False)


class ReplaySerializer(Given):
    """From when on."""

    since = serializers.DateTimeField(help_text="An instant that is over.")


class ReplayedSerializer(serializers.Serializer[Any]):
    """How much is sent again."""

    events = serializers.IntegerField(read_only=True)


class WebhookDeliverySerializer(serializers.ModelSerializer[WebhookDelivery]):
    """One event for one webhook; a test has no event."""

    class Meta:
        model = WebhookDelivery
        fields: tuple[str, ...] = (
            *("id", "webhook", "message_id", "type", "event", "state", "attempts"),
            *("created_at", "not_before", "settled_at"),
        )
        read_only_fields = fields


class WebhookAttemptSerializer(serializers.ModelSerializer[WebhookAttempt]):
    """One try: a status with the beginning of the answer, or why there was none."""

    class Meta:
        model = WebhookAttempt
        fields = ("at", "status", "answer", "error")
        read_only_fields = fields


class WebhookMessageSerializer(WebhookDeliverySerializer):
    """With each try, the latest first."""

    tries = WebhookAttemptSerializer(many=True, read_only=True)

    class Meta(WebhookDeliverySerializer.Meta):
        fields = (*WebhookDeliverySerializer.Meta.fields, "tries")
        read_only_fields = fields
