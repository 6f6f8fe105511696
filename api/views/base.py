"""What all collections share: whom they ask for, how they filter, page and answer."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from api.authentication import ScopeAllows
from api.errors import BadQuery
from api.idempotency import idempotent
from api.pagination import Cursor
from api.versions import with_etag
from initiatives.base.models import Record
from initiatives.people.models import User

PAGING = {"cursor", "page_size"}
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag as it was read."
)
MAY_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag as it was read, to be safe."
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Makes it safe to send the request again: it is applied once.",
)


class Collection(viewsets.GenericViewSet[Any]):
    """A list and its records, both from one query that takes the viewer first."""

    permission_classes = (IsAuthenticated, ScopeAllows)
    pagination_class: type[Cursor] | None = Cursor
    lookup_value_regex = r"[0-9]{1,18}"
    filter_backends = ()
    filter_set: ClassVar[type[FilterSet] | None] = None
    whole_serializer: ClassVar[type[Serializer[Any]] | None] = None

    @property
    def viewer(self) -> User:
        return cast(User, self.request.user)

    def rows(self) -> QuerySet[Any]:
        """What the viewer may see, for lists."""
        raise NotImplementedError

    def find(self) -> Any:
        """The record of the address; raises its DoesNotExist."""
        return self.rows().get(pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows()

    def given(self, serializer: type[Serializer[Any]], **options: Any) -> dict[str, Any]:
        """What was sent, checked; raises ValidationError by field."""
        read = serializer(data=self.request.data, context=self.get_serializer_context(), **options)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def whole(self, record: Any) -> BaseSerializer[Any]:
        """The record as it is shown alone."""
        serializer = self.whole_serializer or self.serializer_class
        assert serializer is not None
        return serializer(record, context=self.get_serializer_context())

    def answer(self, record: Any, status: int = 200) -> Response:
        """The record as it stands now, with its version."""
        response = Response(self.whole(record).data, status=status)
        return with_etag(response, record) if isinstance(record, Record) else response

    def again(self, record: Any, status: int = 200) -> Response:
        """The record read anew after a service changed it, so that counts and names are right."""
        self.kwargs["pk"] = record.pk
        return self.answer(self.find(), status)

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the query string asks for; raises BadQuery for what it cannot mean."""
        asked = self.request.query_params
        known = set(self.filter_set.base_filters) if self.filter_set else set()
        unknown = sorted(set(asked) - known - PAGING)
        if unknown:
            names = ", ".join(sorted(known | PAGING))
            raise BadQuery(
                {name: f"{name!r} is no filter of this list: {names}." for name in unknown}
            )
        if self.filter_set is None:
            return rows
        filters = self.filter_set(asked, queryset=rows, request=self.request)
        if filters.errors:
            raise BadQuery({name: " ".join(words) for name, words in filters.errors.items()})
        return filters.qs

    def page_of(self, rows: QuerySet[Any], serializer: type[BaseSerializer[Any]]) -> Response:
        """One page of rows."""
        page = self.paginate_queryset(rows)
        data = serializer(page, many=True, context=self.get_serializer_context()).data
        return self.get_paginated_response(data)


class Lists(Collection):
    """With a list."""

    def list(self, request: Request) -> Response:
        assert self.serializer_class is not None
        return self.page_of(self.filtered(self.rows()), self.serializer_class)


class Reads(Lists):
    """With a list, and each record alone with its ETag."""

    def retrieve(self, request: Request, pk: str) -> Response:
        return self.answer(self.find())


__all__ = [
    "IF_MATCH",
    "KEY",
    "MAY_MATCH",
    "Collection",
    "Lists",
    "Reads",
    "action",
    "extend_schema",
    "idempotent",
]
