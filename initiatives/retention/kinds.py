"""The kinds of data that are not kept for ever. A package introduces what is its own to forget.

What is never deleted has no kind here, so no setting can reach it: shortfalls, commitments,
assessments, feedback, decisions, reviews and history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.base.errors import Invalid

Words = str | Promise
NEVER: tuple[Words, ...] = (
    _("Initiatives, their charters, assessments and reviews"),
    _("Shortfalls, and what became of them"),
    _("Commitments, and the decisions on them"),
    _("What the community said, without contact details"),
    _("History, and the seals over it"),
)


@dataclass(frozen=True)
class Kind:
    """One kind: for how many days it is kept unless somebody sets it, and between which bounds.

    `forget` deletes at most so many that were over before an instant, oldest first, and says how
    many; None where a task of its own does it all day. Where the bounds meet, it cannot be set.
    """

    key: str
    label: Words
    since: Words
    usual: int
    least: int
    most: int
    forget: Callable[[datetime, int], int] | None = None

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most


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
        raise Invalid({"kind": f"There is no such kind of data; there are {', '.join(_kinds)}."})
    return _kinds[key]
