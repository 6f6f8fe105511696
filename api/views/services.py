"""Services: programs with roles of their own, and their tokens."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import services as shapes
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, PAGING, Reads, action, extend_schema, idempotent
from initiatives.people import queries, services


class Services(Reads):
    """Programs that call the API under a name of their own, and who answers for each.

    Their roles are given and ended under `people/{id}/roles/`, and an account is closed under
    `people/{id}/deactivate/`, as those of people are.
    """

    serializer_class = shapes.ServiceSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.services(self.viewer)

    @extend_schema(
        request=shapes.NewServiceSerializer,
        responses={201: shapes.ServiceSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a service, which holds no role yet; for administrators."""
        given = self.given(shapes.NewServiceSerializer)
        return self.again(services.create_service(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.HandOverSerializer,
        responses=shapes.ServiceSerializer,
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"], url_path="hand-over")
    @idempotent
    def hand_over(self, request: Request, pk: str) -> Response:
        """Let another person answer for it, with a reason; for administrators."""
        given = self.given(shapes.HandOverSerializer)
        version = optional_version_in(request)
        services.hand_over_service(actor=self.viewer, service=self.find(), version=version, **given)
        return self.answer(self.find())

    @extend_schema(responses=shapes.TokenSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"])
    def tokens(self, request: Request, pk: str) -> Response:
        """Its tokens that are not revoked, and when each was last used."""
        self.knows(PAGING)
        found = queries.service_tokens(self.viewer, self.find())
        return self.page_of(found, shapes.TokenSerializer)

    @extend_schema(request=shapes.NewTokenSerializer, responses={200: shapes.IssuedTokenSerializer})
    @tokens.mapping.post
    def issue(self, request: Request, pk: str) -> Response:
        """Issue a token; its secret is in this answer alone.

        It takes no `Idempotency-Key`, since a kept answer would keep the secret.
        """
        given = self.given(shapes.NewTokenSerializer)
        token, secret = services.issue_token(actor=self.viewer, user=self.find(), **given)
        shown = shapes.TokenSerializer(token).data
        return Response({**shown, "secret": secret}, headers={"Cache-Control": "no-store"})

    @extend_schema(request=shapes.RevokeSerializer, responses={204: None}, parameters=[KEY])
    @action(detail=True, methods=["post"], url_path="tokens/revoke")
    @idempotent
    def revoke(self, request: Request, pk: str) -> Response:
        """End a token at once."""
        given = self.given(shapes.RevokeSerializer)
        found = queries.service_tokens(self.viewer, self.find()).get(pk=given["token"])
        services.revoke_token(actor=self.viewer, token=found)
        return Response(status=204)
