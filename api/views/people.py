"""People, saved views, and oneself."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters import SavedViewFilter
from api.serializers import people as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import version_in
from api.views.base import (
    IF_MATCH,
    KEY,
    PAGING,
    Collection,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from api.views.bulk import in_bulk
from initiatives.accountability.queries import inbox
from initiatives.people import queries, services
from initiatives.people.filters import PersonFilter
from initiatives.people.models import User
from initiatives.people.rules import seats


@in_bulk(shapes.NewPersonSerializer, None, shapes.PersonSerializer)
class People(Reads):
    """The directory."""

    serializer_class = shapes.PersonSerializer
    filter_set = PersonFilter

    def rows(self) -> QuerySet[Any]:
        return queries.listed_people(self.viewer)

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
        return self.answer(self.make(self.given(shapes.NewPersonSerializer)), 201)

    def make(self, given: dict[str, Any]) -> User:
        """A new one, of what was sent."""
        return services.create_person(actor=self.viewer, **given)

    @extend_schema(request=ReasonSerializer, responses=shapes.PersonSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def deactivate(self, request: Request, pk: str) -> Response:
        """Close an account, with a reason; it keeps what it owns."""
        given = self.given(ReasonSerializer)
        services.deactivate_person(actor=self.viewer, user=self.find(), **given)
        return self.answer(self.find())

    @extend_schema(responses=shapes.RoleSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"])
    def roles(self, request: Request, pk: str) -> Response:
        """The roles that the person holds now."""
        self.knows(PAGING)
        return self.page_of(queries.memberships(self.viewer, self.find()), shapes.RoleSerializer)

    @extend_schema(
        request=shapes.NewRoleSerializer, responses=shapes.RoleSerializer, parameters=[KEY]
    )
    @roles.mapping.post
    @idempotent
    def grant(self, request: Request, pk: str) -> Response:
        """Give the person a role on an entity and all below it."""
        given = self.given(shapes.NewRoleSerializer)
        held = services.grant_role(actor=self.viewer, user=self.find(), **given)
        return Response(shapes.RoleSerializer(held).data)

    @extend_schema(request=shapes.EndRoleSerializer, responses={204: None}, parameters=[KEY])
    @action(detail=True, methods=["post"], url_path="roles/end")
    @idempotent
    def end_role(self, request: Request, pk: str) -> Response:
        """End a role, with a reason; it stays on record."""
        given = self.given(shapes.EndRoleSerializer)
        held = queries.memberships(self.viewer, self.find()).get(pk=given["role"])
        services.end_role(actor=self.viewer, membership=held, reason=given["reason"])
        return Response(status=204)


class SavedViews(Reads):
    """One's own saved views."""

    serializer_class = shapes.SavedViewSerializer
    filter_set = SavedViewFilter

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
        request=shapes.MeChangeSerializer, responses=shapes.MeSerializer, parameters=[IF_MATCH]
    )
    def partial_update(self, request: Request) -> Response:
        """Change one's name, title, time zone or working days."""
        version, person = version_in(request), queries.person(self.viewer, self.viewer.pk)
        names = ("name", "title", "time_zone", "working_days")
        given = self.given(shapes.MeChangeSerializer)
        values = {name: given.get(name, getattr(person, name)) for name in names}
        services.update_profile(actor=self.viewer, user=person, version=version, **values)
        return self.answer(self.find())
