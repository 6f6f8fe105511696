"""Alignments with principles, and how each was assessed."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters import AlignmentFilter
from api.serializers import alignments as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import version_in
from api.views.base import IF_MATCH, KEY, Reads, action, extend_schema, idempotent
from api.views.bulk import in_bulk
from initiatives.portfolio import queries, services
from initiatives.portfolio.filters import AssessmentFilter
from initiatives.portfolio.models import Alignment


@in_bulk(
    shapes.InitiativeAlignmentSerializer, shapes.RationaleSerializer, shapes.AlignmentSerializer
)
class Alignments(Reads):
    """Which initiative serves which principle, and how."""

    serializer_class = shapes.AlignmentSerializer
    filter_set = AlignmentFilter
    gates = ("withdraw",)

    def rows(self) -> QuerySet[Any]:
        return queries.alignments(self.viewer).prefetch_related(None)

    @extend_schema(
        request=shapes.InitiativeAlignmentSerializer,
        responses={201: shapes.AlignmentSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Align an initiative with a principle."""
        return self.again(self.make(self.given(shapes.InitiativeAlignmentSerializer)), 201)

    def make(self, given: dict[str, Any]) -> Alignment:
        """A new one, of what was sent."""
        return services.align(actor=self.viewer, **given)

    @extend_schema(
        request=shapes.RationaleSerializer,
        responses=shapes.AlignmentSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say anew how it serves the principle."""
        version = version_in(request)
        self.revise(self.find(), self.given(shapes.RationaleSerializer), version)
        return self.answer(self.find())

    def revise(self, alignment: Alignment, given: dict[str, Any], version: int | None) -> Alignment:
        """One changed by what was sent."""
        return services.revise_alignment(
            actor=self.viewer, version=version, alignment=alignment, **given
        )

    @extend_schema(request=ReasonSerializer, responses={204: None}, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take it back, with a reason; one that was assessed stays."""
        given = self.given(ReasonSerializer)
        services.withdraw_alignment(actor=self.viewer, alignment=self.find(), **given)
        return Response(status=204)


class Assessments(Reads):
    """How far aligned principles are lived; a new one never replaces an old one."""

    serializer_class = shapes.AssessmentSerializer
    filter_set = AssessmentFilter

    def rows(self) -> QuerySet[Any]:
        return queries.assessments(self.viewer)

    @extend_schema(
        request=shapes.NewAssessmentSerializer,
        responses={201: shapes.AssessmentSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Assess an alignment at a checkpoint."""
        given = self.given(shapes.NewAssessmentSerializer)
        return self.again(services.assess(actor=self.viewer, **given), 201)
