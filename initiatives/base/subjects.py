"""Which rows of each kind a viewer may see, asked by packages that lie below the kind's own.

A commitment is about an initiative, an event about anything; both are seen by whoever sees what
they are about. The packages that own those kinds answer; `initiatives.apps` introduces them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

Visible = Callable[[Any], QuerySet[Any]]


@dataclass(frozen=True)
class Kind:
    """A kind of record: its key in history, and the rows that a viewer may see.

    `hidden` are those of which a viewer may not even know: nothing may tell that they are there,
    neither what was done to them nor what they are tied to, whoever did or made it.
    """

    key: str
    visible: Visible
    hidden: Visible | None = None


_kinds: dict[str, Kind] = {}


def introduce(key: str, visible: Visible, hidden: Visible | None = None) -> None:
    """Make a kind known; a second introduction under the same key replaces the first."""
    _kinds[key] = Kind(key, visible, hidden)


def visible(key: str, viewer: Any) -> QuerySet[Any]:
    """The rows of a kind that the viewer may see; raises KeyError for a kind nobody introduced."""
    return _kinds[key].visible(viewer)


def hidden(key: str, viewer: Any) -> QuerySet[Any]:
    """The keys of what the viewer may not know of; raises KeyError where a kind hides nothing."""
    rows = _kinds[key].hidden
    if rows is None:
        raise KeyError(key)
    return rows(viewer).order_by().values("pk")


def kinds() -> list[Kind]:
    """All kinds, in the order in which they were introduced."""
    return list(_kinds.values())
