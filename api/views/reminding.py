"""How one wants to be told: preferences, a chat, a calendar."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import reminding as shapes
from api.versions import version_in, with_etag
from api.views.base import IF_MATCH, Collection, extend_schema
from initiatives.accountability import queries, services
from initiatives.accountability.models import Preference

CHOSEN = ("digest_at", "digests", "language", "away_from", "away_until")


class Preferences(Collection):
    """One's own preferences."""

    serializer_class = shapes.PreferenceSerializer
    pagination_class = None

    def find(self) -> Preference:
        return queries.preference(self.viewer)

    def answer(self, record: Any, status: int = 200) -> Response:
        """With chat and calendar; the version is that of one's own record."""
        record.chat = queries.chat_address(self.viewer)
        record.calendar = queries.calendar_of(self.viewer)
        return with_etag(super().answer(record, status), record.person)

    @extend_schema(responses=shapes.PreferenceSerializer)
    def retrieve(self, request: Request) -> Response:
        """How one is told, and whether mail reaches one."""
        return self.answer(self.find())

    @extend_schema(
        request=shapes.PreferenceChangeSerializer,
        responses=shapes.PreferenceSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request) -> Response:
        """Choose one's hour, digests, language of mails, or days away."""
        version, now = version_in(request), self.find()
        given = self.given(shapes.PreferenceChangeSerializer)
        values = {name: given.get(name, getattr(now, name)) for name in CHOSEN}
        services.choose_preferences(actor=self.viewer, version=version, **values)
        return self.answer(self.find())


class Chat(Collection):
    """The chat that one's digests go to."""

    serializer_class = shapes.ChatSerializer
    pagination_class = None

    @extend_schema(request=shapes.NewChatSerializer, responses=shapes.ChatSerializer)
    def update(self, request: Request) -> Response:
        """Send digests to a chat as well, or instead of mail; it takes the place of another one."""
        given = self.given(shapes.NewChatSerializer)
        return self.answer(services.connect_chat(actor=self.viewer, **given))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request) -> Response:
        """Send nothing to the chat any more."""
        services.disconnect_chat(actor=self.viewer)
        return Response(status=204)


class Calendar(Collection):
    """The secret address of one's calendar.

    No `Idempotency-Key` here: an answer that is kept would keep the secret. Sent again it makes
    another address, and the former one stops working.
    """

    serializer_class = shapes.OpenedCalendarSerializer
    pagination_class = None

    @extend_schema(request=None, responses={200: shapes.OpenedCalendarSerializer})
    def create(self, request: Request) -> Response:
        """Make a secret address for one's calendar, shown once; a former one stops working."""
        secret = services.open_calendar(actor=self.viewer)
        response = Response({"address": settings.SITE_URL + reverse("calendar", args=[secret])})
        response["Cache-Control"] = "no-store"
        return response

    @extend_schema(responses={204: None})
    def destroy(self, request: Request) -> Response:
        """Close the calendar; its address stops working at once."""
        services.close_calendar(actor=self.viewer)
        return Response(status=204)
