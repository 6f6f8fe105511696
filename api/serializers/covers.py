"""Covers."""

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, NamedSerializer
from initiatives.people.models import Cover
from initiatives.people.queries import people


class CoverSerializer(serializers.ModelSerializer[Cover]):
    person = NamedSerializer(read_only=True)
    stand_in = NamedSerializer(read_only=True)
    created_by = NamedSerializer(read_only=True)
    is_over = serializers.BooleanField(read_only=True, help_text="Its last day is behind us.")

    class Meta:
        model = Cover
        fields = (
            *("id", "reference", "person", "stand_in", "starts", "ends", "reason", "state"),
            *("is_over", "answered_at", "created_by", "created_at", "version"),
        )
        read_only_fields = fields


class NewCoverSerializer(Given):
    stand_in = KeyField(people)
    starts = serializers.DateField()
    ends = serializers.DateField(help_text="The last day.")
    person = KeyField(people, required=False, help_text="Who is away; by default the caller.")
    reason = serializers.CharField(max_length=200, **WORDS)
