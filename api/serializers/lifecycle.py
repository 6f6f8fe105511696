"""The life of an initiative: gates, holds, what is handed over, its end."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    MissingSerializer,
    NamedSerializer,
    OneOf,
)
from initiatives.people.queries import people
from initiatives.portfolio.choices import Lasted, Outcome, Stage
from initiatives.portfolio.models import Handover


class StageSerializer(Given):
    stage = OneOf(Stage.choices)
    reason = serializers.CharField(max_length=10_000, **WORDS)


class OverrideSerializer(Given):
    stage = OneOf(Stage.choices)
    reason = serializers.CharField(max_length=10_000)


class HoldSerializer(Given):
    reason = serializers.CharField(max_length=10_000)
    resume_on = serializers.DateField()


class ResumeSerializer(Given):
    reason = serializers.CharField(max_length=10_000, **WORDS)


class HandoverSerializer(serializers.ModelSerializer[Handover]):
    """What is handed over, how it ended, and whether it lasted."""

    initiative = KeyField()
    operational_owner = NamedSerializer(read_only=True, allow_null=True)
    closed_by = NamedSerializer(read_only=True, allow_null=True)
    looked_by = NamedSerializer(read_only=True, allow_null=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, allow_blank=True, read_only=True)
    lasted = serializers.ChoiceField(choices=Lasted.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Handover
        fields = (
            *("id", "initiative", "operational_owner", "control_plan", "spread_plan"),
            *("look_again_on", "outcome", "summary", "lessons", "closed_at", "closed_by"),
            *("lasted", "lasted_note", "looked_on", "looked_by", "version"),
        )
        read_only_fields = fields


class HandoverChangeSerializer(Given):
    """What may be sent of it; what is left out stays as it is."""

    operational_owner = KeyField(people, required=False, allow_null=True)
    control_plan = serializers.CharField(max_length=10_000, **WORDS)
    spread_plan = serializers.CharField(max_length=10_000, **WORDS)
    look_again_on = serializers.DateField(required=False, allow_null=True)


class EndSerializer(Given):
    outcome = OneOf(Outcome.choices)
    summary = serializers.CharField(max_length=10_000)
    lessons = serializers.CharField(max_length=10_000, **WORDS)


class LastedSerializer(Given):
    lasted = OneOf(Lasted.choices)
    note = serializers.CharField(max_length=10_000)
    look_again_on = serializers.DateField(required=False, allow_null=True)


class GatesSerializer(serializers.Serializer[Any]):
    """What the next gate asks for, and what those behind it would."""

    next_stage = OneOf(["", *Stage.values])
    missing = MissingSerializer(many=True)
    passed = MissingSerializer(many=True)
