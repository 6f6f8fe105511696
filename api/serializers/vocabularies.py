"""Vocabularies as they are brought in, and what each would change."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, ListOf, OneOf
from api.serializers.framework import TextTurnSerializer
from initiatives.base.references import LARGEST_KEY
from initiatives.framework.choices import Turn
from initiatives.measures.choices import Absent
from initiatives.measures.loading import MOST_STRATA

MOST_MAPPED = 20
CODE = r"^[A-Za-z0-9_-]{1,60}$"


class MappedSerializer(Given):
    """What a group is in another vocabulary, which must be here already."""

    stratification = serializers.CharField(max_length=60, help_text="Its key.")
    edition = serializers.CharField(max_length=40)
    code = serializers.CharField(max_length=60)
    exact = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=300, **WORDS)


class NewStratumSerializer(Given):
    code = serializers.RegexField(CODE, help_text="The same as before where the group is the same.")
    label: Any = serializers.CharField(max_length=160)
    absent = OneOf(Absent.choices, required=False)
    mapped = ListOf(child=MappedSerializer(), max_length=MOST_MAPPED, default=list)


class VocabularyPreviewSerializer(Given):
    """A vocabulary as it would be."""

    key = serializers.RegexField(CODE)
    edition = serializers.CharField(max_length=40)
    title = serializers.CharField(max_length=160)
    source: Any = serializers.CharField(max_length=300, **WORDS)
    ordered = serializers.BooleanField(default=False)
    overlapping = serializers.BooleanField(default=False)
    strata = ListOf(child=NewStratumSerializer(), min_length=1, max_length=MOST_STRATA)


class NewVocabularySerializer(VocabularyPreviewSerializer):
    reason = serializers.CharField(max_length=2_000)
    instead_of = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_KEY,
        help_text="What the preview said: 412 where another edition is in force by now.",
    )


class GroupTurnSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    label: Any = serializers.CharField()
    turn = serializers.ChoiceField(Turn.choices, help_text="What becomes of it.")


class ForeseenVocabularySerializer(serializers.Serializer[Any]):
    """What would change; nothing does where the very same edition is known."""

    known = KeyField(allow_null=True, help_text="The vocabulary where this is here already.")
    instead_of = serializers.IntegerField(help_text="What it takes the place of; 0 for none.")
    texts = TextTurnSerializer(source="changes.texts", many=True)
    groups = GroupTurnSerializer(source="changes.groups", many=True)
    measures = serializers.IntegerField(help_text="Told apart by the edition in force; they stay.")
