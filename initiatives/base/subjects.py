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
    """A kind of record: its key in history, and the rows that a viewer may see."""

    key: str
    visible: Visible


_kinds: dict[str, Kind] = {}


def introduce(key: str, visible: Visible) -> None:
    """Make a kind known; a second introduction under the same key replaces the first."""
    _kinds[key] = Kind(key, visible)


def visible(key: str, viewer: Any) -> QuerySet[Any]:
    """The rows of a kind that the viewer may see; raises KeyError for a kind nobody introduced."""
    return _kinds[key].visible(viewer)


def kinds() -> list[Kind]:
    """All kinds, in the order in which they were introduced."""
    return list(_kinds.values())
