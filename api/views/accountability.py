"""Commitments."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.serializers import accountability as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from api.views.bulk import in_bulk
from initiatives.accountability import queries, services
from initiatives.accountability.filters import CommitmentFilter
from initiatives.accountability.models import Commitment


def changes(request: type[Serializer[Any]] | None) -> Callable[[Any], Any]:
    """The schema of an action on a commitment."""
    return extend_schema(
        request=request, responses=shapes.CommitmentSerializer, parameters=[KEY, MAY_MATCH]
    )


@in_bulk(shapes.NewCommitmentSerializer, None, shapes.CommitmentSerializer)
class Commitments(Reads):
    """Dated promises with an owner."""

    serializer_class = shapes.CommitmentSerializer
    filter_set = CommitmentFilter

    def rows(self) -> QuerySet[Any]:
        return queries.commitments(self.viewer)

    @extend_schema(
        request=shapes.NewCommitmentSerializer,
        responses={201: shapes.CommitmentSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Promise something, about an initiative, a shortfall, or an entity alone."""
        return self.again(self.make(self.given(shapes.NewCommitmentSerializer)), 201)

    def make(self, given: dict[str, Any]) -> Commitment:
        """A new one, of what was sent."""
        return services.make_commitment(actor=self.viewer, **given)

    def act(self, service: Callable[..., Any], given: dict[str, Any]) -> Response:
        """Call a service on the commitment of the address."""
        version = optional_version_in(self.request)
        service(actor=self.viewer, commitment=self.find(), version=version, **given)
        return self.answer(self.find())

    @changes(None)
    @action(detail=True, methods=["post"])
    @idempotent
    def acknowledge(self, request: Request, pk: str) -> Response:
        """Say that one knows of it."""
        return self.act(services.acknowledge, {})

    @changes(shapes.FulfilSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def fulfil(self, request: Request, pk: str) -> Response:
        """Say that it is done, with evidence."""
        return self.act(services.fulfil, self.given(shapes.FulfilSerializer))

    @changes(shapes.MoveSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def move(self, request: Request, pk: str) -> Response:
        """Promise another date, with a reason."""
        return self.act(services.move, self.given(shapes.MoveSerializer))

    @changes(shapes.ReassignSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def reassign(self, request: Request, pk: str) -> Response:
        """Give it to someone else, with a reason."""
        return self.act(services.reassign, self.given(shapes.ReassignSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take it back, with a reason; it stays on record."""
        return self.act(services.withdraw, self.given(ReasonSerializer))

    @changes(shapes.SnoozeSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def snooze(self, request: Request, pk: str) -> Response:
        """Put its owner's reminders off until a day, with a reason; escalation goes on."""
        return self.act(services.snooze, self.given(shapes.SnoozeSerializer))

    @changes(None)
    @action(detail=True, methods=["post"], url_path="end-snooze")
    @idempotent
    def end_snooze(self, request: Request, pk: str) -> Response:
        """Be reminded again from now on."""
        return self.act(services.end_snooze, {})
