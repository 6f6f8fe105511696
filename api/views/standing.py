"""The rules of the status, and its other layouts: initiatives by principle, entities by month."""

from typing import Any

from django.core.paginator import Paginator
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import standing as shapes
from api.views.base import KEY, extend_schema, idempotent
from api.views.status import ENTITY, FRAMEWORK, POPULATION, SPONSOR, OfStatus, asked
from initiatives.framework import queries as framework
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.status import past, queries
from initiatives.status.choices import RuleKey, State
from initiatives.status.rules import RULES, Rules, Terms
from initiatives.status.services import adjust_rules

PAGE_SIZE = 50


class StatusRules(OfStatus):
    """The rules by which a state is judged."""

    serializer_class = shapes.StatusRulesSerializer
    replaces = ("create",)

    @extend_schema(responses=shapes.StatusRulesSerializer)
    def list(self, request: Request) -> Response:
        """The version in force."""
        self.knows(())
        return Response(shapes.StatusRulesSerializer(told(queries.rules_in_force())).data)

    @extend_schema(
        request=shapes.StatusAdjustSerializer,
        responses={200: shapes.StatusRulesSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """A new version, in force at once; for administrators."""
        given = self.given(shapes.StatusAdjustSerializer)
        terms = {
            RuleKey(one["key"]): Terms(State(one["state"]), one["days"]) for one in given["rules"]
        }
        adjust_rules(
            actor=self.viewer, terms=terms, because=given["because"], seen=given.get("seen")
        )
        return Response(shapes.StatusRulesSerializer(told(queries.rules_in_force())).data)


def told(rules: Rules) -> dict[str, Any]:
    """A version with each of its rules."""
    found = []
    for rule in RULES:
        terms = rules.terms(rule.key)
        known = {"key": rule.key, "looks_at": rule.key.label, "may_be": rule.may_be}
        found.append({**known, "state": terms.state, "days": terms.days})
    return {"rules_version": rules.version, "rules": found}


class LaidOut(OfStatus):
    """What the layouts have in common."""

    def entity(self) -> Entity:
        """The one asked for, or the highest in sight; raises BadQuery where there is none."""
        key = self.key("entity")
        found = people.entity(self.viewer, key) if key else people.root_in_sight(self.viewer)
        if found is None:
            raise BadQuery({"entity": "Name an entity; you hold no role at any."})
        return found

    def principles(self) -> list[Principle]:
        """Those of the edition asked for, or of the one in force."""
        key = self.key("framework")
        edition = (
            framework.framework(self.viewer, key)
            if key
            else framework.framework_in_force(self.viewer)
        )
        return list(edition.principles.order_by("number")) if edition else []


class ByInitiative(LaidOut):
    """Initiatives by principle."""

    serializer_class = shapes.ByInitiativeSerializer

    @extend_schema(
        responses=shapes.ByInitiativeSerializer,
        parameters=[
            *(ENTITY, FRAMEWORK, SPONSOR, POPULATION),
            OpenApiParameter("page", int, description="Fifty to a page."),
        ],
    )
    def list(self, request: Request) -> Response:
        """What is under way, with its latest rating under each principle."""
        self.knows({"entity", "framework", "sponsor", "population", "page"})
        principles = self.principles()
        rows = queries.under_way_at(self.viewer, self.entity(), self.whose_work())
        page = Paginator(rows, PAGE_SIZE).get_page(self.key("page") or 1)
        found = {
            "principles": principles,
            "count": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "rows": queries.served(page, principles),
        }
        return Response(self.whole(found).data)


class ByMonth(LaidOut):
    """Entities by month."""

    serializer_class = shapes.ByMonthSerializer

    @extend_schema(
        responses=shapes.ByMonthSerializer,
        parameters=[
            *(ENTITY, FRAMEWORK),
            asked("principle", "One principle; by default the gravest state of all."),
        ],
    )
    def list(self, request: Request) -> Response:
        """The last twelve months that were kept, for who holds a role at the entity."""
        self.knows({"entity", "framework", "principle"})
        key = self.key("principle")
        chosen = [framework.principle(self.viewer, key)] if key else self.principles()
        return Response(self.whole(past.by_time(self.viewer, self.entity(), chosen)).data)
