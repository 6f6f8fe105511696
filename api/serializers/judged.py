"""Charts and gaps of a measure: what the calculators answer, with what they are of."""

from typing import Any

from rest_framework import serializers

from api.serializers.calculators import DisparityAnswerSerializer, SpcAnswerSerializer, parts


class PeriodSerializer(serializers.Serializer[Any]):
    starts = serializers.DateField()
    label: Any = serializers.CharField(help_text="As people call it, such as Jan 2026.")
    state = serializers.CharField(help_text="final or provisional; empty where nothing stands.")
    masked = serializers.BooleanField()
    excluded = serializers.BooleanField()


class ChartSerializer(SpcAnswerSerializer):
    """As the calculator answers, a point a period; a masked one has no value and no limits."""

    stratification = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True, help_text="The code; null for everybody.")
    label: Any = serializers.CharField()
    sentence = serializers.CharField(help_text="What the chart says.")
    unit = serializers.CharField(allow_blank=True)
    masked = serializers.BooleanField(help_text="False for who holds the data role.")
    periods = PeriodSerializer(many=True)


class WindowSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="What `window` takes.")
    label: Any = serializers.CharField()
    periods = serializers.ListField(child=serializers.DateField())
    is_sum = serializers.BooleanField(help_text="Whether counts of several periods are added up.")


class GapsSerializer(DisparityAnswerSerializer):
    """As the calculator answers; a masked group has no number at all."""

    stratification = serializers.CharField()
    window = WindowSerializer(allow_null=True)
    windows = WindowSerializer(many=True, help_text="What can be asked for.")
    masked = serializers.BooleanField(help_text="False for who holds the data role.")
    sentence = serializers.CharField()
    why = serializers.CharField(help_text="Why nothing is compared; empty where it is.")
    because = serializers.CharField(help_text="Why a person chose the reference.")
    completeness = parts(allow_null=True)
    reference = parts(allow_null=True)
