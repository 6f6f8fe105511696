"""How the portfolio as a whole fares."""

from datetime import date

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import analytics as shapes
from api.views.base import extend_schema
from api.views.status import OfStatus, asked
from initiatives.base import clock
from initiatives.base.months import month_of, period_complaints
from initiatives.framework import queries as framework
from initiatives.people import queries as people
from initiatives.status.analytics import Cohort, analytics, mismatch

NAMES = ("entity", "principle", "framework", "since", "until")


def month_asked(name: str, words: str) -> OpenApiParameter:
    """A month in the query string, for the schema."""
    return OpenApiParameter(name, str, description=f"{words}, written as 2026-03.")


class Portfolio(OfStatus):
    """The figures of the portfolio, each with its definition."""

    serializer_class = shapes.PortfolioSerializer

    @extend_schema(
        responses=shapes.PortfolioSerializer,
        parameters=[
            asked("entity", "Only what is at or below it; by default all in sight."),
            asked("principle", "Only what serves it, or falls short of it."),
            asked("framework", "Only what concerns principles of this edition."),
            month_asked("since", "The first month of the period"),
            month_asked("until", "Its last month"),
        ],
    )
    def list(self, request: Request) -> Response:
        """Everything, counted from what the caller may see."""
        self.knows(NAMES)
        return Response(self.whole(analytics(self.viewer, self.cohort())).data)

    def cohort(self) -> Cohort:
        """What is asked for; raises BadQuery for a period that cannot be."""
        since, until = self.month("since"), self.month("until")
        if complaints := period_complaints({"since": since, "until": until}, clock.today()):
            raise BadQuery(complaints)
        place, about, edition = (self.key(name) for name in NAMES[:3])
        principle = framework.principle(self.viewer, about) if about else None
        principles = framework.framework(self.viewer, edition) if edition else None
        if complaint := mismatch(principle, principles):
            raise BadQuery({"principle": complaint})
        return Cohort(
            entity=people.entity(self.viewer, place) if place else None,
            principle=principle,
            framework=principles,
            since=since,
            until=until,
        )

    def month(self, name: str) -> date | None:
        """A month of the query string, if there is one; raises BadQuery for what cannot be one."""
        word = self.request.query_params.get(name, "")
        try:
            return month_of(word) if word else None
        except ValueError as error:
            raise BadQuery({name: str(error)}) from None
