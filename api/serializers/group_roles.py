"""Which roles the groups of institutions give."""

from rest_framework import serializers

from api.serializers.fields import Given, KeyField, NamedSerializer, OneOf
from initiatives.people import queries
from initiatives.people.choices import Role
from initiatives.people.models import GroupRole


class GroupRoleSerializer(serializers.ModelSerializer[GroupRole]):
    """That whoever an institution lists in a group holds a role on an entity and all below it."""

    entity = NamedSerializer(read_only=True)

    class Meta:
        model = GroupRole
        fields = ("id", "reference", "provider", "group", "entity", "role", "created_at", "version")
        read_only_fields = fields


class NewGroupRoleSerializer(Given):
    """The key of the institution, its group as it sends it, and what that gives where."""

    provider = serializers.CharField(max_length=60)
    group = serializers.CharField(max_length=255)
    entity = KeyField(queries.entities)
    role = OneOf(Role.choices)
