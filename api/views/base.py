"""What all collections share: whom they ask for, how they filter, page and answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.cache import patch_cache_control
from django_filters import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from api.authentication import ScopeAllows
from api.errors import BadQuery
from api.idempotency import idempotent
from api.limits import Limited
from api.pagination import Cursor
from api.parameters import IF_MATCH, KEY, MAY_MATCH
from api.parsers import JSON
from api.shaping import asked_of, shaped, shaping_of, trimmed
from api.switched import require_on
from api.versions import tagged, with_etag
from initiatives.base.models import Record
from initiatives.base.references import plain_key
from initiatives.people.models import User

PAGING = {"cursor", "page_size"}
SHAPED = ("list", "retrieve")


class Collection(Limited, viewsets.GenericViewSet[Any]):
    """A list and its records, both from one query that takes the viewer first."""

    permission_classes = (IsAuthenticated, ScopeAllows)
    parser_classes: tuple[type[BaseParser], ...] = (JSON,)
    pagination_class: type[Cursor] | None = Cursor
    lookup_value_regex = r"[0-9]{1,18}"
    filter_backends = ()
    filter_set: ClassVar[type[FilterSet] | None] = None
    whole_serializer: ClassVar[type[Serializer[Any]] | None] = None
    gates: ClassVar[tuple[str, ...]] = ()  # the actions that answer 409 when something is missing
    replaces: ClassVar[tuple[str, ...]] = ()  # those that may say what they take the place of
    shapes: ClassVar[bool] = False  # whether its list and records take `fields` and `expand`

    @property
    def viewer(self) -> User:
        return cast(User, self.request.user)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Whoever gets in is told where the part that they ask for is switched off."""
        super().initial(request, *args, **kwargs)
        require_on(self.viewer, request.path)

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
        response = Response(self.data_of(self.whole(record)), status=status)
        return with_etag(response, record) if isinstance(record, Record) else response

    def shaping(self) -> tuple[str, ...]:
        """What the query string may say of the shape of the records that it answers with."""
        if not self.shapes or self.action not in SHAPED:
            return ()
        alone = self.whole_serializer if self.action == "retrieve" else None
        serializer = alone or self.serializer_class
        assert serializer is not None
        return shaping_of(serializer)  # type: ignore[arg-type]  # a class has a hash

    def data_of(self, serializer: BaseSerializer[Any]) -> Any:
        """The data of a record or a page, with just the fields that were asked for."""
        if not self.shaping():
            return serializer.data
        return shaped(serializer, asked_of(self.request, serializer), self.viewer)

    def again(self, record: Any, status: int = 200) -> Response:
        """The record read anew after a service changed it, so that counts and names are right."""
        self.kwargs["pk"] = record.pk
        return self.answer(self.find(), status)

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the query string asks for; raises BadQuery for what it cannot mean."""
        asked = self.request.query_params
        if self.filter_set is None:
            self.knows({*PAGING, *self.shaping()})
            return rows
        self.knows({*self.filter_set.base_filters, *PAGING, *self.shaping()})
        filters = self.filter_set(asked, queryset=rows, request=self.request)
        errors = {name: " ".join(words) for name, words in filters.errors.items()}
        errors |= {
            name: "Send true or false."
            for name, value in filters.form.cleaned_data.items()
            if value is None and asked.get(name)
        }
        if errors:
            raise BadQuery(errors)
        return filters.qs

    def key(self, name: str) -> int | None:
        """A key of the query string, if there is one; raises BadQuery for what cannot be one."""
        return self.required_key(name) if self.request.query_params.get(name) else None

    def required_key(self, name: str) -> int:
        """A key of the query string; raises BadQuery where none is given."""
        key = plain_key(self.request.query_params.get(name, ""))
        if key is None:
            raise BadQuery({name: f"{name} is the key of a record, a whole number."})
        return key

    def day(self, name: str) -> date | None:
        """A day of the query string, if there is one; raises BadQuery for what cannot be one."""
        word = self.request.query_params.get(name, "")
        try:
            return date.fromisoformat(word) if word else None
        except ValueError:
            raise BadQuery({name: "Send a day as year-month-day, such as 2027-03-31."}) from None

    def knows(self, names: Iterable[str]) -> None:
        """Raises BadQuery when the query string has other names than these."""
        unknown = sorted(set(self.request.query_params) - set(names))
        if unknown:
            words = f"There is no such filter here; there are {', '.join(sorted(names))}."
            raise BadQuery(dict.fromkeys(unknown, words))

    def page_of(self, rows: QuerySet[Any], serializer: type[BaseSerializer[Any]]) -> Response:
        """One page of rows."""
        context = self.get_serializer_context()
        if self.shaping():
            empty = serializer(context=context)
            rows = trimmed(rows, empty, asked_of(self.request, empty))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(
            self.data_of(serializer(page, many=True, context=context))
        )

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Which methods there are, in Allow; what they take is in the schema."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """No cache keeps an answer for others; a new record says where it is."""
        answer: Any = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(answer, private=True, no_cache=True)
        if answer.status_code == 201:
            answer["Location"] = request.build_absolute_uri(self.place_of(answer.data["id"]))
        return tagged(request, answer) if isinstance(answer, Response) else answer

    def place_of(self, key: int) -> str:
        """The address of a record that was made here."""
        return f"{self.request.path}{key}/"


class Lists(Collection):
    """With a list."""

    shapes = True

    def list(self, request: Request) -> Response:
        assert self.serializer_class is not None
        return self.page_of(self.filtered(self.rows()), self.serializer_class)


class Reads(Lists):
    """With a list, and each record alone with its ETag."""

    def retrieve(self, request: Request, pk: str) -> Response:
        """One record."""
        self.knows(self.shaping())
        return self.answer(self.find())


__all__ = [
    "IF_MATCH",
    "KEY",
    "MAY_MATCH",
    "PAGING",
    "Collection",
    "Lists",
    "Reads",
    "action",
    "extend_schema",
    "idempotent",
]
