"""People, entities, saved views, and oneself."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.serializers.fields import KeyField, PageField
from initiatives.people import queries
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, SavedView, User


class EntitySerializer(serializers.ModelSerializer[Entity]):
    lineage = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    url = PageField("entity")

    class Meta:
        model = Entity
        fields = (
            *("id", "reference", "name", "short_name", "kind", "parent", "lineage", "url"),
            "version",
        )
        read_only_fields = fields


class NewEntitySerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=160)
    short_name = serializers.CharField(max_length=40)
    kind = serializers.ChoiceField(choices=EntityKind.choices)
    parent = KeyField(  # type: ignore[assignment]
        queries.entities, allow_null=True, default=None
    )


class EntityChangeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=160, required=False)
    short_name = serializers.CharField(max_length=40, required=False)
    kind = serializers.ChoiceField(choices=EntityKind.choices, required=False)


class PersonSerializer(serializers.ModelSerializer[User]):
    url = PageField("person")

    class Meta:
        model = User
        fields = ("id", "name", "title", "email", "time_zone", "url", "version")
        read_only_fields = fields


class NewPersonSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    name = serializers.CharField(max_length=120)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False)


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    class Meta:
        model = SavedView
        fields = ("id", "list_name", "name", "query", "version")
        read_only_fields = fields


class NewSavedViewSerializer(serializers.Serializer[Any]):
    list_name = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=80)
    query = serializers.CharField(max_length=2000, allow_blank=True)


class SeatSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Role.choices)
    entity = serializers.IntegerField(source="entity_id")


class CountsSerializer(serializers.Serializer[Any]):
    open = serializers.IntegerField()
    overdue = serializers.IntegerField()
    due_soon = serializers.IntegerField()


class MeSerializer(serializers.ModelSerializer[User]):
    working_days = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=7))
    seats = SeatSerializer(source="held", many=True, read_only=True)
    commitments = CountsSerializer(source="carried", read_only=True)

    class Meta:
        model = User
        fields = (
            *("id", "name", "title", "email", "time_zone", "working_days", "seats", "commitments"),
            "version",
        )
        read_only_fields = ("id", "title", "email", "version")
        extra_kwargs: ClassVar[dict[str, Any]] = {
            "time_zone": {"validators": []}  # the service names what is wrong with it
        }
