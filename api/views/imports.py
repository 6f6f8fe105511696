"""Files of observations that were brought in for measures."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters import ObservationImportFilter
from api.serializers import imports as shapes
from api.views.base import KEY, Reads, action, extend_schema, idempotent
from initiatives.measures import queries, services


class ObservationImports(Reads):
    """Files of figures, of the measures for which one may enter data.

    A file is sent to `measures/{id}/imports/`.
    """

    serializer_class = shapes.ObservationImportSerializer
    whole_serializer = shapes.JudgedObservationsSerializer
    filter_set = ObservationImportFilter

    def rows(self) -> QuerySet[Any]:
        return queries.observation_imports(self.viewer).defer("content", "verdicts")

    def find(self) -> Any:
        return queries.observation_import(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(responses=shapes.JudgedObservationsSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One file, with every problem by row and what it would change."""
        return super().retrieve(request, pk)

    @extend_schema(
        request=shapes.MappingSerializer,
        responses=shapes.JudgedObservationsSerializer,
        parameters=[KEY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def remap(self, request: Request, pk: str) -> Response:
        """Judge it anew, its columns read as is said here; nothing is written yet."""
        given = self.given(shapes.MappingSerializer)
        services.remap_observations(actor=self.viewer, observation_import=self.find(), **given)
        return self.answer(self.find())

    @extend_schema(
        request=shapes.BecauseSerializer,
        responses=shapes.JudgedObservationsSerializer,
        parameters=[KEY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def write(self, request: Request, pk: str) -> Response:
        """Write its figures, judged anew, all of them or none."""
        given = self.given(shapes.BecauseSerializer)
        services.write_observations(actor=self.viewer, observation_import=self.find(), **given)
        return self.answer(self.find())

    @extend_schema(request=None, responses=shapes.JudgedObservationsSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def discard(self, request: Request, pk: str) -> Response:
        """Put it aside."""
        services.discard_observations(actor=self.viewer, observation_import=self.find())
        return self.answer(self.find())
