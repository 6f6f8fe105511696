"""Reminder policies: every version, a new one, and what it would change."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters import PolicyFilter
from api.serializers import policies as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.accountability import queries, services
from initiatives.accountability.models import Reminder
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms


class Policies(Reads):
    """When people are told of what they promised: every version, the newest first."""

    serializer_class = shapes.PolicySerializer
    filter_set = PolicyFilter

    def rows(self) -> QuerySet[Any]:
        return queries.policies(self.viewer).order_by("-id")

    def asked(self) -> dict[str, Any]:
        """The place, the kind and the terms that were sent."""
        given = self.given(shapes.NewPolicySerializer)
        steps = [Step(**step) for step in given.pop("steps")]
        where = {name: given.pop(name) for name in ("entity", "kind")}
        return where | {"terms": Terms(steps=steps, **given)}

    @extend_schema(
        request=shapes.NewPolicySerializer,
        responses={201: shapes.PolicySerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Keep a new version for a kind of commitment at an entity; it is in force at once."""
        return self.again(services.keep_policy(actor=self.viewer, **self.asked()), 201)

    @extend_schema(
        request=shapes.NewPolicySerializer,
        responses=shapes.EffectSerializer,
        parameters=[KEY],
    )
    @action(detail=False, methods=["post"])
    @idempotent
    def effect(self, request: Request) -> Response:
        """What a policy would change for open commitments, without keeping it."""
        found = services.effect_of_policy(actor=self.viewer, **self.asked())
        effect = {
            "commitments": found.commitments,
            "told": self.shown(found.told),
            "spared": self.shown(found.spared),
        }
        return Response(shapes.EffectSerializer(effect).data)

    def shown(self, reminders: list[Reminder]) -> dict[str, Any]:
        """How many they are, and the first by date of those whose commitment the caller may see."""
        first = queries.first_visible(self.viewer, reminders, shapes.SHOWN)
        return {"total": len(reminders), "first": first}

    @extend_schema(
        request=ReasonSerializer, responses=shapes.PolicySerializer, parameters=[KEY, MAY_MATCH]
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def retire(self, request: Request, pk: str) -> Response:
        """Do without it, with a reason: the next one upward decides from now on."""
        given = self.given(ReasonSerializer)
        version = optional_version_in(request)
        services.retire_policy(actor=self.viewer, policy=self.find(), version=version, **given)
        return self.answer(self.find())
