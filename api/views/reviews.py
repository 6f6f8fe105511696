"""Monthly reviews of initiatives, and the scores of team and adviser."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import reviews as shapes
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
from initiatives.measures import services as measures
from initiatives.portfolio import queries, services
from initiatives.portfolio.filters import ReviewFilter


class Reviews(Reads):
    """What initiatives say of each month, beside the scores of evidence, team and adviser."""

    serializer_class = shapes.ReviewSerializer
    filter_set = ReviewFilter

    def rows(self) -> QuerySet[Any]:
        return queries.reviews(self.viewer)

    @extend_schema(
        request=shapes.NewReviewSerializer,
        responses={201: shapes.ReviewSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Record the review of a month, with the score that the evidence proposes."""
        given = self.given(shapes.NewReviewSerializer)
        return self.again(measures.record_review(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.ReviewChangeSerializer,
        responses=shapes.ReviewSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say it better; its month and the proposed score stay."""
        version, review = version_in(request), self.find()
        given = self.given(shapes.ReviewChangeSerializer)
        services.revise_review(actor=self.viewer, review=review, version=version, **given)
        return self.answer(self.find())

    @extend_schema(
        request=shapes.NewScoreSerializer,
        responses=shapes.ReviewSerializer,
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def scores(self, request: Request, pk: str) -> Response:
        """Score as the team or as the adviser; a second time replaces the score of that side."""
        version = optional_version_in(request)
        given = self.given(shapes.NewScoreSerializer)
        services.score_review(actor=self.viewer, review=self.find(), version=version, **given)
        return self.answer(self.find())
