"""Frameworks, principles and definitions."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import framework as shapes
from api.views.base import KEY, Reads, extend_schema, idempotent
from initiatives.framework import queries, services
from initiatives.framework.filters import DefinitionFilter


class Frameworks(Reads):
    """Editions of guiding principles."""

    serializer_class = shapes.FrameworkSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.frameworks(self.viewer)


class Principles(Reads):
    """The principles of the editions in force; one of a former edition by its key."""

    serializer_class = shapes.PrincipleSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.principles(self.viewer)

    def find(self) -> Any:
        return queries.principle(self.viewer, int(self.kwargs["pk"]))


class Definitions(Reads):
    """Every version of every definition."""

    serializer_class = shapes.DefinitionSerializer
    filter_set = DefinitionFilter

    def rows(self) -> QuerySet[Any]:
        return queries.definitions(self.viewer)

    @extend_schema(
        request=shapes.NewDefinitionSerializer,
        responses={201: shapes.DefinitionSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Approve a new version of a term."""
        given = self.given(shapes.NewDefinitionSerializer)
        return self.answer(services.approve_definition(actor=self.viewer, **given), 201)
