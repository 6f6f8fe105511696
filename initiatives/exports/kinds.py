"""The kinds of export: the one place where a new one is added, by `introduce`.

A kind reads what is asked for, may say how many rows that is, and writes the file. It knows
neither jobs nor their rows: who runs it renews the claim between two steps of `write`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.people.models import User

Given = Mapping[str, Any]


class Asked(NamedTuple):
    """What is asked for, in one form whatever form it was sent in, and its name for people."""

    parameters: dict[str, Any]
    title: str


class Progress(NamedTuple):
    """How many rows, or pages, are written, and of how many if that is known."""

    done: int
    total: int | None


def uncounted(viewer: User, given: Given) -> int | None:
    """Nobody can say beforehand how long it is, so the worker makes it."""
    return None


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `read` raises Invalid for what cannot be and NotAllowed for what this person may not have.
    `write` makes the file at a path as the viewer sees it now, yielding its progress at least once
    a minute; whoever runs it may stop it between two of them.
    """

    key: str
    label: str
    ending: str
    content_type: str
    read: Callable[[User, Given], Asked]
    write: Callable[[User, Given, Path], Iterator[Progress]]
    count: Callable[[User, Given], int | None] = uncounted


_kinds: dict[str, Kind] = {}


def introduce(kind: Kind) -> None:
    """Make a kind known; a second one under the same key takes the place of the first."""
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    """All of them, in the order in which they were introduced."""
    return list(_kinds.values())


def kind_of(key: str) -> Kind:
    """The kind of this key; raises Invalid for one that there is not."""
    if key not in _kinds:
        known = ", ".join(_kinds)
        raise Invalid(
            {"kind": _("There is no such kind of export; there are %(known)s.") % {"known": known}}
        )
    return _kinds[key]
