"""Reading many rows by their keys, so that neither memory nor a transaction grows with them."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from initiatives.exports.tables.shapes import Row
from initiatives.people.models import User

PART = 1_000  # rows that are in memory at a time


def keys_of(viewer: User, rows: QuerySet[Any]) -> "array[int]":
    """The keys of rows in their order, eight bytes each; days in filters are the viewer's own."""
    with timezone.override(viewer.time_zone):
        return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


def by_parts(
    keys: "array[int]", cells: Callable[[list[int]], Iterable[tuple[int, Row]]]
) -> Iterator[list[Row]]:
    """The cells of these keys, part by part in their order.

    Each part is read as a page would be, under what may be seen at that moment; what is gone by
    then is left out.
    """
    for start in range(0, len(keys), PART):
        wanted = keys[start : start + PART]
        known = dict(cells(list(wanted)))
        yield [known[key] for key in wanted if key in known]
