"""Webhooks: where other programs are told what happens, and what was sent to them."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import webhooks as shapes
from api.versions import optional_version_in, version_in
from api.views.base import (
    IF_MATCH,
    KEY,
    MAY_MATCH,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from initiatives.webhooks import queries, services
from initiatives.webhooks.filters import DeliveryFilter, WebhookFilter
from initiatives.webhooks.models import Webhook

ACTS: dict[str, Any] = {
    "request": None,
    "responses": shapes.WebhookSerializer,
    "parameters": [KEY, MAY_MATCH],
}


class Webhooks(Reads):
    """One's own webhooks, by the convention of Standard Webhooks; all for administrators and
    auditors.

    What makes a secret takes no `Idempotency-Key`: an answer that is kept would keep the secret.
    """

    serializer_class = shapes.WebhookSerializer
    filter_set = WebhookFilter

    def rows(self) -> QuerySet[Any]:
        return queries.webhooks(self.viewer)

    def with_secret(self, made: tuple[Webhook, str], status: int) -> Response:
        """The record with its secret, which no cache keeps."""
        self.kwargs["pk"] = made[0].pk
        found = self.find()
        found.shown = made[1]
        response = self.answer(found, status)
        context = self.get_serializer_context()
        response.data = shapes.WebhookWithSecretSerializer(found, context=context).data
        response["Cache-Control"] = "no-store"
        return response

    @extend_schema(
        request=shapes.NewWebhookSerializer, responses={201: shapes.WebhookWithSecretSerializer}
    )
    def create(self, request: Request) -> Response:
        """Add one; its secret is in this answer and nowhere else."""
        given = self.given(shapes.NewWebhookSerializer)
        return self.with_secret(services.create_webhook(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.WebhookChangeSerializer,
        responses=shapes.WebhookSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Another name, address or choice of types."""
        version, webhook = version_in(request), self.find()
        given = self.given(shapes.WebhookChangeSerializer)
        services.revise_webhook(actor=self.viewer, webhook=webhook, version=version, **given)
        return self.answer(self.find())

    @extend_schema(
        request=None, responses=shapes.WebhookWithSecretSerializer, parameters=[MAY_MATCH]
    )
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: str) -> Response:
        """Make a new secret; for a day the former one signs as well."""
        version = optional_version_in(request)
        made = services.rotate_secret(actor=self.viewer, webhook=self.find(), version=version)
        return self.with_secret(made, 200)

    @extend_schema(**ACTS)
    @action(detail=True, methods=["post"])
    @idempotent
    def disable(self, request: Request, pk: str) -> Response:
        """Send nothing until it is enabled; for its owner and administrators."""
        version = optional_version_in(request)
        services.disable_webhook(actor=self.viewer, webhook=self.find(), version=version)
        return self.answer(self.find())

    @extend_schema(**ACTS)
    @action(detail=True, methods=["post"])
    @idempotent
    def enable(self, request: Request, pk: str) -> Response:
        """Send again, what is owed at once; what happened meanwhile comes by a replay."""
        version = optional_version_in(request)
        services.enable_webhook(actor=self.viewer, webhook=self.find(), version=version)
        return self.answer(self.find())

    @extend_schema(request=None, responses=shapes.WebhookDeliverySerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def test(self, request: Request, pk: str) -> Response:
        """Send a message of the type webhook.test, which is about no record."""
        made = services.send_test(actor=self.viewer, webhook=self.find())
        return Response(shapes.WebhookDeliverySerializer(made).data)

    @extend_schema(
        request=shapes.ReplaySerializer, responses=shapes.ReplayedSerializer, parameters=[KEY]
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def replay(self, request: Request, pk: str) -> Response:
        """Send again all that happened since an instant, with the ids that it had."""
        given = self.given(shapes.ReplaySerializer)
        events = services.replay_webhook(actor=self.viewer, webhook=self.find(), **given)
        return Response(shapes.ReplayedSerializer({"events": events}).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Close it for good. It stays on record."""
        services.close_webhook(actor=self.viewer, webhook=self.find())
        return Response(status=204)


class WebhookDeliveries(Reads):
    """What was and is to be sent to one's own webhooks; to any for an administrator."""

    serializer_class = shapes.WebhookDeliverySerializer
    whole_serializer = shapes.WebhookMessageSerializer
    filter_set = DeliveryFilter

    def rows(self) -> QuerySet[Any]:
        return queries.deliveries(self.viewer)

    def find(self) -> Any:
        return queries.delivery(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(responses=shapes.WebhookMessageSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One message, with each try."""
        return super().retrieve(request, pk)

    @extend_schema(request=None, responses=shapes.WebhookMessageSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def repeat(self, request: Request, pk: str) -> Response:
        """Send it again, under the id that it had."""
        return self.answer(services.send_again(actor=self.viewer, delivery=self.find()))
