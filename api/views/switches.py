"""Which parts of the product are on."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import switches as shapes
from api.versions import version_in
from api.views.base import IF_MATCH, Reads, extend_schema
from initiatives.people import queries, services


class Switches(Reads):
    """The parts of the product that can be switched off, for administrators and auditors.

    What belongs to one that is off answers 404 of the type `switched-off`.
    """

    serializer_class = shapes.SwitchSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.switches(self.viewer)

    @extend_schema(
        request=shapes.TurnSerializer,
        responses=shapes.SwitchSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Turn one off or on for everybody; for administrators of the whole system."""
        version, found = version_in(request), self.find()
        given = self.given(shapes.TurnSerializer)
        services.turn_switch(actor=self.viewer, switch=found, version=version, **given)
        return self.answer(self.find())
