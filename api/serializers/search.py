"""What a search found."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import NamedSerializer
from initiatives.status.choices import SearchKind


class PieceSerializer(serializers.Serializer[Any]):
    """A stretch of a text; those that are marked are what was searched for."""

    text = serializers.CharField()
    marked = serializers.BooleanField()


class HitSerializer(serializers.Serializer[Any]):
    """One record that was found."""

    kind = serializers.ChoiceField(choices=SearchKind.choices)
    id = serializers.IntegerField(source="record.pk")
    reference = serializers.CharField()
    title = serializers.CharField(source="name")
    entity = NamedSerializer(allow_null=True)
    state = serializers.CharField(help_text="Empty for what has none.")
    marked_title = PieceSerializer(source="title", many=True)
    snippet = PieceSerializer(many=True, help_text="A stretch of its texts.")
    why = serializers.CharField(help_text="Where the words were found, as a sentence.")
    outcome = serializers.CharField(help_text="How a closed initiative ended.")
    lasted = serializers.CharField(help_text="Whether that lasted, where somebody has looked.")
    ending = PieceSerializer(many=True, help_text="A stretch of what it taught.")


class GroupSerializer(serializers.Serializer[Any]):
    """What was found of one kind, the best first."""

    kind = serializers.ChoiceField(choices=SearchKind.choices, source="kind.key")
    count = serializers.IntegerField(help_text="How many there are, as far as is counted.")
    more = serializers.BooleanField(help_text="Whether there are more than `count`.")
    near = serializers.BooleanField(help_text="Whether titles are only spelt alike.")
    results = HitSerializer(source="hits", many=True)


class FoundSerializer(serializers.Serializer[Any]):
    """Everything that was found."""

    q = serializers.CharField(source="text")
    direct = HitSerializer(allow_null=True, help_text="The record whose reference `q` is.")
    groups = GroupSerializer(many=True)
