"""Reading what of a list is asked for, and the rows that this finds, part by part."""

from array import array
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.exports.tables.lists import TABLES
from initiatives.exports.tables.shapes import Row, Table
from initiatives.people.models import User

PART = 1_000  # rows that are in memory at a time
LONGEST_QUERY, MOST_PARTS = 2_000, 500


class Found(NamedTuple):
    """A table, and what a query string leaves of it in its order."""

    table: Table
    query: str
    rows: QuerySet[Any]


def found(viewer: User, given: Mapping[str, Any]) -> Found:
    """What `{"list": …, "query": …}` finds; raises Invalid for what cannot be read.

    The query string comes back in one form: only what the list knows, blanks and pages left out.
    """
    table = TABLES.get(str(given.get("list", "")))
    if table is None:
        raise Invalid(
            {
                "list": _("There is no such list; there are %(tables)s.")
                % {"tables": ", ".join(TABLES)}
            }
        )
    text = str(given.get("query") or "").lstrip("?")
    if len(text) > LONGEST_QUERY:
        raise Invalid({"query": _("These filters are too long. Take some away.")})
    query = known(table, text)
    filters = table.filters(read(query), queryset=table.rows(viewer))
    if filters.errors:
        wrong = " ".join(str(words[0]) for words in filters.errors.values())
        raise Invalid({"query": _("These filters cannot be read: %(wrong)s") % {"wrong": wrong}})
    return Found(table, query, filters.qs)


def known(table: Table, text: str) -> str:
    """A query string with what the list knows, sorted by name, each name's values as they came."""
    asked = read(text)
    pairs = [
        (name, value)
        for name in sorted(set(asked) & set(table.filters.base_filters))
        for value in asked.getlist(name)
        if value.strip()
    ]
    return urlencode(pairs)


def read(text: str) -> "MultiValueDict[str, str]":
    """A query string by name; raises Invalid for one with more parts than any list takes."""
    try:
        asked = parse_qs(text, keep_blank_values=True, max_num_fields=MOST_PARTS)
    except ValueError as error:
        raise Invalid({"query": _("These filters cannot be read. Open the list anew.")}) from error
    return MultiValueDict(asked)


def listed(viewer: User, asked: Found) -> tuple[int, Iterator[list[Row]]]:
    """How many rows are found, and their cells a part at a time, in the order of the list.

    The keys are read once, eight bytes a row; each part is then read as a page would be, under
    what the viewer may see at that moment. What is gone by then is left out.
    """
    keys = array("q", asked.rows.values_list("pk", flat=True).iterator(chunk_size=10_000))
    return len(keys), parts(viewer, asked, keys)


def parts(viewer: User, asked: Found, keys: "array[int]") -> Iterator[list[Row]]:
    """The cells of these, part by part."""
    for start in range(0, len(keys), PART):
        wanted = keys[start : start + PART]
        rows = asked.table.rows(viewer).filter(pk__in=list(wanted)).order_by()
        cells = dict(asked.table.cells(viewer, rows))
        yield [cells[key] for key in wanted if key in cells]
