"""Which roles the groups of institutions give."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import group_roles as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.people import queries, services
from initiatives.people.filters import GroupRoleFilter


class GroupRoles(Reads):
    """Roles by group, for administrators and auditors; nobody else finds any."""

    serializer_class = shapes.GroupRoleSerializer
    filter_set = GroupRoleFilter

    def rows(self) -> QuerySet[Any]:
        return queries.group_roles(self.viewer)

    @extend_schema(
        request=shapes.NewGroupRoleSerializer,
        responses={201: shapes.GroupRoleSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Give a role by group, from each person's next sign-in on."""
        given = self.given(shapes.NewGroupRoleSerializer)
        return self.answer(services.say_group_role(actor=self.viewer, **given), 201)

    @extend_schema(request=ReasonSerializer, responses={204: None}, parameters=[KEY, MAY_MATCH])
    @action(detail=True, methods=["post"])
    @idempotent
    def end(self, request: Request, pk: str) -> Response:
        """The group gives it no more; who holds it only by groups loses it at once."""
        given = self.given(ReasonSerializer)
        version = optional_version_in(request)
        services.end_group_role(actor=self.viewer, group_role=self.find(), version=version, **given)
        return Response(status=204)
