"""The vocabularies by which groups are told apart."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import vocabularies as shapes
from api.serializers.fields import ReasonSerializer
from api.serializers.measures import StratificationSerializer
from api.views.base import KEY, Reads, action, extend_schema, idempotent
from initiatives.measures import queries, rules, services
from initiatives.measures.loading import vocabulary


class Stratifications(Reads):
    """The vocabularies in force, with the codes of their groups; an earlier one by its key."""

    serializer_class = StratificationSerializer
    replaces = ("create",)

    def rows(self) -> QuerySet[Any]:
        return queries.stratifications(self.viewer)

    def find(self) -> Any:
        return queries.vocabulary(self.viewer, int(self.kwargs["pk"]))

    @extend_schema(
        request=shapes.NewVocabularySerializer,
        responses={201: StratificationSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Put an edition in force; the very same again changes nothing and is answered again."""
        given = self.given(shapes.NewVocabularySerializer)
        reason, former = given.pop("reason"), given.pop("instead_of", None)
        ((made, _new),) = services.put_vocabularies_in_force(
            actor=self.viewer,
            content=[vocabulary(given, "vocabulary")],
            reason=reason,
            instead_of=None if former is None else [former],
        )
        return self.again(made, 201)

    @extend_schema(
        request=shapes.VocabularyPreviewSerializer,
        responses=shapes.ForeseenVocabularySerializer,
        parameters=[KEY],
    )
    @action(detail=False, methods=["post"])
    @idempotent
    def preview(self, request: Request) -> Response:
        """What an edition would change, without putting it in force."""
        rules.may_keep_vocabularies(self.viewer).require()
        content = [vocabulary(self.given(shapes.VocabularyPreviewSerializer), "vocabulary")]
        (found,) = queries.foreseen_vocabularies(self.viewer, content)
        return Response(shapes.ForeseenVocabularySerializer(found).data)

    @extend_schema(request=ReasonSerializer, responses=StratificationSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def retire(self, request: Request, pk: str) -> Response:
        """Offer it to measures no longer; what uses it goes on with it."""
        reason = self.given(ReasonSerializer)["reason"]
        services.retire_vocabulary(actor=self.viewer, vocabulary=self.find(), reason=reason)
        return self.answer(self.find())

    @extend_schema(request=ReasonSerializer, responses=StratificationSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def offer(self, request: Request, pk: str) -> Response:
        """Offer one again that is retired."""
        reason = self.given(ReasonSerializer)["reason"]
        services.offer_vocabulary(actor=self.viewer, vocabulary=self.find(), reason=reason)
        return self.answer(self.find())
