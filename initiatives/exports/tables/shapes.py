"""What a table is, and the few ways in which its cells are said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django_filters import FilterSet

from initiatives.people.models import User

Row = tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """A list as pages and API show it: the same query, the same filters.

    `cells` gives key and cells of each row of a part of `rows`, in any order. It says no more of a
    row than the page of the list or of the record does. `only` names the columns that it reads,
    for a list that can be so long that all others are worth leaving behind.
    """

    key: str
    title: str
    rows: Callable[[User], QuerySet[Any]]
    filters: type[FilterSet]
    columns: tuple[str, ...]
    cells: Callable[[User, QuerySet[Any]], Iterator[tuple[int, Row]]]
    only: tuple[str, ...] = ()


class Laid(NamedTuple):
    """A table in full: its head, how many rows it has, and the rows a part at a time."""

    columns: tuple[str, ...]
    total: int
    parts: Iterator[list[Row]]


class Read(NamedTuple):
    """What is asked for of a table: its name for people, how long it is, and the table itself."""

    title: str
    rows: Callable[[], int]
    lay_out: Callable[[], Laid]


@dataclass(frozen=True)
class Figures:
    """A table that is worked out as a whole, so that its columns hang on what is asked for.

    `names` are those of the query string; `read` raises Invalid for what of it cannot be, and
    NotAllowed for what this person may not have.
    """

    key: str
    names: frozenset[str]
    read: Callable[[User, "MultiValueDict[str, str]"], Read]


def day_of(viewer: User, instant: datetime | None) -> date | None:
    """The viewer's own date of an instant."""
    return instant.astimezone(ZoneInfo(viewer.time_zone)).date() if instant else None


def yes(value: object) -> str:
    """Yes or no."""
    return "yes" if value else "no"


def name(value: object) -> str:
    """A record by its name; nothing for none."""
    return str(value) if value is not None else ""
