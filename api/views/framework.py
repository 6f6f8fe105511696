"""Frameworks, principles and definitions."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import framework as shapes
from api.views.base import KEY, Reads, action, extend_schema, idempotent
from initiatives.framework import queries, rules, services
from initiatives.framework.filters import DefinitionFilter
from initiatives.framework.loading import read_framework
from initiatives.portfolio import services as portfolio
from initiatives.portfolio.queries import foreseen


class Frameworks(Reads):
    """Editions of guiding principles."""

    serializer_class = shapes.FrameworkSerializer
    replaces = ("create",)

    def rows(self) -> QuerySet[Any]:
        return queries.frameworks(self.viewer)

    @extend_schema(
        request=shapes.NewFrameworkSerializer,
        responses={201: shapes.FrameworkSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Put a version in force; the very same again changes nothing and is answered again."""
        given = self.given(shapes.NewFrameworkSerializer)
        content = read_framework(given.pop("content").encode(errors="surrogatepass"))
        made, _carried = portfolio.put_in_force(actor=self.viewer, content=content, **given)
        return self.answer(made, 201)

    @extend_schema(
        request=shapes.FrameworkFileSerializer,
        responses=shapes.ForeseenSerializer,
        parameters=[KEY],
    )
    @action(detail=False, methods=["post"])
    @idempotent
    def preview(self, request: Request) -> Response:
        """What a version would change, without putting it in force."""
        rules.may_put_in_force(self.viewer).require()
        given = self.given(shapes.FrameworkFileSerializer)
        content = read_framework(given["content"].encode(errors="surrogatepass"))
        return Response(shapes.ForeseenSerializer(foreseen(self.viewer, content)).data)


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
