"""Shortfalls."""

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, NamedSerializer, OneOf, PageField
from initiatives.framework.queries import all_principles
from initiatives.people.queries import entities, people
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.choices import FoundBy, Severity
from initiatives.shortfalls.models import Shortfall


class ShortfallSerializer(serializers.ModelSerializer[Shortfall]):
    principle = NamedSerializer(read_only=True, allow_null=True)
    entity = NamedSerializer(read_only=True)
    initiative = NamedSerializer(read_only=True, allow_null=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    commitments_open = serializers.IntegerField(read_only=True)
    commitments_fulfilled = serializers.IntegerField(read_only=True)
    url = PageField("shortfall")

    class Meta:
        model = Shortfall
        fields = (
            *("id", "reference", "title", "detail", "principle", "entity", "initiative"),
            *("affected", "found_by", "found_on", "found_note", "severity", "owner", "state"),
            *("explanation", "commitments_open", "commitments_fulfilled", "confirmed_by"),
            *("confirmation", "closed_at", "dismissed_because", "times_reopened"),
            *("missed_commitment", "logged_by", "created_at", "url", "version"),
        )
        read_only_fields = fields


class NewShortfallSerializer(Given):
    title = serializers.CharField(max_length=200)
    entity = KeyField(entities)
    principle = KeyField(all_principles)
    severity = OneOf(Severity.choices)
    detail = serializers.CharField(max_length=10_000, **WORDS)
    initiative = KeyField(initiatives, required=False, allow_null=True)
    affected = serializers.CharField(max_length=300, **WORDS)
    found_by = OneOf(FoundBy.choices, required=False)
    found_on = serializers.DateField(required=False, allow_null=True)
    found_note = serializers.CharField(max_length=10_000, **WORDS)
    owner = KeyField(people, required=False, allow_null=True)


class ShortfallChangeSerializer(Given):
    """What may be said better; what is left out stays as it is."""

    title = serializers.CharField(max_length=200, required=False)
    detail = serializers.CharField(max_length=10_000, **WORDS)
    affected = serializers.CharField(max_length=300, **WORDS)
    severity = OneOf(Severity.choices, required=False)
    explanation = serializers.CharField(max_length=10_000, **WORDS)


class AssignSerializer(Given):
    owner = KeyField(people)
    reason = serializers.CharField(max_length=10_000, **WORDS)


class AcceptSerializer(Given):
    principle = KeyField(all_principles)
    severity = OneOf(Severity.choices)
    owner = KeyField(people, required=False, allow_null=True)


class CloseSerializer(Given):
    confirmation = serializers.CharField(max_length=10_000)
