"""The shortfall log."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.serializers import shortfalls as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in, version_in
from api.views.base import IF_MATCH, KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.shortfalls import queries, services
from initiatives.shortfalls.filters import ShortfallFilter

REVISED = ("title", "detail", "affected", "severity", "explanation")


def changes(request: type[Serializer[Any]]) -> Callable[[Any], Any]:
    """The schema of an action on a shortfall."""
    return extend_schema(
        request=request, responses=shapes.ShortfallSerializer, parameters=[KEY, MAY_MATCH]
    )


class Shortfalls(Reads):
    """Where the system fell short; never deleted."""

    serializer_class = shapes.ShortfallSerializer
    filter_set = ShortfallFilter
    gates = ("close",)

    def rows(self) -> QuerySet[Any]:
        return queries.shortfalls(self.viewer)

    @extend_schema(
        request=shapes.NewShortfallSerializer,
        responses={201: shapes.ShortfallSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Log a shortfall."""
        given = self.given(shapes.NewShortfallSerializer)
        return self.again(services.log_shortfall(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.ShortfallChangeSerializer,
        responses=shapes.ShortfallSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say better what fell short, who is affected, how severe it is, and why it happened."""
        version, shortfall = version_in(request), self.find()
        now = {name: getattr(shortfall, name) for name in REVISED}
        given = now | self.given(shapes.ShortfallChangeSerializer)
        services.revise_shortfall(actor=self.viewer, shortfall=shortfall, version=version, **given)
        return self.answer(self.find())

    def act(self, service: Callable[..., Any], given: dict[str, Any]) -> Response:
        """Call a service on the shortfall of the address."""
        version = optional_version_in(self.request)
        service(actor=self.viewer, shortfall=self.find(), version=version, **given)
        return self.answer(self.find())

    @changes(shapes.AssignSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def assign(self, request: Request, pk: str) -> Response:
        """Say who answers for it."""
        return self.act(services.assign_shortfall, self.given(shapes.AssignSerializer))

    @changes(shapes.AcceptSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def accept(self, request: Request, pk: str) -> Response:
        """Take a proposal into the log."""
        return self.act(services.accept_shortfall, self.given(shapes.AcceptSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def dismiss(self, request: Request, pk: str) -> Response:
        """Say why a proposal is none."""
        return self.act(services.dismiss_shortfall, self.given(ReasonSerializer))

    @changes(shapes.CloseSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def close(self, request: Request, pk: str) -> Response:
        """Confirm that it is put right: not its owner, nor without a fulfilled commitment."""
        return self.act(services.close_shortfall, self.given(shapes.CloseSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def reopen(self, request: Request, pk: str) -> Response:
        """Open it again, with a reason."""
        return self.act(services.reopen_shortfall, self.given(ReasonSerializer))
