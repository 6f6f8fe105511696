"""Signals, and dismissing them."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import signals as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.measures import queries
from initiatives.measures.filters import SignalFilter
from initiatives.shortfalls import services


class Signals(Reads):
    """What the tracker saw in the data of measures, in words that tell no masked count."""

    serializer_class = shapes.SignalSerializer
    filter_set = SignalFilter

    def rows(self) -> QuerySet[Any]:
        return queries.signals(self.viewer).select_related("shortfall")

    @extend_schema(
        request=ReasonSerializer, responses=shapes.SignalSerializer, parameters=[KEY, MAY_MATCH]
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def dismiss(self, request: Request, pk: str) -> Response:
        """Say why it needs no answer; the shortfall that it proposed is dismissed with it."""
        services.dismiss_signal(
            actor=self.viewer,
            signal=self.find(),
            version=optional_version_in(request),
            **self.given(ReasonSerializer),
        )
        return self.answer(self.find())
