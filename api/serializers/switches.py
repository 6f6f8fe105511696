"""Which parts of the product are on."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given, KeyField
from initiatives.switches.models import Switch


class SwitchSerializer(serializers.ModelSerializer[Switch]):
    """One part, whether it is on, and who turned it last, when and why."""

    label: Any = serializers.CharField(source="get_feature_display", read_only=True)
    turned_by = KeyField(allow_null=True)

    class Meta:
        model = Switch
        fields: tuple[str, ...] = (
            *("id", "reference", "feature", "label", "is_on", "reason", "turned_by", "turned_at"),
            "version",
        )
        read_only_fields = fields


class TurnSerializer(Given):
    """Whether it is to be on, and why."""

    is_on = serializers.BooleanField()
    reason = serializers.CharField(max_length=2_000)
