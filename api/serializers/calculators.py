"""What the calculators take and answer. They check what is sent themselves, to the last point."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given
from initiatives.measures import spc
from initiatives.measures.spc.analysis import DIRECTIONS


def limits(**options: Any) -> serializers.ListField:
    """A number a point; null where there is none."""
    return serializers.ListField(child=serializers.FloatField(allow_null=True), **options)


class SpcSerializer(Given):
    chart = serializers.ChoiceField(list(spc.CHARTS.items()))
    rules = serializers.ChoiceField(list(spc.RULE_SETS), default="anhoej")
    y = serializers.ListField(
        help_text="Values or numerators; null where missing. Of subgroups, their measurements.",
    )
    n = limits(required=False, allow_null=True, help_text="Denominators, for p, pp, u and up.")
    phases = serializers.ListField(
        child=serializers.IntegerField(),
        required=False,
        help_text="The first point of each later phase, counted from 1.",
    )
    freeze = serializers.IntegerField(required=False, allow_null=True)
    exclude = serializers.ListField(child=serializers.IntegerField(), required=False)
    multiply = serializers.FloatField(default=1)
    screen = serializers.BooleanField(default=True)
    target = serializers.FloatField(required=False, allow_null=True)
    direction = serializers.ChoiceField(DIRECTIONS, default="neutral")


class SpcPhaseSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    centre = serializers.FloatField(allow_null=True)
    lower = limits()
    upper = limits()
    useful = serializers.IntegerField(help_text="Points that are not on the centre line.")
    longest_run = serializers.IntegerField(allow_null=True)
    longest_run_max = serializers.IntegerField(allow_null=True)
    crossings = serializers.IntegerField(allow_null=True)
    crossings_min = serializers.IntegerField(allow_null=True)
    runs_signal = serializers.BooleanField()


class SpcPointSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    signal = serializers.CharField(allow_null=True, help_text="The rule that the point breaks.")


class SpcAnswerSerializer(serializers.Serializer[Any]):
    phases = SpcPhaseSerializer(many=True)
    beyond = serializers.ListField(child=serializers.IntegerField())
    points = SpcPointSerializer(many=True)
    variation = serializers.CharField(allow_null=True)
    assurance = serializers.CharField(allow_null=True)


class SuppressionSerializer(Given):
    cells = serializers.JSONField(
        help_text="Counts by label, as a list, as a list of rows, or by label of row and column."
    )
    total = serializers.BooleanField(default=True, help_text="Whether totals are published.")
    threshold = serializers.IntegerField(default=11, help_text="Counts from 1 to below are small.")


class SuppressionAnswerSerializer(serializers.Serializer[Any]):
    masked = serializers.ListField(help_text="The cells to mask, in the order of the table.")


class CountedGroupSerializer(Given):
    label: Any = serializers.CharField()
    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()


class DisparitySerializer(Given):
    direction = serializers.ChoiceField(["adverse", "favourable"])
    groups = CountedGroupSerializer(many=True)
    reference = serializers.CharField(
        default="best", help_text="best, largest, overall, target, or the label of a group."
    )
    ordered = serializers.BooleanField(
        default=False, help_text="From the most disadvantaged to the most advantaged."
    )
    overlapping = serializers.BooleanField(default=False)
    threshold = serializers.IntegerField(default=11)
    target = serializers.FloatField(required=False, allow_null=True)


def parts(**options: Any) -> serializers.DictField:
    """Figures by name."""
    return serializers.DictField(**options)


class DisparityAnswerSerializer(serializers.Serializer[Any]):
    direction = serializers.CharField()
    ordered = serializers.BooleanField()
    overlapping = serializers.BooleanField()
    threshold = serializers.IntegerField()
    floor = serializers.IntegerField(help_text="Fewer people than this are too few for a verdict.")
    reference = parts()
    overall = parts(allow_null=True)
    groups = serializers.ListField(
        child=parts(),
        help_text="Rate with interval, difference, ratio, excess people and verdict of each.",
    )
    summary = parts(help_text="Measures over all groups, by name.")
    choices = serializers.ListField(child=parts(), help_text="The six choices that were made.")
    simulation = parts()
    notes = serializers.ListField(child=serializers.CharField())
