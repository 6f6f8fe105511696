"""People, entities, saved views, and oneself."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    KeysField,
    ListOf,
    NamedSerializer,
    OneOf,
    PageField,
)
from initiatives.base.references import LARGEST_KEY
from initiatives.people import queries
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, Membership, SavedView, User
from initiatives.portfolio import queries as portfolio


class EntitySerializer(serializers.ModelSerializer[Entity]):
    lineage = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    url = PageField("entity")

    class Meta:
        model = Entity
        fields = (
            *("id", "reference", "name", "short_name", "kind", "parent", "lineage"),
            *("merged_into", "merged_on", "url", "version"),
        )
        read_only_fields = fields


class NewEntitySerializer(Given):
    name = serializers.CharField(max_length=160)
    short_name = serializers.CharField(max_length=40)
    kind = OneOf(EntityKind.choices)
    parent = KeyField(  # type: ignore[assignment]
        queries.entities, allow_null=True, default=None
    )


class EntityChangeSerializer(Given):
    name = serializers.CharField(max_length=160, required=False)
    short_name = serializers.CharField(max_length=40, required=False)
    kind = OneOf(EntityKind.choices, required=False)


class PersonSerializer(serializers.ModelSerializer[User]):
    url = PageField("person")

    class Meta:
        model = User
        fields = ("id", "name", "title", "email", "time_zone", "url", "version")
        read_only_fields = fields


class NewPersonSerializer(Given):
    email = serializers.EmailField()
    name = serializers.CharField(max_length=120)
    title = serializers.CharField(max_length=120, **WORDS)
    time_zone = serializers.CharField(max_length=64, **WORDS)


class PlaceSerializer(Given):
    """Where an entity is hung, and why."""

    parent = KeyField(queries.entities)  # type: ignore[assignment]
    reason = serializers.CharField(max_length=10_000)


class MergingSerializer(Given):
    """What an entity becomes part of, and why."""

    into = KeyField(queries.entities)
    give_roles = serializers.BooleanField(
        default=False, help_text="Who holds a role on it holds it on all of the other too."
    )
    reason = serializers.CharField(max_length=10_000)


class SplittingSerializer(NewEntitySerializer):
    """The new entity, what goes there, and why."""

    parent = None  # type: ignore[assignment]  # it hangs beside the old one
    children = KeysField(queries.entities, default=list)
    initiatives = KeysField(portfolio.initiatives, default=list)
    keep_roles = serializers.BooleanField(
        default=True, help_text="Who holds a role on the old entity holds it on the new one too."
    )
    reason = serializers.CharField(max_length=10_000)


class RoleSerializer(serializers.ModelSerializer[Membership]):
    """A role that a person holds on an entity and everything below it."""

    entity = NamedSerializer(read_only=True)

    class Meta:
        model = Membership
        fields = ("id", "user", "entity", "role", "created_at")
        read_only_fields = fields


class NewRoleSerializer(Given):
    entity = KeyField(queries.entities)
    role = OneOf(Role.choices)


class EndRoleSerializer(Given):
    role = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="Its `id`.")
    reason = serializers.CharField(max_length=10_000)


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    class Meta:
        model = SavedView
        fields = ("id", "list_name", "name", "query", "version")
        read_only_fields = fields


class NewSavedViewSerializer(Given):
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
    working_days = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    seats = SeatSerializer(source="held", many=True, read_only=True)
    commitments = CountsSerializer(source="carried", read_only=True)

    class Meta:
        model = User
        fields = (
            *("id", "name", "title", "email", "time_zone", "working_days", "seats", "commitments"),
            "version",
        )
        read_only_fields = fields


class MeChangeSerializer(Given):
    """What one may change of oneself; what is left out stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    title = serializers.CharField(max_length=120, **WORDS)
    time_zone = serializers.CharField(max_length=64, required=False)
    working_days = ListOf(
        child=serializers.IntegerField(min_value=1, max_value=7), max_length=7, required=False
    )
