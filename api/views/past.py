"""What the status was, night by night."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import TextChoices
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import past as shapes
from api.views.base import KEY, Collection, extend_schema, idempotent
from api.views.status import OfStatus, asked
from initiatives.framework import queries as framework
from initiatives.people import queries as people
from initiatives.status import past
from initiatives.status.choices import Number, Step
from initiatives.status.services import mark_seen

Choice = TypeVar("Choice", bound=TextChoices)


def day_asked(name: str, words: str) -> OpenApiParameter:
    """A day in the query string, for the schema."""
    return OpenApiParameter(name, date, description=words)


class Past(OfStatus):
    """What reads the past has in common."""

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """A choice of the query string; raises BadQuery for what is none."""
        word = self.request.query_params.get(name, "")
        if word and word not in choices.values:
            raise BadQuery({name: f"Choose one of: {', '.join(choices.values)}."})
        return choices(word) if word else None


class Changes(Past):
    """What changed between two nights."""

    serializer_class = shapes.StatusChangesSerializer

    @extend_schema(
        responses=shapes.StatusChangesSerializer,
        parameters=[
            day_asked("since", "By default the caller's last look, or else a month before."),
            day_asked("until", "By default the latest night."),
            asked("entity", "Only what is at or below it; by default all in the caller's sight."),
        ],
    )
    def list(self, request: Request) -> Response:
        """The cells whose state changed, of entities where the caller holds a role."""
        self.knows({"since", "until", "entity"})
        since, until, key = self.day("since"), self.day("until"), self.key("entity")
        if since and until and since > until:
            raise BadQuery({"until": "The end of the period lies before its start."})
        entity = people.entity(self.viewer, key) if key else None
        found = past.changes(self.viewer, since, until, entity)
        return Response(self.whole(found).data)


class Series(Past):
    """A number of a cell over time."""

    serializer_class = shapes.StatusSeriesSerializer

    @extend_schema(
        responses=shapes.StatusSeriesSerializer,
        parameters=[
            asked("principle", "The principle.", required=True),
            asked("entity", "The entity, with all below it.", required=True),
            OpenApiParameter("number", str, enum=Number.values, description="`overdue` if left."),
            OpenApiParameter(
                "by",
                str,
                enum=Step.values,
                description="How far apart the points lie; by default months once ten are kept, "
                "until then weeks. Days are not judged.",
            ),
        ],
    )
    def list(self, request: Request) -> Response:
        """The latest sixty periods, for who holds a role at the entity."""
        self.knows({"principle", "entity", "number", "by"})
        number = self.choice("number", Number) or Number.OVERDUE
        step = self.choice("by", Step)
        principle = framework.principle(self.viewer, self.required_key("principle"))
        entity = people.entity(self.viewer, self.required_key("entity"))
        step = step or past.usual_step(self.viewer, principle, entity)
        found = past.trend(self.viewer, principle, entity, number, step)
        return Response(self.whole(found).data)


class Seen(Collection):
    """The caller's last look at the status."""

    serializer_class = shapes.StatusSeenSerializer

    @extend_schema(request=None, responses={200: shapes.StatusSeenSerializer}, parameters=[KEY])
    @idempotent
    def create(self, request: Request) -> Response:
        """The caller has looked now; by default changes are told since then."""
        seen: Any = mark_seen(actor=self.viewer)
        return Response(shapes.StatusSeenSerializer(seen).data)
