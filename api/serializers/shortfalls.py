"""Shortfalls."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    KeysField,
    NamedSerializer,
    OneOf,
    PageField,
)
from initiatives.framework.queries import all_principles
from initiatives.people.queries import entities, people
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.choices import FoundBy, Severity
from initiatives.shortfalls.models import Shortfall, ShortfallSource
from initiatives.shortfalls.queries import shortfalls, size_of
from initiatives.shortfalls.services import LARGEST

NUMBER: dict[str, Any] = {"required": False, "allow_null": True}


class ShortfallSerializer(serializers.ModelSerializer[Shortfall]):
    principle = NamedSerializer(read_only=True, allow_null=True)
    entity = NamedSerializer(read_only=True)
    initiative = NamedSerializer(read_only=True, allow_null=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    commitments_open = serializers.IntegerField(read_only=True)
    commitments_fulfilled = serializers.IntegerField(read_only=True)
    size = serializers.SerializerMethodField(
        help_text="In words; no number where a count is too small to show."
    )
    url = PageField("shortfall")

    class Meta:
        model = Shortfall
        fields = (
            *("id", "reference", "title", "detail", "principle", "entity", "initiative"),
            *("affected", "found_by", "found_on", "found_note", "severity", "owner", "state"),
            *("explanation", "commitments_open", "commitments_fulfilled", "confirmed_by"),
            *("confirmation", "closed_at", "dismissed_because", "times_reopened"),
            *("size", "whys", "causes", "check_again_on", "merged_into", "confidential"),
            *("missed_commitment", "logged_by", "created_at", "url", "version"),
        )
        read_only_fields = fields

    def get_size(self, shortfall: Shortfall) -> str:
        """Nothing where nobody has said."""
        size = size_of(self.context["request"].user, shortfall)
        return size.words if size else ""


class SourceSerializer(serializers.ModelSerializer[ShortfallSource]):
    found_by = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = ShortfallSource
        fields = (
            *("id", "shortfall", "kind", "found_on", "found_by", "note", "about_kind"),
            *("about_id", "about_label"),
        )
        read_only_fields = fields


class NewSourceSerializer(Given):
    kind = OneOf(FoundBy.choices)
    note = serializers.CharField(max_length=10_000)
    found_on = serializers.DateField(required=False, allow_null=True)


class DescribeSerializer(Given):
    """Size and cause, whole: what is left out is taken away."""

    size_count = serializers.IntegerField(min_value=0, max_value=LARGEST, **NUMBER)
    size_out_of = serializers.IntegerField(min_value=0, max_value=LARGEST, **NUMBER)
    compared_with = serializers.CharField(max_length=120, **WORDS)
    compared_count = serializers.IntegerField(min_value=0, max_value=LARGEST, **NUMBER)
    compared_out_of = serializers.IntegerField(min_value=0, max_value=LARGEST, **NUMBER)
    whys = serializers.ListField(
        child=serializers.CharField(max_length=300), max_length=10, required=False
    )
    causes = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=300), max_length=10),
        required=False,
        help_text="Causes by kind: people, process, place, tools, policy, data.",
    )


class MergeSerializer(Given):
    into = KeyField(shortfalls)


class RestrictSerializer(Given):
    reason = serializers.CharField(max_length=2000)
    named = KeysField(people, required=False)


class WaitedSerializer(serializers.Serializer[Any]):
    """Days from found to a step, of those that reached it."""

    count = serializers.IntegerField()
    median = serializers.FloatField(allow_null=True)
    ninetieth = serializers.FloatField(allow_null=True)


class TimesSerializer(serializers.Serializer[Any]):
    """Of one entity, one principle, or all: waits by step, open ones by age in days."""

    key = serializers.IntegerField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    total = serializers.IntegerField()
    waited = serializers.DictField(child=WaitedSerializer())
    open_by_age = serializers.DictField(child=serializers.IntegerField())


class AllTimesSerializer(serializers.Serializer[Any]):
    all = TimesSerializer()
    by_entity = TimesSerializer(many=True)
    by_principle = TimesSerializer(many=True)


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
    check_again_on = serializers.DateField(required=False, allow_null=True)
