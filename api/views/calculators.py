"""The calculators: they answer what is sent and store nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import viewsets
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.authentication import ScopeAllows
from api.limits import Limited
from api.parsers import JSON
from api.serializers import calculators as shapes
from api.views.base import extend_schema
from initiatives.base.errors import Invalid
from initiatives.measures import disparity, spc, suppression


class Calculator(Limited, viewsets.ViewSet):
    """Open to everyone who is signed in, and to a token that may only read."""

    permission_classes = (IsAuthenticated, ScopeAllows)
    stores_nothing = True
    parser_classes = (JSON,)

    # what calculates, and what it raises for what it cannot take
    calculator: ClassVar[Any]
    refusal: ClassVar[Any]

    def calculated(self, request: Request) -> Response:
        """What the calculator answers; raises Invalid with what it cannot take."""
        if not isinstance(request.data, Mapping):
            raise Invalid({"non_field_errors": "Send an object with what to calculate."})
        try:
            return Response(self.calculator.answer(request.data))
        except self.refusal as error:
            raise Invalid({error.field or "non_field_errors": str(error)}) from error


class Spc(Calculator):
    """Run charts and control charts."""

    calculator: ClassVar[Any] = spc
    refusal: ClassVar[Any] = spc.BadSeries

    @extend_schema(request=shapes.SpcSerializer, responses={200: shapes.SpcAnswerSerializer})
    def create(self, request: Request) -> Response:
        """Centre, limits, runs and signals of a series."""
        return self.calculated(request)


class Suppression(Calculator):
    """Small numbers."""

    calculator: ClassVar[Any] = suppression
    refusal: ClassVar[Any] = suppression.BadTable

    @extend_schema(
        request=shapes.SuppressionSerializer,
        responses={200: shapes.SuppressionAnswerSerializer},
    )
    def create(self, request: Request) -> Response:
        """Which counts of a table to mask so that no small one can be told."""
        return self.calculated(request)


class Disparity(Calculator):
    """Gaps between groups."""

    calculator: ClassVar[Any] = disparity
    refusal: ClassVar[Any] = disparity.InvalidFigures

    @extend_schema(
        request=shapes.DisparitySerializer, responses={200: shapes.DisparityAnswerSerializer}
    )
    def create(self, request: Request) -> Response:
        """Rates, differences, ratios, verdicts and summary measures of groups."""
        return self.calculated(request)
