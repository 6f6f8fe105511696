"""Commitments."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, NamedSerializer, OneOf, PageField
from initiatives.accountability.choices import BY_HAND
from initiatives.accountability.models import Commitment
from initiatives.people.queries import entities, people
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.queries import shortfalls


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    owner = NamedSerializer(read_only=True)
    entity = NamedSerializer(read_only=True)
    initiative = NamedSerializer(read_only=True, allow_null=True)
    shortfall = NamedSerializer(read_only=True, allow_null=True)
    is_overdue = serializers.BooleanField(read_only=True)
    snoozed_until = serializers.DateField(
        read_only=True, allow_null=True, help_text="The day on which reminders come again."
    )
    evidence_url = serializers.CharField(read_only=True)
    url = PageField("commitment")

    class Meta:
        model = Commitment
        fields = (
            *("id", "reference", "kind", "title", "detail", "owner", "due_on", "is_overdue"),
            *(
                "snoozed_until",
                "state",
                "entity",
                "initiative",
                "shortfall",
                "acknowledged_at",
                "evidence",
            ),
            *("evidence_url", "closed_at", "withdrawn_because", "created_at", "url", "version"),
        )
        read_only_fields = fields


class NewCommitmentSerializer(Given):
    title = serializers.CharField(max_length=200)
    owner = KeyField(people)
    due_on = serializers.DateField()
    entity = KeyField(entities, required=False, allow_null=True)
    initiative = KeyField(initiatives, required=False, allow_null=True)
    shortfall = KeyField(shortfalls, required=False, allow_null=True)
    kind = OneOf([(kind.value, kind.label) for kind in BY_HAND], required=False)
    detail = serializers.CharField(max_length=10_000, **WORDS)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """It is about one thing, or about an entity alone."""
        if given.get("initiative") and given.get("shortfall"):
            raise serializers.ValidationError(
                {"shortfall": "A commitment is about an initiative or a shortfall, not both."}
            )
        return given


class FulfilSerializer(Given):
    evidence = serializers.CharField(max_length=10_000)
    evidence_url = serializers.URLField(max_length=500, **WORDS)


class MoveSerializer(Given):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=10_000)


class ReassignSerializer(Given):
    owner = KeyField(people)
    reason = serializers.CharField(max_length=10_000)


class SnoozeSerializer(Given):
    until = serializers.DateField(help_text="The first day on which reminders come again.")
    reason = serializers.CharField(max_length=10_000)
