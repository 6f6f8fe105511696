"""Frameworks, principles and definitions."""

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, PageField
from initiatives.framework.models import Definition, Framework, Principle


class FrameworkSerializer(serializers.ModelSerializer[Framework]):
    mission = serializers.ListField(child=serializers.CharField(), read_only=True)
    values = serializers.ListField(child=serializers.CharField(), read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]

    class Meta:
        model = Framework
        fields = (
            *("id", "reference", "key", "edition", "name", "source", "purpose", "mission"),
            *("values", "in_force", "digest", "version"),
        )
        read_only_fields = fields


class PrincipleSerializer(serializers.ModelSerializer[Principle]):
    expects = serializers.SlugRelatedField(  # type: ignore[var-annotated]
        source="expectations", slug_field="text", many=True, read_only=True
    )
    url = PageField("principle")

    class Meta:
        model = Principle
        fields = (
            "id",
            "framework",
            "number",
            "short_name",
            "statement",
            "expects",
            "url",
            "version",
        )
        read_only_fields = fields


class DefinitionSerializer(serializers.ModelSerializer[Definition]):
    approved_by = KeyField()
    source_url = serializers.CharField(read_only=True)
    url = PageField("definition")

    class Meta:
        model = Definition
        fields = (
            *("id", "term", "number", "text", "source", "source_url", "approver", "approved_by"),
            *("approved_on", "url", "version"),
        )
        read_only_fields = fields


class NewDefinitionSerializer(Given):
    term = serializers.CharField(max_length=60)
    text = serializers.CharField(max_length=10_000)
    source = serializers.CharField(max_length=300)  # type: ignore[assignment]
    source_url = serializers.URLField(max_length=500, **WORDS)
    approver = serializers.CharField(max_length=160, **WORDS)
    approved_on = serializers.DateField(required=False)
