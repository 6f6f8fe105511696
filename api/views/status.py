"""Status and history."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import status as shapes
from api.views.base import Collection, Reads, action, extend_schema
from initiatives.framework import queries as framework
from initiatives.history import queries as history
from initiatives.history.filters import EventFilter
from initiatives.people import queries as people
from initiatives.status import queries
from initiatives.status.scope import Scope


def asked(name: str, words: str, required: bool = False) -> OpenApiParameter:
    """A key in the query string, for the schema."""
    return OpenApiParameter(name, int, required=required, description=words)


ENTITY = asked("entity", "The entity to look at; by default the highest in the caller's sight.")
FRAMEWORK = asked("framework", "The edition of principles; by default the one in force.")
SPONSOR = asked("sponsor", "Only the work of this sponsor.")
POPULATION = OpenApiParameter(
    "population", str, description="Only work whose population is described with this word."
)
LONGEST_WORD = 80


class OfStatus(Collection):
    """One answer to what is asked by keys."""

    pagination_class = None
    answers_one = True

    def scope(self) -> Scope:
        """Whose work, for whom; raises BadQuery for what cannot be either."""
        population = self.request.query_params.get("population", "").strip()
        if len(population) > LONGEST_WORD or "\x00" in population:
            raise BadQuery({"population": f"Send at most {LONGEST_WORD} letters."})
        return Scope(self.key("sponsor"), population)


class Status(OfStatus):
    """Where the system stands: principles by entities."""

    serializer_class = shapes.MatrixSerializer

    @extend_schema(
        responses=shapes.MatrixSerializer,
        parameters=[ENTITY, FRAMEWORK, SPONSOR, POPULATION],
    )
    def list(self, request: Request) -> Response:
        """The matrix of an entity and those right below it."""
        self.knows({"entity", "framework", "sponsor", "population"})
        entity, edition = self.key("entity"), self.key("framework")
        found = queries.matrix(
            self.viewer,
            people.entity(self.viewer, entity) if entity else None,
            framework.framework(self.viewer, edition) if edition else None,
            self.scope(),
        )
        return Response(shapes.MatrixSerializer(found, context=self.get_serializer_context()).data)

    @extend_schema(
        responses=shapes.CellSerializer,
        parameters=[
            asked("principle", "The principle.", required=True),
            asked("entity", "The entity, with all below it.", required=True),
            *(SPONSOR, POPULATION),
        ],
    )
    @action(detail=False, methods=["get"])
    def cell(self, request: Request) -> Response:
        """One cell with its reasons."""
        self.knows({"principle", "entity", "sponsor", "population"})
        principle = framework.principle(self.viewer, self.required_key("principle"))
        entity = people.entity(self.viewer, self.required_key("entity"))
        found = queries.cell(self.viewer, principle, entity, self.scope())
        return Response(shapes.CellSerializer(found, context=self.get_serializer_context()).data)

    @extend_schema(responses=shapes.DecisionSerializer(many=True))
    @action(detail=False, methods=["get"])
    def decisions(self, request: Request) -> Response:
        """What needs the caller's decision: at most three."""
        self.knows(())
        found = queries.decisions(self.viewer)
        shape = shapes.DecisionSerializer(found, many=True, context=self.get_serializer_context())
        return Response(shape.data)


class History(Reads):
    """Who did what to which record, when, what before and after, and why."""

    serializer_class = shapes.EventSerializer
    filter_set = EventFilter

    def rows(self) -> QuerySet[Any]:
        return history.events(self.viewer)
