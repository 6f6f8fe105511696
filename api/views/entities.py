"""The tree of entities, and what is done to it."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import people as shapes
from api.versions import optional_version_in, version_in
from api.views.base import IF_MATCH, KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from api.views.bulk import in_bulk
from initiatives.people import queries, services
from initiatives.people.filters import EntityFilter
from initiatives.people.models import Entity


@in_bulk(shapes.NewEntitySerializer, shapes.EntityChangeSerializer, shapes.EntitySerializer)
class Entities(Reads):
    """The tree of entities."""

    serializer_class = shapes.EntitySerializer
    filter_set = EntityFilter

    def rows(self) -> QuerySet[Any]:
        return queries.entities(self.viewer)

    @extend_schema(
        request=shapes.NewEntitySerializer,
        responses={201: shapes.EntitySerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add an entity."""
        return self.answer(self.make(self.given(shapes.NewEntitySerializer)), 201)

    def make(self, given: dict[str, Any]) -> Entity:
        """A new one, of what was sent."""
        return services.create_entity(actor=self.viewer, **given)

    @extend_schema(
        request=shapes.EntityChangeSerializer,
        responses=shapes.EntitySerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Rename an entity or change its kind."""
        version, entity = version_in(request), self.find()
        return self.answer(self.revise(entity, self.given(shapes.EntityChangeSerializer), version))

    def revise(self, entity: Entity, given: dict[str, Any], version: int | None) -> Entity:
        """One changed by what was sent."""
        now = {name: getattr(entity, name) for name in ("name", "short_name", "kind")}
        return services.revise_entity(
            actor=self.viewer, entity=entity, version=version, **now | given
        )

    @extend_schema(
        request=shapes.PlaceSerializer, responses=shapes.EntitySerializer, parameters=[KEY]
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def move(self, request: Request, pk: str) -> Response:
        """Hang it, with all below it, under another parent, with a reason."""
        given = self.given(shapes.PlaceSerializer)
        services.move_entity(actor=self.viewer, entity=self.find(), **given)
        return self.answer(self.find())

    @extend_schema(
        request=shapes.MergingSerializer,
        responses=shapes.EntitySerializer,
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def merge(self, request: Request, pk: str) -> Response:
        """Let it become part of another, with a reason; it is kept and takes nothing new."""
        given = self.given(shapes.MergingSerializer)
        services.merge_entity(**self.about(), **given)
        return self.answer(self.find())

    @extend_schema(
        request=shapes.PlaceSerializer,
        responses=shapes.EntitySerializer,
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def apart(self, request: Request, pk: str) -> Response:
        """Let what was merged stand for itself again below a parent, with a reason."""
        given = self.given(shapes.PlaceSerializer)
        services.set_apart(**self.about(), **given)
        return self.answer(self.find())

    @extend_schema(
        request=shapes.SplittingSerializer,
        responses={201: shapes.EntitySerializer},
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def split(self, request: Request, pk: str) -> Response:
        """Make a part of it an entity of its own, beside it; answers with the new one."""
        given = self.given(shapes.SplittingSerializer)
        keys = [one.pk for one in given.pop("initiatives")]
        return self.answer(services.split_entity(**self.about(), initiatives=keys, **given), 201)

    def about(self) -> dict[str, Any]:
        """Who changes which entity, as it was read."""
        version = optional_version_in(self.request)
        return {"actor": self.viewer, "entity": self.find(), "version": version}
