"""The table of an entity's workforce beside a community, masked."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import NamedSerializer
from api.serializers.workforce import BenchmarkSerializer


class CommunitySerializer(serializers.Serializer[Any]):
    share = serializers.FloatField(help_text="0 to 1.")
    moe = serializers.FloatField(help_text="The 90 % margin of error of the share.")
    cv = serializers.FloatField(
        allow_null=True, help_text="The coefficient of variation of the estimate."
    )
    unsteady = serializers.BooleanField(help_text="Whether it is over 30 %.")


class IndexSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    method = serializers.CharField()
    reason = serializers.CharField(help_text="Why there is no figure or no interval.")


class LineSerializer(serializers.Serializer[Any]):
    """A group. What is masked is null, and so is whatever would tell it."""

    code = serializers.CharField()
    label: Any = serializers.CharField()
    absent = serializers.BooleanField(help_text="True for those whose group is not known.")
    heads = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True, help_text="Of the workforce, 0 to 1.")
    community = CommunitySerializer(allow_null=True)
    difference = serializers.FloatField(
        allow_null=True, help_text="Share of the workforce less share of the community."
    )
    index = IndexSerializer(
        allow_null=True, help_text="Share of the workforce over share of the community."
    )


class SectionSerializer(serializers.Serializer[Any]):
    """A job family; `family` null for all of them together."""

    family = serializers.CharField(allow_null=True)
    family_id = serializers.IntegerField(allow_null=True)
    count = serializers.IntegerField(
        source="count.pk", default=None, allow_null=True, help_text="Null for a sum."
    )
    total = serializers.IntegerField(allow_null=True)
    base = serializers.IntegerField(allow_null=True, help_text="Of how many people shares are.")
    lines = LineSerializer(many=True)


class TableSerializer(serializers.Serializer[Any]):
    """Description, never a quota, target or goal by group."""

    entity = NamedSerializer()
    stratification = NamedSerializer(source="vocabulary")
    as_of = serializers.DateField()
    benchmark = BenchmarkSerializer(allow_null=True)
    withheld = serializers.BooleanField(
        help_text="True where job families are not shown, since those of the system are."
    )
    sections = SectionSerializer(many=True)
