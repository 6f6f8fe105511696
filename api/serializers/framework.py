"""Frameworks, principles and definitions."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, PageField
from initiatives.base.references import LARGEST_KEY
from initiatives.base.yaml_files import LARGEST
from initiatives.framework.choices import Turn
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


class FrameworkFileSerializer(Given):
    """The file, as its text."""

    content = serializers.CharField(
        max_length=LARGEST,
        trim_whitespace=False,
        help_text="The YAML of a framework, as the page on bringing one in shows it.",
    )


class NewFrameworkSerializer(FrameworkFileSerializer):
    reason = serializers.CharField(max_length=2_000)
    instead_of = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_KEY,
        help_text="What the preview said: 412 where another version is in force by now.",
    )


class TextTurnSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="Which text, such as statement.")
    before = serializers.CharField(help_text="Lists have a line for each of theirs.")
    after = serializers.CharField()


class PrincipleTurnSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    short_name = serializers.CharField()
    turn = serializers.ChoiceField(Turn.choices, help_text="What becomes of it.")
    texts = TextTurnSerializer(many=True, help_text="Those that differ, of a changed one.")


class MadeUnderSerializer(serializers.Serializer[Any]):
    alignments = serializers.IntegerField()
    assessments = serializers.IntegerField()


class ForeseenSerializer(serializers.Serializer[Any]):
    """What would change; nothing does where the very same version is known."""

    known = KeyField(
        allow_null=True, help_text="The framework where this is loaded already, word for word."
    )
    instead_of = serializers.IntegerField(help_text="What it takes the place of; 0 for none.")
    texts = TextTurnSerializer(source="changes.texts", many=True)
    principles = PrincipleTurnSerializer(source="changes.principles", many=True)
    made = MadeUnderSerializer(help_text="Under the version in force. All of it stays as it is.")
    carried = serializers.IntegerField(help_text="Alignments that go on under this version.")
    undefined = serializers.ListField(child=serializers.CharField(), help_text="Terms.")


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
