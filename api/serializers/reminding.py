"""How one wants to be told: hours, days away, chat and calendar."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from api.serializers.fields import Given, HourField, OneOf
from initiatives.accountability.models import CalendarFeed, ChatAddress, Preference


class ChatSerializer(serializers.ModelSerializer[ChatAddress]):
    """A chat by its service; the address is a secret, which is taken and never shown."""

    class Meta:
        model = ChatAddress
        fields = ("service", "instead_of_email", "created_at", "broken_at", "broken_because")
        read_only_fields = fields


class NewChatSerializer(Given):
    address = serializers.CharField(
        max_length=1000, write_only=True, help_text="The https webhook that the chat gave out."
    )
    instead_of_email = serializers.BooleanField(default=False)


class FeedSerializer(serializers.ModelSerializer[CalendarFeed]):
    """A calendar feed without its address, of which only a hash is kept."""

    class Meta:
        model = CalendarFeed
        fields = ("created_at", "read_at")
        read_only_fields = fields


class OpenedCalendarSerializer(serializers.Serializer[Any]):
    """The secret address of one's calendar; it is shown here and never again."""

    address = serializers.URLField()


class PreferenceSerializer(serializers.ModelSerializer[Preference]):
    digest_at = HourField(read_only=True, help_text="One's own time.")
    unreachable_address = serializers.CharField(
        read_only=True, help_text="The address that was refused; empty while mail gets through."
    )
    chat = ChatSerializer(read_only=True, allow_null=True)
    calendar = FeedSerializer(read_only=True, allow_null=True)
    version = serializers.IntegerField(
        source="person.version", read_only=True, help_text="That of one's own record, as in me/."
    )

    class Meta:
        model = Preference
        fields = (
            *("digest_at", "digests", "language", "away_from", "away_until"),
            *("unreachable_address", "unreachable_since", "unreachable_because"),
            *("chat", "calendar", "version"),
        )
        read_only_fields = fields


class PreferenceChangeSerializer(Given):
    """What one may choose; what is left out stays as it is."""

    digest_at = HourField(required=False, help_text="One's own time.")
    digests = serializers.BooleanField(
        required=False, help_text="Off: only what escalates is sent, each at once."
    )
    language = OneOf(settings.LANGUAGES, required=False)
    away_from = serializers.DateField(required=False, allow_null=True)
    away_until = serializers.DateField(
        required=False, allow_null=True, help_text="The last day away."
    )
