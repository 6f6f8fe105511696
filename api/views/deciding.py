"""Decisions that were taken, and taking one."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import deciding as shapes
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, extend_schema, idempotent
from initiatives.status.deciding import queries, services
from initiatives.status.deciding.filters import RulingFilter


class Decisions(Reads):
    """What was decided on initiatives, shortfalls and commitments, and what came of it."""

    serializer_class = shapes.RulingSerializer
    filter_set = RulingFilter
    gates = ("create",)

    def rows(self) -> QuerySet[Any]:
        return queries.rulings(self.viewer)

    @extend_schema(
        request=shapes.NewRulingSerializer,
        responses={201: shapes.RulingSerializer},
        parameters=[KEY, MAY_MATCH],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Decide on one record; it takes the place of what was decided there before.

        The ETag is that of the record which is decided on.
        """
        version, given = optional_version_in(request), self.given(shapes.NewRulingSerializer)
        return self.again(services.decide(actor=self.viewer, version=version, **given), 201)
