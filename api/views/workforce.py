"""Workforce and community side by side, as description: never a quota, target or goal by group."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import workforce as shapes
from api.serializers.fields import ReasonSerializer
from api.serializers.workforce_table import TableSerializer
from api.versions import optional_version_in, version_in
from api.views.base import (
    IF_MATCH,
    KEY,
    MAY_MATCH,
    Collection,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from api.views.status import asked
from initiatives.measures.queries import stratifications
from initiatives.people import queries as people
from initiatives.workforce import queries, services
from initiatives.workforce.filters import BenchmarkFilter, CountFilter, FamilyFilter
from initiatives.workforce.rules.figures import Estimated

NOTHING = "Nothing was counted there by this vocabulary on this day."
DAY = OpenApiParameter("as_of", str, description="The day; by default the latest.")
TABLE = [
    asked("entity", "The whole system, or one of its sites.", required=True),
    asked("stratification", "The vocabulary.", required=True),
    DAY,
    asked("benchmark", "The community to set beside it; none if not given."),
]


class Table(Collection):
    """Workforce and community shares of an entity, side by side. This describes.

    It is no quota, target or goal for any group: none can be set. Counts of 1 to 10 people, and
    what would tell them, are null.
    """

    serializer_class = TableSerializer
    pagination_class = None
    answers_one = True

    @extend_schema(responses=TableSerializer, parameters=TABLE)
    def list(self, request: Request) -> Response:
        """The table of an entity on a day: description, never a quota, target or goal by group."""
        self.knows({"entity", "stratification", "as_of", "benchmark"})
        entity = people.entity(self.viewer, self.required_key("entity"))
        vocabulary = stratifications(self.viewer).get(pk=self.required_key("stratification"))
        days = {one.isoformat(): one for one in queries.days(self.viewer, entity, vocabulary)}
        day = request.query_params.get("as_of") or next(iter(days), "")
        if day not in days:
            raise BadQuery({"as_of": NOTHING})
        benchmark = None
        if request.query_params.get("benchmark"):
            offered = queries.benchmarks_for(self.viewer, entity, vocabulary)
            benchmark = offered.get(pk=self.required_key("benchmark"))
        found = queries.table(self.viewer, entity, vocabulary, days[day], benchmark)
        if found is None:
            raise ObjectDoesNotExist(NOTHING)
        return Response(TableSerializer(found, context=self.get_serializer_context()).data)


class Families(Reads):
    """Job families: by what work a workforce is told apart."""

    serializer_class = shapes.FamilySerializer
    filter_set = FamilyFilter

    def rows(self) -> QuerySet[Any]:
        return queries.families(self.viewer)

    @extend_schema(
        request=shapes.NewFamilySerializer,
        responses={201: shapes.FamilySerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a job family."""
        given = self.given(shapes.NewFamilySerializer)
        return self.again(services.add_family(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.FamilyChangeSerializer,
        responses=shapes.FamilySerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Another name or place."""
        version, family = version_in(request), self.find()
        now = {"name": family.name, "position": family.position}
        given = now | self.given(shapes.FamilyChangeSerializer)
        services.revise_family(actor=self.viewer, family=family, version=version, **given)
        return self.answer(self.find())

    @extend_schema(
        request=ReasonSerializer, responses=shapes.FamilySerializer, parameters=[KEY, MAY_MATCH]
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def retire(self, request: Request, pk: str) -> Response:
        """Nothing new is counted under it; what was stays."""
        version, family = optional_version_in(request), self.find()
        given = self.given(ReasonSerializer)
        services.retire_family(actor=self.viewer, family=family, version=version, **given)
        return self.answer(self.find())


class Counts(Reads):
    """Workforce counts, with every version. Heads are read masked, in `workforce/`."""

    serializer_class = shapes.CountSerializer
    filter_set = CountFilter

    def rows(self) -> QuerySet[Any]:
        return queries.counts(self.viewer)

    @extend_schema(
        request=shapes.NewCountSerializer, responses={201: shapes.CountSerializer}, parameters=[KEY]
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Enter heads by group, of a job family or of all, on a day."""
        given = self.given(shapes.NewCountSerializer)
        return self.again(services.enter_count(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.CountCorrectionSerializer,
        responses=shapes.CountSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Correct it: a later version takes its place and is answered; this one stays on record."""
        version, count = version_in(request), self.find()
        given = self.given(shapes.CountCorrectionSerializer)
        made = services.correct_count(actor=self.viewer, count=count, version=version, **given)
        return self.again(made)


class Benchmarks(Reads):
    """Community benchmarks, with every version. Shares are read in `workforce/`."""

    serializer_class = shapes.BenchmarkSerializer
    filter_set = BenchmarkFilter

    def rows(self) -> QuerySet[Any]:
        return queries.benchmarks(self.viewer)

    @extend_schema(
        request=shapes.NewBenchmarkSerializer,
        responses={201: shapes.BenchmarkSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Enter what a community is made up of."""
        given = with_estimates(self.given(shapes.NewBenchmarkSerializer))
        return self.again(services.enter_benchmark(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.CorrectedBenchmarkSerializer,
        responses=shapes.BenchmarkSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Correct it: a later version takes its place and is answered; this one stays on record."""
        version, one = version_in(request), self.find()
        given = with_estimates(self.given(shapes.CorrectedBenchmarkSerializer))
        made = services.correct_benchmark(
            actor=self.viewer, benchmark=one, version=version, **given
        )
        return self.again(made)


def with_estimates(given: dict[str, Any]) -> dict[str, Any]:
    """What was sent of each group as the service takes it."""
    groups = {code: Estimated(**said) for code, said in given["groups"].items()}
    return given | {"groups": groups}
