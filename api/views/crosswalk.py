"""The crosswalk to outside frameworks, what is attested, and the evidence."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import crosswalk as shapes
from api.serializers.evidence import EvidenceSerializer
from api.versions import version_in
from api.views.base import IF_MATCH, KEY, Reads, action, extend_schema, idempotent
from api.views.evidence import principles_of
from initiatives.framework import filters, queries, services
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.status.evidence import Scope, period_complaint
from initiatives.status.evidence import evidence as evidence_for

ENTITY = OpenApiParameter("entity", int, description="An entity, with all below it.")
SINCE = OpenApiParameter("since", date, description="The first day of a period.")
UNTIL = OpenApiParameter("until", date, description="Its last day.")


class OutsideFrameworks(Reads):
    """Editions of outside frameworks; alone with their requirements and links."""

    serializer_class = shapes.OutsideFrameworkSerializer
    whole_serializer = shapes.OutsideWholeSerializer
    filter_set = filters.OutsideFilter
    questions = ("evidence",)

    def rows(self) -> QuerySet[Any]:
        return queries.outside_frameworks(self.viewer)

    def find(self) -> Any:
        return queries.outside_whole(self.viewer).get(pk=self.kwargs["pk"])

    @extend_schema(responses=shapes.OutsideWholeSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One edition, with its requirements and the principles that answer them."""
        return super().retrieve(request, pk)

    @extend_schema(responses=EvidenceSerializer, parameters=[ENTITY, SINCE, UNTIL], filters=False)
    @action(detail=True, pagination_class=None)
    def evidence(self, request: Request, pk: str) -> Response:
        """What is recorded for it, by requirement and principle, and what is attested."""
        self.knows(("entity", "since", "until"))
        found = evidence_for(self.viewer, int(pk), self.scope())
        behind = {"backing": principles_of(self.viewer, found)}
        context = dict(self.get_serializer_context()) | behind
        return Response(EvidenceSerializer(found, context=context).data)

    def scope(self) -> Scope:
        """Where and when; raises BadQuery for what cannot be read."""
        since, until = self.day("since"), self.day("until")
        if complaint := period_complaint(since, until):
            raise BadQuery({"until": complaint})
        return Scope(self.entity(), since, until)

    def entity(self) -> Entity | None:
        """The entity that is asked for; raises BadQuery for what is no key."""
        key = self.key("entity")
        return people.entity(self.viewer, key) if key else None


class CrosswalkLinks(Reads):
    """That principles answer outside requirements, and who reviewed that."""

    serializer_class = shapes.CrosswalkLinkSerializer
    filter_set = filters.LinkFilter

    def rows(self) -> QuerySet[Any]:
        return queries.crosswalk_links(self.viewer)

    @extend_schema(
        request=shapes.ReviewSerializer,
        responses=shapes.CrosswalkLinkSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Review a link under the caller's name: confirm it, or say it otherwise."""
        version, link = version_in(request), self.find()
        now = {"strength": link.strength, "note": link.note}
        given = now | self.given(shapes.ReviewSerializer)
        services.review_link(actor=self.viewer, link=link, version=version, **given)
        return self.answer(self.find())


class Attestations(Reads):
    """What the organization attests; a later one takes the place of none."""

    serializer_class = shapes.AttestationSerializer
    filter_set = filters.AttestationFilter

    def rows(self) -> QuerySet[Any]:
        return queries.attestations(self.viewer)

    @extend_schema(
        request=shapes.NewAttestationSerializer,
        responses={201: shapes.AttestationSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Attest for a requirement, in the name of the whole system."""
        given = self.given(shapes.NewAttestationSerializer)
        return self.again(services.attest(actor=self.viewer, **given), 201)
