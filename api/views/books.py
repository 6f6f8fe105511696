"""What people were told, the messages that told them, and the engine that sends these."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import books as shapes
from api.views.base import KEY, Reads, action, extend_schema, idempotent
from initiatives.accountability import queries, services
from initiatives.accountability.filters import DeliveryFilter, ReminderFilter
from initiatives.people.rules import may_oversee


class Reminders(Reads):
    """Occasions on which people were told, or are owed to be."""

    serializer_class = shapes.ReminderSerializer
    filter_set = ReminderFilter

    def rows(self) -> QuerySet[Any]:
        return queries.reminders(self.viewer)

    @extend_schema(responses=shapes.EngineSerializer)
    @action(detail=False, methods=["get"])
    def engine(self, request: Request) -> Response:
        """The reminder engine in figures, for administrators and auditors."""
        may_oversee(self.viewer).require()
        return Response(shapes.EngineSerializer(queries.engine_figures()).data)


class Deliveries(Reads):
    """Messages to oneself; all messages for an administrator."""

    serializer_class = shapes.DeliverySerializer
    whole_serializer = shapes.MessageSerializer
    filter_set = DeliveryFilter

    def rows(self) -> QuerySet[Any]:
        return queries.deliveries(self.viewer).defer("body")

    def find(self) -> Any:
        return queries.deliveries(self.viewer).get(pk=self.kwargs["pk"])

    @extend_schema(responses=shapes.MessageSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One message, with what it said."""
        return super().retrieve(request, pk)

    @extend_schema(request=None, responses=shapes.MessageSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def repeat(self, request: Request, pk: str) -> Response:
        """Send a message again that failed; for administrators."""
        services.repeat_delivery(actor=self.viewer, delivery=self.find())
        return self.answer(self.find())
