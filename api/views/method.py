"""Driver diagrams and the cycles that test their ideas."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import method as shapes
from api.serializers.fields import ReasonSerializer
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
from initiatives.measures import queries as measuring
from initiatives.measures import services as measures
from initiatives.portfolio import services
from initiatives.portfolio.filters import CycleFilter, DriverFilter

DRIVER: dict[str, Any] = {"responses": shapes.DriverSerializer, "parameters": [KEY, MAY_MATCH]}
CYCLE: dict[str, Any] = {"responses": shapes.CycleSerializer, "parameters": [KEY, MAY_MATCH]}


class Drivers(Reads):
    """The nodes of driver diagrams: drivers and change ideas, as a tree below an aim."""

    serializer_class = shapes.DriverSerializer
    filter_set = DriverFilter

    def rows(self) -> QuerySet[Any]:
        return measuring.drivers_measured(self.viewer)

    def about(self) -> dict[str, Any]:
        """Who changes which node, as it was read."""
        version = optional_version_in(self.request)
        return {"actor": self.viewer, "driver": self.find(), "version": version}

    @extend_schema(
        request=shapes.NewDriverSerializer,
        responses={201: shapes.DriverSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a node, the last of what it hangs on."""
        given = self.given(shapes.NewDriverSerializer)
        return self.again(services.add_driver(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.DriverChangeSerializer,
        responses=shapes.DriverSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say a node anew, hang it elsewhere, say how an idea stands."""
        version, driver = version_in(request), self.find()
        now = {
            name: getattr(driver, name) for name in ("text", "parent", "state", "impact", "effort")
        }
        given = now | self.given(shapes.DriverChangeSerializer)
        services.revise_driver(actor=self.viewer, driver=driver, version=version, **given)
        return self.answer(self.find())

    @extend_schema(request=shapes.WaySerializer, **DRIVER)
    @action(detail=True, methods=["post"])
    @idempotent
    def move(self, request: Request, pk: str) -> Response:
        """A place up or down, or a level in or out."""
        services.move_driver(**self.about(), **self.given(shapes.WaySerializer))
        return self.answer(self.find())

    @extend_schema(request=ReasonSerializer, **DRIVER)
    @action(detail=True, methods=["post"])
    @idempotent
    def retire(self, request: Request, pk: str) -> Response:
        """Take it off the diagram; it stays on record."""
        services.retire_driver(**self.about(), **self.given(ReasonSerializer))
        return self.answer(self.find())

    @extend_schema(request=shapes.MeasureKeysSerializer, **DRIVER)
    @action(detail=True, methods=["post"])
    @idempotent
    def measures(self, request: Request, pk: str) -> Response:
        """These are its measures from now on."""
        measures.link_driver(**self.about(), **self.given(shapes.MeasureKeysSerializer))
        return self.answer(self.find())


class Cycles(Reads):
    """PDSA cycles: each step has a gate, and a prediction stands once it is tested."""

    serializer_class = shapes.CycleSerializer
    filter_set = CycleFilter
    gates = ("advance", "drop")

    def rows(self) -> QuerySet[Any]:
        return measuring.cycles_measured(self.viewer)

    def about(self) -> dict[str, Any]:
        """Who changes which cycle, as it was read."""
        version = optional_version_in(self.request)
        return {"actor": self.viewer, "cycle": self.find(), "version": version}

    @extend_schema(
        request=shapes.NewCycleSerializer, responses={201: shapes.CycleSerializer}, parameters=[KEY]
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Plan a cycle of a change idea, or the next of its ramp."""
        given = self.given(shapes.NewCycleSerializer)
        return self.again(services.plan_cycle(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.CycleChangeSerializer,
        responses=shapes.CycleSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Write what its step asks for."""
        version, cycle = version_in(request), self.find()
        given = self.given(shapes.CycleChangeSerializer)
        services.write_cycle(actor=self.viewer, cycle=cycle, version=version, **given)
        return self.answer(self.find())

    @extend_schema(request=None, **CYCLE)
    @action(detail=True, methods=["post"])
    @idempotent
    def advance(self, request: Request, pk: str) -> Response:
        """On to the next step; a closed gate answers 409 with what is missing."""
        services.advance_cycle(**self.about())
        return self.answer(self.find())

    @extend_schema(request=ReasonSerializer, **CYCLE)
    @action(detail=True, methods=["post"])
    @idempotent
    def drop(self, request: Request, pk: str) -> Response:
        """It will not be carried out, or not to its end."""
        services.drop_cycle(**self.about(), **self.given(ReasonSerializer))
        return self.answer(self.find())

    @extend_schema(request=shapes.MeasureKeysSerializer, **CYCLE)
    @action(detail=True, methods=["post"])
    @idempotent
    def measures(self, request: Request, pk: str) -> Response:
        """These are its measures from now on; it is drawn on their charts."""
        measures.link_cycle(**self.about(), **self.given(shapes.MeasureKeysSerializer))
        return self.answer(self.find())
