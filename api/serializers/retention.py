"""For how long data are kept."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import Given
from initiatives.retention.queries import InForce


class RetentionSerializer(serializers.Serializer[InForce]):
    """One kind of data as it is in force; who set it and why, where somebody did."""

    kind: Any = serializers.CharField(source="kind.key", read_only=True)
    label: Any = serializers.SerializerMethodField()
    since = serializers.SerializerMethodField(help_text="From when on the days count.")
    days = serializers.IntegerField(read_only=True)
    usual = serializers.IntegerField(source="kind.usual", read_only=True)
    least = serializers.IntegerField(source="kind.least", read_only=True)
    most = serializers.IntegerField(source="kind.most", read_only=True)
    set_by = serializers.IntegerField(
        source="term.set_by_id", read_only=True, allow_null=True, default=None
    )
    set_at = serializers.DateTimeField(
        source="term.created_at", read_only=True, allow_null=True, default=None
    )
    reason = serializers.CharField(source="term.reason", read_only=True, default="")

    @extend_schema_field(serializers.CharField())
    def get_label(self, one: InForce) -> str:
        return str(one.kind.label)

    @extend_schema_field(serializers.CharField())
    def get_since(self, one: InForce) -> str:
        return str(one.kind.since)


class RetentionPolicySerializer(serializers.Serializer[Any]):
    """Every kind that is not kept for ever."""

    kinds = RetentionSerializer(many=True, read_only=True)


class NewTermSerializer(Given):
    """For how many days a kind is kept from the next night on, and why."""

    kind = serializers.CharField(max_length=32)
    days = serializers.IntegerField(min_value=1, max_value=100_000)
    reason = serializers.CharField(max_length=2_000)
