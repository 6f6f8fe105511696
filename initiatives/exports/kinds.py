"""The kinds of export: the one place where a new one is added, by `introduce`.

A kind reads what is asked for, may say how many rows that is, and writes the file. It knows
neither jobs nor their rows: who runs it renews the claim between two steps of `write`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.registry import Registry
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


registry = Registry[Kind](_("There is no such kind of export; there are %(known)s."))
introduce, kinds, kind_of = registry.introduce, registry.all, registry.of
