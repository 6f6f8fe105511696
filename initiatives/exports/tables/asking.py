"""Reading what of a table is asked for, and the rows that this finds, part by part."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.exports.tables.keys import by_parts, keys_of
from initiatives.exports.tables.lists import TABLES
from initiatives.exports.tables.shapes import Figures, Laid, Read, Row, Table
from initiatives.people.models import User

LONGEST_QUERY, MOST_PARTS = 2_000, 500


class Found(NamedTuple):
    """A table by its key, the query string in one form, and what that asks for."""

    key: str
    query: str
    read: Read


def found(viewer: User, given: Mapping[str, Any]) -> Found:
    """What `{"list": …, "query": …}` finds; raises Invalid for what cannot be read.

    The query string comes back in one form: only what the table knows, blanks and pages left out.
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
    if isinstance(table, Figures):
        return Found(table.key, query, table.read(viewer, read(query)))
    return Found(table.key, query, of_list(viewer, table, query))


def of_list(viewer: User, table: Table, query: str) -> Read:
    """The rows of a list that its filters leave, in its order."""
    filters = table.filters(read(query), queryset=table.rows(viewer))
    if filters.errors:
        wrong = " ".join(str(words[0]) for words in filters.errors.values())
        raise Invalid({"query": _("These filters cannot be read: %(wrong)s") % {"wrong": wrong}})
    title = _("%(table)s, filtered") % {"table": table.title} if is_filtered(query) else table.title
    return Read(str(title), counter(viewer, filters.qs), lambda: laid(viewer, table, filters.qs))


def is_filtered(query: str) -> bool:
    """Whether anything but the order is asked for."""
    return any(not pair.startswith("ordering=") for pair in query.split("&") if pair)


def counter(viewer: User, rows: QuerySet[Any]) -> Callable[[], int]:
    """Counts the rows; days in the filters are the viewer's own."""

    def count() -> int:
        with timezone.override(viewer.time_zone):
            return rows.count()

    return count


def laid(viewer: User, table: Table, rows: QuerySet[Any]) -> Laid:
    """The cells of what is found, in the order of the list."""
    keys = keys_of(viewer, rows)

    def cells(wanted: list[int]) -> Iterator[tuple[int, Row]]:
        part = table.rows(viewer).filter(pk__in=wanted).order_by()
        return table.cells(viewer, part.only(*table.only) if table.only else part)

    return Laid(table.columns, len(keys), by_parts(keys, cells))


def known(table: Table | Figures, text: str) -> str:
    """A query string with what the table knows, sorted by name, each name's values as they came."""
    names: Collection[str] = (
        table.names if isinstance(table, Figures) else table.filters.base_filters
    )
    asked = read(text)
    pairs = [
        (name, value)
        for name in sorted(set(asked) & set(names))
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
