"""The life of an initiative: its stage, gates, holds, what is handed over, its end."""

from collections.abc import Callable
from typing import Any, TypeVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.serializers import lifecycle as shapes
from api.serializers.portfolio import CharterSerializer
from api.versions import optional_version_in, with_etag
from api.views.base import KEY, MAY_MATCH, Collection, action, extend_schema, idempotent
from initiatives.portfolio import queries, services
from initiatives.portfolio.rules.gates import gates_of, next_stage

Action = TypeVar("Action", bound=Callable[..., Response])


def acts(request: type[Serializer[Any]]) -> Callable[[Action], Action]:
    """What the actions share that change an initiative and answer with it whole."""
    return extend_schema(request=request, responses=CharterSerializer, parameters=[KEY, MAY_MATCH])


class Lifecycle(Collection):
    """The actions on the life of one initiative."""

    def act(self, service: Any, shape: Any) -> Response:
        """Call a service on the initiative with what was sent; answer with it as it is now."""
        service(
            actor=self.viewer,
            initiative=self.find(),
            version=optional_version_in(self.request),
            **self.given(shape),
        )
        return self.answer(self.find())

    @extend_schema(responses=shapes.GatesSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def gate(self, request: Request, pk: str) -> Response:
        """What the next gate asks for, and what earlier ones would: it came in, or was let past."""
        self.knows(())
        initiative = self.find()
        missing, passed = gates_of(initiative)
        told = {
            "next_stage": next_stage(initiative.stage),
            "missing": missing,
            "passed": passed,
        }
        return Response(shapes.GatesSerializer(told).data)

    @acts(shapes.StageSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def stage(self, request: Request, pk: str) -> Response:
        """Move it to another stage; a closed gate answers 409 with what is missing."""
        return self.act(services.move_stage, shapes.StageSerializer)

    @acts(shapes.OverrideSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def override(self, request: Request, pk: str) -> Response:
        """Let it past a closed gate, for a reason; for executives."""
        return self.act(services.override_gate, shapes.OverrideSerializer)

    @acts(shapes.HoldSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def hold(self, request: Request, pk: str) -> Response:
        """Put it on hold until a day on which its owner decides."""
        return self.act(services.put_on_hold, shapes.HoldSerializer)

    @acts(shapes.ResumeSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def resume(self, request: Request, pk: str) -> Response:
        """Take it up again where it was."""
        return self.act(services.resume, shapes.ResumeSerializer)

    @acts(shapes.EndSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def close(self, request: Request, pk: str) -> Response:
        """End it by its aim; a good end answers 409 with what the handover lacks."""
        return self.act(services.close_initiative, shapes.EndSerializer)

    @acts(shapes.LastedSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def lasted(self, request: Request, pk: str) -> Response:
        """Say what a look after the end found."""
        return self.act(services.say_whether_it_lasted, shapes.LastedSerializer)

    @extend_schema(responses=shapes.HandoverSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def handover(self, request: Request, pk: str) -> Response:
        """What is handed over; 404 where nothing was written yet."""
        self.knows(())
        initiative = self.find()
        known = queries.handover(self.viewer, initiative)
        if known is None:
            raise initiative.DoesNotExist
        return with_etag(Response(shapes.HandoverSerializer(known).data), known)

    @extend_schema(
        request=shapes.HandoverChangeSerializer,
        responses=shapes.HandoverSerializer,
        parameters=[KEY, MAY_MATCH],
    )
    @handover.mapping.post
    @idempotent
    def write_handover(self, request: Request, pk: str) -> Response:
        """Write what is handed over; what is left out stays as it is."""
        initiative = self.find()
        known = queries.handover(self.viewer, initiative)
        plans = ("operational_owner", "control_plan", "spread_plan", "look_again_on")
        values = {name: getattr(known, name) for name in plans} if known else {}
        values |= self.given(shapes.HandoverChangeSerializer)
        made = services.write_handover(
            actor=self.viewer,
            initiative=initiative,
            version=optional_version_in(request),
            **values,
        )
        return with_etag(Response(shapes.HandoverSerializer(made).data), made)
