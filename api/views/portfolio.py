"""Initiatives with their charters, and imports of registers."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters import ImportFilter
from api.serializers import portfolio as shapes
from api.serializers.method import FeatureSerializer
from api.serializers.reviews import ProgressSerializer
from api.serializers.status import EventSerializer
from api.versions import version_in
from api.views.base import (
    IF_MATCH,
    KEY,
    PAGING,
    Lists,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from api.views.bulk import in_bulk
from api.views.lifecycle import Lifecycle
from initiatives.base.errors import Invalid
from initiatives.history.queries import events_about
from initiatives.measures.queries import features, progress
from initiatives.portfolio import queries, services
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.register.verdicts import EXPECTED
from initiatives.portfolio.rules.charter import Charter
from initiatives.status.filters import InitiativeFilter
from initiatives.status.queries.initiatives import initiatives


@in_bulk(
    shapes.NewInitiativeSerializer, shapes.CharterChangeSerializer, shapes.InitiativeSerializer
)
class Initiatives(Lifecycle, Reads):
    """Initiatives with their charters."""

    serializer_class = shapes.InitiativeSerializer
    whole_serializer = shapes.CharterSerializer
    gates = ("create", "stage", "override", "close")
    filter_set = InitiativeFilter

    def rows(self) -> QuerySet[Any]:
        return initiatives(self.viewer)

    def find(self) -> Any:
        return queries.initiative(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(responses=shapes.CharterSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One initiative, whole."""
        return super().retrieve(request, pk)

    @extend_schema(
        request=shapes.NewInitiativeSerializer,
        responses={201: shapes.CharterSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Charter an initiative, with the principles that it serves."""
        return self.again(self.make(self.given(shapes.NewInitiativeSerializer)), 201)

    def make(self, given: dict[str, Any]) -> Initiative:
        """A new one, of what was sent."""
        stage = given.pop("stage")
        served = [(row["principle"], row["rationale"]) for row in given.pop("alignments", ())]
        return services.create_initiative(
            actor=self.viewer, charter=Charter(**given), alignments=served, stage=stage
        )

    @extend_schema(
        request=shapes.CharterChangeSerializer,
        responses=shapes.CharterSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Revise the charter."""
        version, initiative = version_in(request), self.find()
        self.revise(initiative, self.given(shapes.CharterChangeSerializer), version)
        return self.answer(self.find())

    def revise(self, initiative: Initiative, given: dict[str, Any], version: int | None) -> Any:
        """One changed by what was sent."""
        charter = replace(Charter.of(initiative), **given)
        return services.revise_charter(
            actor=self.viewer, initiative=initiative, charter=charter, version=version
        )

    @extend_schema(request=None, responses=shapes.CharterSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def cite(self, request: Request, pk: str) -> Response:
        """Work by the definitions that are in force now."""
        services.cite_definitions_in_force(actor=self.viewer, initiative=self.find())
        return self.answer(self.find())

    @extend_schema(responses=FeatureSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def method(self, request: Request, pk: str) -> Response:
        """The four features of good tests, each with its definition and what it is counted of."""
        self.knows(())
        found = features(self.viewer, self.find())
        return Response(FeatureSerializer(found, many=True).data)

    @extend_schema(responses=ProgressSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def progress(self, request: Request, pk: str) -> Response:
        """The score that the evidence proposes now, with its reasons and what the next asks."""
        self.knows(())
        return Response(ProgressSerializer(progress(self.viewer, self.find())).data)

    @extend_schema(responses=EventSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"])
    def history(self, request: Request, pk: str) -> Response:
        """What happened to it, newest first."""
        self.knows(PAGING)
        return self.page_of(events_about(self.viewer, self.find()), EventSerializer)


class Imports(Reads):
    """One's own imports of registers."""

    serializer_class = shapes.ImportSerializer
    whole_serializer = shapes.JudgedSerializer
    filter_set = ImportFilter
    parser_classes = (MultiPartParser, *Lists.parser_classes)

    def rows(self) -> QuerySet[Any]:
        return queries.imports(self.viewer).defer("verdicts", "content")

    def find(self) -> Any:
        return queries.import_run(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(responses=shapes.JudgedSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One import, with the verdict on each row."""
        return super().retrieve(request, pk)

    @extend_schema(
        request={"multipart/form-data": shapes.UploadSerializer},
        responses={201: shapes.JudgedSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Upload a register; it is judged row by row and nothing is written yet."""
        file = self.given(shapes.UploadSerializer)["file"]
        if file.size > EXPECTED.limits.size:
            raise Invalid({"file": "The file is larger than 10 MB."})
        made = services.preview_register(
            actor=self.viewer, content=file.read(), file_name=file.name
        )
        return self.again(made, 201)

    @extend_schema(request=None, responses=shapes.JudgedSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def write(self, request: Request, pk: str) -> Response:
        """Write the rows that are not refused, together or not at all."""
        services.write_register(actor=self.viewer, register_import=self.find())
        return self.answer(self.find())

    @extend_schema(request=None, responses=shapes.JudgedSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def discard(self, request: Request, pk: str) -> Response:
        """Put it aside."""
        services.discard_register(actor=self.viewer, register_import=self.find())
        return self.answer(self.find())
