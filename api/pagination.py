"""Cursor paging by keyset: right for any order, for equal values, and where values are missing.

A cursor holds the values by which the last row of a page is ordered, so a page stays right while
rows come and go before it. It is signed, so that only what was given comes back. PostgreSQL puts
missing values last when ascending and first when descending; so do the conditions here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import F, Q, QuerySet
from django.utils.http import urlencode
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery

DEFAULT_SIZE, LARGEST_SIZE = 50, 200
SIGNER = Signer(salt="api.cursor")
SAYS = {
    "cursor": "This cursor is not one that this list gave, in this order. Start without a cursor.",
    "page_size": f"page_size is a whole number from 1 to {LARGEST_SIZE}.",
}


@dataclass(frozen=True)
class Key:
    """One value by which rows are ordered."""

    name: str
    descending: bool

    def after(self, value: Any) -> Q:
        """The rows that come strictly after this value."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if self.descending else Q(pk__in=[])
        if self.descending:
            return Q(**{f"{self.name}__lt": value})
        return Q(**{f"{self.name}__gt": value}) | Q(**{f"{self.name}__isnull": True})

    def same(self, value: Any) -> Q:
        """The rows with this value."""
        return Q(**({f"{self.name}__isnull": True} if value is None else {self.name: value}))

    def reversed(self) -> "Key":
        return Key(self.name, not self.descending)

    def order(self) -> str:
        return f"-{self.name}" if self.descending else self.name


def keys_of(rows: QuerySet[Any]) -> list[Key]:
    """By what the rows are ordered, made unique by their key."""
    names = rows.query.order_by or rows.model._meta.ordering or ()
    keys = [Key(name.lstrip("-"), name.startswith("-")) for name in map(str, names)]
    if not keys or keys[-1].name not in ("id", "pk"):
        keys.append(Key("pk", bool(keys) and keys[-1].descending))
    return keys


def beyond(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """The rows that come after these values, in this order."""
    pairs = list(zip(keys, values, strict=True))
    steps = []
    for index, (key, value) in enumerate(pairs):
        before = [earlier.same(known) for earlier, known in pairs[:index]]
        steps.append(reduce(and_, before, key.after(value)))
    return reduce(or_, steps)


def value_of(row: Any, name: str) -> Any:
    """A value of a row by the path that orders it."""
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


class Cursor(BasePagination):
    """`cursor` and `page_size`; `next` and `previous` are whole addresses, or null at an end."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Raises BadQuery for a page size or a cursor that is none."""
        self.request = request
        self.size = self.size_asked(request)
        keys = keys_of(queryset)
        back, values = self.read(request.query_params.get("cursor", ""), queryset, keys)
        order = [key.reversed() for key in keys] if back else keys
        rows = queryset.order_by(*(key.order() for key in order))
        if values is not None:
            rows = rows.filter(beyond(order, values))
        found = list(rows[: self.size + 1])
        more, page = len(found) > self.size, found[: self.size]
        if back:
            page.reverse()
        self.forth = self.cursor(page[-1], keys, False) if page and (more or back) else None
        there = more if back else values is not None
        self.back = self.cursor(page[0], keys, True) if page and there else None
        return page

    def size_asked(self, request: Request) -> int:
        asked = request.query_params.get("page_size", str(DEFAULT_SIZE))
        if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= LARGEST_SIZE):
            raise BadQuery({"page_size": SAYS["page_size"]})
        return int(asked)

    def cursor(self, row: Any, keys: Sequence[Key], back: bool) -> str:
        """Where a row stands, as opaque text."""
        values = [plain(value_of(row, key.name)) for key in keys]
        return SIGNER.sign_object([back, [key.order() for key in keys], values])

    def read(
        self, cursor: str, rows: QuerySet[Any], keys: Sequence[Key]
    ) -> tuple[bool, list[Any] | None]:
        """The direction and values of a cursor; raises BadQuery for another list's or order's."""
        if not cursor:
            return False, None
        try:
            back, order, raw = SIGNER.unsign_object(cursor)
            if order != [key.order() for key in keys]:
                raise ValueError
            return back, [typed(rows, key, item) for key, item in zip(keys, raw, strict=True)]
        except (BadSignature, ValueError, ValidationError):
            raise BadQuery({"cursor": SAYS["cursor"]}) from None

    def address(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        kept = [(name, value) for name, value in query_pairs(self.request) if name != "cursor"]
        query = urlencode([*kept, ("cursor", cursor)])
        return self.request.build_absolute_uri(f"{self.request.path}?{query}")

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.address(self.forth), "previous": self.address(self.back)}
        return Response({**links, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            parameter("cursor", {"type": "string"}, "Where to go on, from `next` or `previous`."),
            parameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
                "Rows a page.",
            ),
        ]


def plain(value: Any) -> Any:
    """A value as JSON keeps it; instants whole, for one cut short would repeat or skip rows."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def typed(rows: QuerySet[Any], key: Key, raw: Any) -> Any:
    """A value of a cursor as its column takes it; raises ValidationError."""
    if raw is None:
        return None
    return F(key.name).resolve_expression(rows.query).output_field.to_python(raw)


def parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    """A query parameter for the schema."""
    return {"name": name, "in": "query", "required": False, "schema": schema} | {
        "description": description
    }


def query_pairs(request: Request) -> list[tuple[str, str]]:
    """The query string as pairs, repeated names included."""
    return [(name, value) for name, values in request.query_params.lists() for value in values]
