"""Many records in one request: all of them or none, each by the same service as alone.

Every item is tried, so that one answer tells of all that are wrong, by index from 0; a single one
that cannot be taken undoes the rest. Each has its own event in the history, as if sent alone.
"""

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.errors import BulkRefused, PreconditionRequired, translated
from api.idempotency import idempotent
from api.parameters import KEY
from api.serializers.fields import Given, ListOf
from api.views.base import Reads, action, extend_schema
from initiatives.base.references import LARGEST_KEY

MOST = 200  # items of a request
Shape = type[Serializer[Any]]
Item = dict[str, Any]


class Items(Given):
    """The outside of what is sent; what each item holds is looked at one by one."""

    items = ListOf(child=serializers.DictField(), min_length=1, max_length=MOST)


class AboutOne(Given):
    """Which record an item changes, as it was read."""

    id = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)
    version = serializers.IntegerField(
        min_value=0,
        allow_null=True,
        help_text="The `version` as it was read, as If-Match has it; null changes any.",
    )


def in_bulk(
    new: Shape, change: Shape | None, answers: Shape
) -> Callable[[type[Reads]], type[Reads]]:
    """Gives a collection `bulk/`: a POST of what its `make` takes, and a PATCH of what its
    `revise` takes where records can be changed.
    """

    def with_bulk(collection: Any) -> Any:
        plural = collection.__name__
        told = shape_of(f"{plural}Done", {"results": answers(many=True)}, Serializer)
        taken = shape_of(f"{plural}InBulk", {"items": listed(new)})
        create = action(detail=False, methods=["post"], pagination_class=None)(posts())
        described = extend_schema(request=taken, responses=told, parameters=[KEY])
        collection.bulk = described(create)
        collection.new_shape = new
        if change is not None:
            one = cast(Shape, type(f"{plural}ChangeItem", (AboutOne, change), {}))
            taken = shape_of(f"{plural}ChangesInBulk", {"items": listed(one)})
            update = extend_schema(request=taken, responses=told, parameters=[KEY])(patches())
            collection.bulk_update = collection.bulk.mapping.patch(update)
            collection.change_shape = change
        return collection

    return with_bulk


def posts() -> Any:
    """The handler of a POST, a function of its own for each collection: what the schema says of
    it is kept on it.
    """

    @idempotent
    def bulk(view: Any, request: Request) -> Response:
        """Add up to 200, all of them or none."""

        def make(item: Item) -> Any:
            return view.make(checked(view, view.new_shape, item))

        return applied(view, make)

    return bulk


def patches() -> Any:
    """The handler of a PATCH, for each collection its own as well."""

    @idempotent
    def bulk_update(view: Any, request: Request) -> Response:
        """Change up to 200, all of them or none; each item says its version, as If-Match does."""
        return applied(view, lambda item: revised(view, item))

    return bulk_update


def revised(view: Any, item: Item) -> Any:
    """Change the record that an item names."""
    if "version" not in item:
        raise PreconditionRequired("Send the version of the record as you read it, or null.")
    about = checked(view, AboutOne, {name: item.get(name) for name in ("id", "version")})
    view.kwargs["pk"] = about["id"]
    rest = {name: value for name, value in item.items() if name not in about}
    return view.revise(view.find(), checked(view, view.change_shape, rest), about["version"])


def listed(shape: Shape) -> Any:
    """So many of a shape."""
    return shape(many=True, min_length=1, max_length=MOST)  # type: ignore[call-arg]  # of its list


def shape_of(name: str, fields: Item, base: Any = Given) -> Shape:
    """A serializer of this name, with these fields."""
    return cast(Shape, type(f"{name}Serializer", (base,), fields))


def checked(view: Any, shape: Shape, item: Item) -> Item:
    """What an item holds; raises ValidationError by field."""
    read = shape(data=item, context=view.get_serializer_context())
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def applied(view: Any, service: Callable[[Item], Any]) -> Response:
    """Apply a service to each item; raises BulkRefused with what is wrong with any."""
    items = view.given(Items)["items"]
    done, wrong = [], []
    with transaction.atomic():
        for index, item in enumerate(items):
            try:
                with transaction.atomic():
                    done.append(service(item).pk)
            except Exception as error:
                problem, _ = translated(error)
                if problem["status"] >= 500:
                    raise
                wrong.append({"index": index} | problem)
        if wrong:
            raise BulkRefused(wrong)
    found = {row.pk: row for row in view.rows().filter(pk__in=done)}
    rows = [found[key] for key in done if key in found]
    shown = view.serializer_class(rows, many=True, context=view.get_serializer_context())
    return Response({"results": shown.data})
