"""The shortfall log."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.serializers import shortfalls as shapes
from api.serializers.fields import ReasonSerializer
from api.versions import optional_version_in, version_in
from api.views.base import (
    IF_MATCH,
    KEY,
    MAY_MATCH,
    PAGING,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from api.views.bulk import in_bulk
from initiatives.shortfalls import queries, services
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall

REVISED = ("title", "detail", "affected", "severity", "explanation")


def changes(request: type[Serializer[Any]]) -> Callable[[Any], Any]:
    """The schema of an action on a shortfall."""
    return extend_schema(
        request=request, responses=shapes.ShortfallSerializer, parameters=[KEY, MAY_MATCH]
    )


@in_bulk(
    shapes.NewShortfallSerializer, shapes.ShortfallChangeSerializer, shapes.ShortfallSerializer
)
class Shortfalls(Reads):
    """Where the system fell short; never deleted."""

    serializer_class = shapes.ShortfallSerializer
    filter_set = ShortfallFilter
    gates = ("close",)

    def rows(self) -> QuerySet[Any]:
        return queries.shortfalls(self.viewer)

    @extend_schema(
        request=shapes.NewShortfallSerializer,
        responses={201: shapes.ShortfallSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Log a shortfall."""
        return self.again(self.make(self.given(shapes.NewShortfallSerializer)), 201)

    def make(self, given: dict[str, Any]) -> Shortfall:
        """A new one, of what was sent."""
        return services.log_shortfall(actor=self.viewer, **given)

    @extend_schema(
        request=shapes.ShortfallChangeSerializer,
        responses=shapes.ShortfallSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say better what fell short, who is affected, how severe it is, and why it happened."""
        version, shortfall = version_in(request), self.find()
        self.revise(shortfall, self.given(shapes.ShortfallChangeSerializer), version)
        return self.answer(self.find())

    def revise(self, shortfall: Shortfall, given: dict[str, Any], version: int | None) -> Shortfall:
        """One changed by what was sent."""
        now = {name: getattr(shortfall, name) for name in REVISED}
        return services.revise_shortfall(
            actor=self.viewer, shortfall=shortfall, version=version, **now | given
        )

    def act(self, service: Callable[..., Any], given: dict[str, Any]) -> Response:
        """Call a service on the shortfall of the address."""
        version = optional_version_in(self.request)
        service(actor=self.viewer, shortfall=self.find(), version=version, **given)
        return self.answer(self.find())

    @changes(shapes.AssignSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def assign(self, request: Request, pk: str) -> Response:
        """Say who answers for it."""
        return self.act(services.assign_shortfall, self.given(shapes.AssignSerializer))

    @changes(shapes.AcceptSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def accept(self, request: Request, pk: str) -> Response:
        """Take a proposal into the log."""
        return self.act(services.accept_shortfall, self.given(shapes.AcceptSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def dismiss(self, request: Request, pk: str) -> Response:
        """Say why a proposal is none."""
        return self.act(services.dismiss_shortfall, self.given(ReasonSerializer))

    @changes(shapes.CloseSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def close(self, request: Request, pk: str) -> Response:
        """Confirm that it is put right: not its owner, nor without a fulfilled commitment."""
        return self.act(services.close_shortfall, self.given(shapes.CloseSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def reopen(self, request: Request, pk: str) -> Response:
        """Open it again, with a reason."""
        return self.act(services.reopen_shortfall, self.given(ReasonSerializer))

    @extend_schema(responses=shapes.SourceSerializer(many=True))
    @action(detail=True, methods=["get"], filter_set=None)
    def sources(self, request: Request, pk: str) -> Response:
        """Every way in which it was found, and what was merged into it."""
        self.knows(PAGING)
        rows = queries.sources(self.viewer, self.find()).order_by("pk")
        return self.page_of(rows, shapes.SourceSerializer)

    @changes(shapes.NewSourceSerializer)
    @sources.mapping.post
    @idempotent
    def add_source(self, request: Request, pk: str) -> Response:
        """Say that it was found in another way too."""
        return self.act(services.add_source, self.given(shapes.NewSourceSerializer))

    @changes(shapes.DescribeSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def describe(self, request: Request, pk: str) -> Response:
        """Say its size, in people, and why it happened; what is left out is taken away."""
        return self.act(services.describe_shortfall, self.given(shapes.DescribeSerializer))

    @extend_schema(responses=shapes.ShortfallSerializer(many=True))
    @action(detail=True, methods=["get"], filter_set=None)
    def duplicates(self, request: Request, pk: str) -> Response:
        """What may speak of the same; nothing is merged by itself."""
        self.knows(PAGING)
        return self.page_of(queries.duplicates(self.viewer, self.find()), self.serializer_class)

    @changes(shapes.MergeSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def merge(self, request: Request, pk: str) -> Response:
        """Let it go on in another, with its sources and commitments."""
        self.find()  # not found before anything is said of the other
        return self.act(services.merge_shortfall, self.given(shapes.MergeSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def split(self, request: Request, pk: str) -> Response:
        """It was another after all, and stands for itself again."""
        return self.act(services.split_shortfall, self.given(ReasonSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="keep-closed")
    @idempotent
    def keep_closed(self, request: Request, pk: str) -> Response:
        """Say why what its data show again is no ground to reopen it."""
        return self.act(services.keep_closed, self.given(ReasonSerializer))

    @changes(shapes.RestrictSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def restrict(self, request: Request, pk: str) -> Response:
        """Make it confidential, with those who are let in besides."""
        return self.act(services.restrict_shortfall, self.given(shapes.RestrictSerializer))

    @changes(ReasonSerializer)
    @action(detail=True, methods=["post"])
    @idempotent
    def unrestrict(self, request: Request, pk: str) -> Response:
        """Open it again to everyone in whose sight it is."""
        return self.act(services.unrestrict_shortfall, self.given(ReasonSerializer))

    @extend_schema(responses=shapes.AllTimesSerializer, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None, filter_set=None)
    def times(self, request: Request) -> Response:
        """Days from found to owned, promised and closed, by entity and principle."""
        self.knows(())
        found = {
            "all": queries.times(self.viewer),
            "by_entity": queries.times_by_entity(self.viewer),
            "by_principle": queries.times_by_principle(self.viewer),
        }
        return Response(shapes.AllTimesSerializer(found).data)
