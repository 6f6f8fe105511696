"""Reminder policies, and what one would change."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given, HourField, KeyField, ListOf, NamedSerializer, OneOf
from initiatives.accountability.choices import Audience, CommitmentKind, DayCount
from initiatives.accountability.models import Policy, PolicyStep, Reminder
from initiatives.people.queries import entities

MOST = 100  # steps that are read at all; the service says how many a policy may have
SHOWN = 20


class StepSerializer(Given):
    """Whom to tell when."""

    audience = OneOf(Audience.choices)
    days = serializers.IntegerField(help_text="After the due date; negative before it.")
    urgent = serializers.BooleanField(
        default=False, help_text="At once, not with the digest of the day."
    )


class KeptStepSerializer(serializers.ModelSerializer[PolicyStep]):
    words = serializers.SerializerMethodField(help_text="The step as people say it.")

    class Meta:
        model = PolicyStep
        fields = ("audience", "days", "urgent", "words")
        read_only_fields = fields

    def get_words(self, step: PolicyStep) -> str:
        how = "at once" if step.urgent else "with the digest"
        return f"{step.get_audience_display()}: {when(step.days)}, {how}"


def when(days: int) -> str:
    """A step's day in words."""
    if days == 0:
        return "on the due date"
    unit = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {unit} {'before' if days < 0 else 'after'} the due date"


class PolicySerializer(serializers.ModelSerializer[Policy]):
    entity = NamedSerializer(read_only=True, allow_null=True)
    kind = serializers.CharField(
        read_only=True, help_text="The kind of commitment; empty for all kinds."
    )
    steps = KeptStepSerializer(many=True, read_only=True)
    quiet_from = HourField(read_only=True)
    quiet_until = HourField(read_only=True)

    class Meta:
        model = Policy
        fields = (
            *("id", "reference", "number", "entity", "kind", "in_force", "steps", "days"),
            *("repeat_every", "repeat_longest", "quiet_from", "quiet_until", "shortfall_after"),
            *("created_at", "version"),
        )
        read_only_fields = fields


class NewPolicySerializer(Given):
    """A policy whole: what is left out is as the product comes, not as the version before."""

    entity = KeyField(
        entities, allow_null=True, default=None, help_text="Null for the whole system."
    )
    kind = OneOf(CommitmentKind.choices, allow_blank=True, default="", help_text="Empty for all.")
    steps = ListOf(child=StepSerializer(), max_length=MOST)
    days = OneOf(DayCount.choices, required=False, help_text="Which days the steps count.")
    repeat_every = serializers.IntegerField(required=False, help_text="Days, once overdue.")
    repeat_longest = serializers.IntegerField(
        required=False, help_text="Days; the pause doubles each time until it is this long."
    )
    quiet_from = HourField(required=False)
    quiet_until = HourField(required=False)
    shortfall_after = serializers.IntegerField(
        required=False, help_text="Days overdue until a shortfall is proposed."
    )


class ToldSerializer(serializers.ModelSerializer[Reminder]):
    """Somebody who would be told of a commitment, or no more."""

    commitment = NamedSerializer(read_only=True)
    recipient = NamedSerializer(read_only=True)
    step = serializers.CharField(source="step_name", read_only=True)

    class Meta:
        model = Reminder
        fields = ("commitment", "recipient", "audience", "step", "due_on")
        read_only_fields = fields


class ToldListSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    first = ToldSerializer(
        many=True, help_text=f"At most {SHOWN}, of commitments that the caller may see."
    )


class EffectSerializer(serializers.Serializer[Any]):
    """What a policy would change at once."""

    commitments = serializers.IntegerField(help_text="Open ones for which it would decide.")
    told = ToldListSerializer(help_text="Who would be told besides.")
    spared = ToldListSerializer(help_text="Who would not be told any more.")
