"""What people say of the charts of a measure: phases, events, and which groups are compared."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import charting as shapes
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Collection, action, extend_schema, idempotent
from initiatives.base.errors import Invalid
from initiatives.measures import queries, services
from initiatives.measures.models import Annotation, Measure, Phase, Stratification, Stratum

WRITES: dict[str, Any] = {"parameters": [KEY, MAY_MATCH]}


class Charting(Collection):
    """For the measure of the address."""

    def about(self) -> dict[str, Any]:
        """Who says it, of which measure, as it was read."""
        version = optional_version_in(self.request)
        return {"actor": self.viewer, "measure": self.find(), "version": version}

    def phase_given(self, given: dict[str, Any]) -> dict[str, Any]:
        """The phase that is meant, with who acts; raises Invalid for one of another measure."""
        about = self.about()
        found = queries.all_phases(self.viewer, about.pop("measure")).filter(pk=given["phase"])
        phase = found.first()
        if phase is None:
            raise Invalid({"phase": "This measure has no such phase."})
        return about | given | {"phase": phase}

    @extend_schema(responses=shapes.PhaseSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def phases(self, request: Request, pk: str) -> Response:
        """Every phase that was proposed, by its first period."""
        found = queries.all_phases(self.viewer, self.find())
        return Response(shapes.PhaseSerializer(found, many=True).data)

    @extend_schema(
        request=shapes.NewPhaseSerializer, responses={200: shapes.PhaseSerializer}, **WRITES
    )
    @phases.mapping.post
    @idempotent
    def propose_phase(self, request: Request, pk: str) -> Response:
        """Propose a phase, with a yes to each of the four questions."""
        given = self.given(shapes.NewPhaseSerializer)
        return phase_answer(services.propose_phase(**self.about(), **given))

    @extend_schema(
        request=shapes.PhaseKeySerializer, responses={200: shapes.PhaseSerializer}, **WRITES
    )
    @action(detail=True, methods=["post"], url_path="approve-phase")
    @idempotent
    def approve_phase(self, request: Request, pk: str) -> Response:
        """Let a proposed phase stand; not for who proposed it."""
        given = self.phase_given(self.given(shapes.PhaseKeySerializer))
        return phase_answer(services.approve_phase(**given))

    @extend_schema(
        request=shapes.PhaseWithdrawalSerializer, responses={200: shapes.PhaseSerializer}, **WRITES
    )
    @action(detail=True, methods=["post"], url_path="withdraw-phase")
    @idempotent
    def withdraw_phase(self, request: Request, pk: str) -> Response:
        """Take a phase back, with a reason."""
        given = self.phase_given(self.given(shapes.PhaseWithdrawalSerializer))
        return phase_answer(services.withdraw_phase(**given))

    @extend_schema(responses=shapes.ChartEventSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def events(self, request: Request, pk: str) -> Response:
        """What happened, as it is drawn on its charts."""
        found = queries.annotations(self.find())
        return Response(shapes.ChartEventSerializer(found, many=True).data)

    @extend_schema(
        request=shapes.NewChartEventSerializer,
        responses={200: shapes.ChartEventSerializer},
        **WRITES,
    )
    @events.mapping.post
    @idempotent
    def add_event(self, request: Request, pk: str) -> Response:
        """Draw on its charts what happened on a day."""
        given = self.given(shapes.NewChartEventSerializer)
        return event_answer(services.add_annotation(**self.about(), **given))

    @extend_schema(
        request=shapes.ChartEventKeySerializer,
        responses={200: shapes.ChartEventSerializer},
        **WRITES,
    )
    @action(detail=True, methods=["post"], url_path="remove-event")
    @idempotent
    def remove_event(self, request: Request, pk: str) -> Response:
        """Take an event off its charts; the history keeps it."""
        given, about = self.given(shapes.ChartEventKeySerializer), self.about()
        found = queries.annotations(about.pop("measure")).filter(pk=given["event"]).first()
        if found is None:
            raise Invalid({"event": "This measure has no such event."})
        return event_answer(services.remove_annotation(annotation=found, **about))

    @extend_schema(responses=shapes.ReferenceSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def references(self, request: Request, pk: str) -> Response:
        """The groups that others are compared with; where none is chosen, the best one is."""
        return references_answer(self.find())

    @extend_schema(
        request=shapes.NewReferenceSerializer,
        responses={200: shapes.ReferenceSerializer(many=True)},
        **WRITES,
    )
    @references.mapping.post
    @idempotent
    def choose_reference(self, request: Request, pk: str) -> Response:
        """Choose the group of a vocabulary that others are compared with, or let it go."""
        given = self.given(shapes.NewReferenceSerializer)
        code = given.pop("group")
        group = None if code is None else group_of(given["stratification"], code)
        services.choose_reference(**self.about(), stratum=group, **given)
        return references_answer(self.find())

    @extend_schema(responses=shapes.MeetingSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def meeting(self, request: Request, pk: str) -> Response:
        """The two vocabularies that are shown where they meet."""
        return meeting_answer(self.find())

    @extend_schema(
        request=shapes.NewMeetingSerializer, responses={200: shapes.MeetingSerializer}, **WRITES
    )
    @meeting.mapping.post
    @idempotent
    def choose_meeting(self, request: Request, pk: str) -> Response:
        """Choose the two vocabularies that are shown where they meet, or neither."""
        given = self.given(shapes.NewMeetingSerializer)
        services.choose_intersection(**self.about(), **given)
        return meeting_answer(self.find())


def phase_answer(phase: Phase) -> Response:
    """A phase as it stands now."""
    return Response(shapes.PhaseSerializer(phase).data)


def event_answer(event: Annotation) -> Response:
    """An event of a chart."""
    return Response(shapes.ChartEventSerializer(event).data)


def group_of(vocabulary: Stratification, code: str) -> Stratum:
    """The group of a code; raises Invalid."""
    found = {group.code: group for group in vocabulary.strata.all()}
    if code not in found:
        raise Invalid({"group": f"{vocabulary.title} has no group '{code:.60}'."})
    return found[code]


def references_answer(measure: Measure) -> Response:
    """The groups that others are compared with."""
    found = queries.references(measure)
    return Response(shapes.ReferenceSerializer(found, many=True).data)


def meeting_answer(measure: Measure) -> Response:
    """The vocabularies that meet; null where none do."""
    found = queries.intersection(measure)
    pair = {"one": found and found.one, "other": found and found.other}
    return Response(shapes.MeetingSerializer(pair).data)
