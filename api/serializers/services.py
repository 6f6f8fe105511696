"""Services and their tokens."""

from rest_framework import serializers

from api.serializers.fields import Given, KeyField, NamedSerializer
from initiatives.base.references import LARGEST_KEY
from initiatives.people import queries
from initiatives.people.models import Token, User
from initiatives.people.scopes import LONGEST
from initiatives.people.services.tokens import LONGEST_DAYS


class ServiceSerializer(serializers.ModelSerializer[User]):
    """A program with roles of its own, and who answers for it."""

    purpose = serializers.CharField(source="title", read_only=True)
    answered_by = NamedSerializer(read_only=True)
    tokens_in_force = serializers.IntegerField(read_only=True)
    last_used_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = User
        fields = (
            *("id", "name", "purpose", "email", "answered_by", "tokens_in_force"),
            *("last_used_at", "version"),
        )
        read_only_fields = fields


class NewServiceSerializer(Given):
    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(max_length=120)
    answered_by = KeyField(queries.people)


class HandOverSerializer(Given):
    answered_by = KeyField(queries.people)
    reason = serializers.CharField(max_length=10_000)


class TokenSerializer(serializers.ModelSerializer[Token]):
    """A token as it is kept: its secret is not."""

    class Meta:
        model = Token
        fields: tuple[str, ...] = (
            *("id", "name", "scope", "created_at", "expires_at", "last_used_at"),
        )
        read_only_fields = fields


class NewTokenSerializer(Given):
    name = serializers.CharField(max_length=80)
    scope = serializers.CharField(
        max_length=LONGEST, help_text="Such as `read:status write:observations`."
    )
    days = serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS, default=90)


class IssuedTokenSerializer(TokenSerializer):
    """A new token with its secret, which is shown this once."""

    secret = serializers.CharField(read_only=True)

    class Meta(TokenSerializer.Meta):
        fields = (*TokenSerializer.Meta.fields, "secret")
        read_only_fields = fields


class RevokeSerializer(Given):
    token = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="Its `id`.")
