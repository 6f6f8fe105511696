"""Entities, people, saved views, and oneself."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import people as shapes
from api.versions import version_in
from api.views.base import IF_MATCH, KEY, Collection, Reads, extend_schema, idempotent
from initiatives.accountability.queries import inbox
from initiatives.people import queries, services
from initiatives.people.filters import EntityFilter, PersonFilter
from initiatives.people.rules import seats


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
        given = self.given(shapes.NewEntitySerializer)
        return self.answer(services.create_entity(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.EntityChangeSerializer,
        responses=shapes.EntitySerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Rename an entity or change its kind."""
        version, entity = version_in(request), self.find()
        now = {name: getattr(entity, name) for name in ("name", "short_name", "kind")}
        given = now | self.given(shapes.EntityChangeSerializer)
        changed = services.revise_entity(actor=self.viewer, entity=entity, version=version, **given)
        return self.answer(changed)


class People(Reads):
    """The directory."""

    serializer_class = shapes.PersonSerializer
    filter_set = PersonFilter

    def rows(self) -> QuerySet[Any]:
        return queries.people(self.viewer)

    def find(self) -> Any:
        return queries.person(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(
        request=shapes.NewPersonSerializer,
        responses={201: shapes.PersonSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a person, who sets their own password by mail."""
        given = self.given(shapes.NewPersonSerializer)
        return self.answer(services.create_person(actor=self.viewer, **given), 201)


class SavedViews(Reads):
    """One's own saved views."""

    serializer_class = shapes.SavedViewSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.saved_views(self.viewer)

    @extend_schema(
        request=shapes.NewSavedViewSerializer,
        responses={201: shapes.SavedViewSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Keep a list's filters under a name; the same name again is overwritten."""
        given = self.given(shapes.NewSavedViewSerializer)
        return self.answer(services.save_view(actor=self.viewer, **given), 201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Drop a saved view."""
        services.delete_view(actor=self.viewer, view=self.find())
        return Response(status=204)


class Me(Collection):
    """Oneself: profile, roles, and what carries one's name."""

    serializer_class = shapes.MeSerializer
    pagination_class = None

    def find(self) -> Any:
        person = queries.person(self.viewer, self.viewer.pk)
        found = inbox(person)
        person.held = seats(person)  # type: ignore[attr-defined]
        person.carried = {  # type: ignore[attr-defined]
            "open": found.total,
            "overdue": found.overdue.total,
            "due_soon": found.due_soon.total,
        }
        return person

    @extend_schema(responses=shapes.MeSerializer)
    def retrieve(self, request: Request) -> Response:
        """Who one is here."""
        return self.answer(self.find())

    @extend_schema(
        request=shapes.MeSerializer, responses=shapes.MeSerializer, parameters=[IF_MATCH]
    )
    def partial_update(self, request: Request) -> Response:
        """Change one's name, time zone or working days."""
        version, person = version_in(request), queries.person(self.viewer, self.viewer.pk)
        names = ("name", "title", "time_zone", "working_days")
        given = self.given(shapes.MeSerializer, partial=True)
        values = {name: given.get(name, getattr(person, name)) for name in names}
        services.update_profile(actor=self.viewer, user=person, version=version, **values)
        return self.answer(self.find())
