"""For how long data are kept."""

from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import retention as shapes
from api.views.base import KEY, extend_schema, idempotent
from api.views.status import OfStatus
from initiatives.retention import queries, services


class Retention(OfStatus):
    """The retention policy, for administrators and auditors."""

    serializer_class = shapes.RetentionPolicySerializer

    @extend_schema(responses=shapes.RetentionPolicySerializer)
    def list(self, request: Request) -> Response:
        """Every kind of data that is deleted after a while, and after how many days."""
        self.knows(())
        return self.told()

    @extend_schema(
        request=shapes.NewTermSerializer,
        responses={200: shapes.RetentionPolicySerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Set one kind within its bounds; for administrators of the whole system."""
        given = self.given(shapes.NewTermSerializer)
        services.set_term(actor=self.viewer, **given)
        return self.told()

    def told(self) -> Response:
        kinds = queries.policy(self.viewer)
        return Response(shapes.RetentionPolicySerializer({"kinds": kinds}).data)
