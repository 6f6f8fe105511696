"""Reminders, the messages that carried them, and the engine that sends them."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import NamedSerializer
from initiatives.accountability.choices import EngineState
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.rules.steps import reason_for


class ReminderSerializer(serializers.ModelSerializer[Reminder]):
    commitment = NamedSerializer(read_only=True)
    recipient = NamedSerializer(read_only=True)
    told_as = serializers.CharField(source="get_audience_display", read_only=True)
    step = serializers.CharField(
        source="step_name", read_only=True, help_text="Days from the due date: T-3, T+14."
    )
    why = serializers.SerializerMethodField(help_text="Why it came, as the recipient reads it.")
    failed = serializers.SerializerMethodField(help_text="Owed, and its message is parked.")

    class Meta:
        model = Reminder
        fields = (
            *("id", "commitment", "recipient", "channel", "audience", "told_as", "step", "urgent"),
            *("due_on", "policy", "state", "failed", "why", "note", "created_at", "delivery"),
        )
        read_only_fields = fields

    def get_why(self, reminder: Reminder) -> str:
        return reason_for(reminder.step, reminder.audience, reminder.policy.number)

    def get_failed(self, reminder: Reminder) -> bool:
        parked = reminder.delivery is not None and reminder.delivery.state == "failed"
        return parked and reminder.state == "owed"


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    recipient = NamedSerializer(read_only=True)
    address = serializers.CharField(
        read_only=True, help_text="Where it went; empty before that, and for a chat."
    )

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = (
            *("id", "recipient", "channel", "kind", "key", "day", "state", "attempts", "due_at"),
            *("not_before", "created_at", "sent_at", "address", "subject", "error"),
        )
        read_only_fields = fields


class MessageSerializer(DeliverySerializer):
    """With what it said."""

    class Meta(DeliverySerializer.Meta):
        fields = (*DeliverySerializer.Meta.fields, "body")
        read_only_fields = fields


class EngineSerializer(serializers.Serializer[Any]):
    """Occasions are `owed`; the other counts are of messages."""

    state = serializers.ChoiceField(choices=EngineState.choices)
    swept_at = serializers.DateTimeField(allow_null=True)
    sweep_seconds = serializers.FloatField()
    owed = serializers.IntegerField()
    pending = serializers.IntegerField()
    claimed = serializers.IntegerField(help_text="Of those pending: being sent now.")
    sent_today = serializers.IntegerField(help_text="Within the last 24 hours.")
    sent_total = serializers.IntegerField()
    failed = serializers.IntegerField(help_text="Parked until they are sent again by hand.")
    oldest_owed_seconds = serializers.FloatField(
        help_text="For how long the oldest message that could go has waited."
    )
