"""Covers: who stands in for whom while they are away."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.filters import CoverFilter
from api.serializers import covers as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.people import queries, services


def changes(request: type[Serializer[Any]] | None) -> Callable[[Any], Any]:
    """The schema of an action on a cover."""
    return extend_schema(
        request=request, responses=shapes.CoverSerializer, parameters=[KEY, MAY_MATCH]
    )


class Covers(Reads):
    """Covers that name the caller or that they asked for; all of them for an administrator."""

    serializer_class = shapes.CoverSerializer
    filter_set = CoverFilter

    def rows(self) -> QuerySet[Any]:
        return queries.covers(self.viewer)

    @extend_schema(
        request=shapes.NewCoverSerializer,
        responses={201: shapes.CoverSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Ask somebody to cover for oneself; an administrator asks for others too."""
        given = {"person": self.viewer} | self.given(shapes.NewCoverSerializer)
        return self.again(services.ask_cover(actor=self.viewer, **given), 201)

    def act(self, service: Callable[..., Any], **given: Any) -> Response:
        """Call a service on the cover of the address."""
        version = optional_version_in(self.request)
        service(actor=self.viewer, cover=self.find(), version=version, **given)
        return self.answer(self.find())

    @changes(None)
    @action(detail=True, methods=["post"])
    @idempotent
    def accept(self, request: Request, pk: str) -> Response:
        """Agree to cover; only the one who was asked may."""
        return self.act(services.answer_cover, accept=True)

    @changes(None)
    @action(detail=True, methods=["post"])
    @idempotent
    def decline(self, request: Request, pk: str) -> Response:
        """Say that one cannot cover."""
        return self.act(services.answer_cover, accept=False)

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def end(self, request: Request, pk: str) -> Response:
        """End a cover, or take the request back, with a reason."""
        return self.act(services.end_cover, **self.given(ReasonSerializer))
