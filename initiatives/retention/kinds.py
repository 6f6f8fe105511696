"""The kinds of data that are not kept for ever. A package introduces what is its own to forget.

What is never deleted has no kind here, so no setting can reach it: shortfalls, commitments,
assessments, feedback, decisions, reviews and history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.registry import Registry

NEVER: tuple[str, ...] = (
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
    label: str
    since: str
    usual: int
    least: int
    most: int
    forget: Callable[[datetime, int], int] | None = None

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most


registry = Registry[Kind](_("There is no such kind of data; there are %(known)s."))
introduce, kinds, kind_of = registry.introduce, registry.all, registry.of
