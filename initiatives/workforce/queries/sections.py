"""The parts of a table: all job families and each of them, masked before anything is figured."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from initiatives.base.lazy import gettext_lazy as _
from initiatives.workforce.models import WorkforceCount
from initiatives.workforce.rules.adding import ALL, TOTAL, Counted, Heads, Place
from initiatives.workforce.rules.comparing import Community, Group, Line, base_of, compared

UNKNOWN = Group("not_known", _("Group not known"), None, absent=True)


@dataclass(frozen=True)
class Section:
    """A job family, or all of them (`family` None): its groups; `total` None where masked.

    `base` is of how many people the shares are. `count` is what was entered, None for the sum of
    job families.
    """

    family: str | None
    family_id: int | None
    total: int | None
    base: int | None
    lines: list[Line]
    count: WorkforceCount | None


@dataclass(frozen=True)
class Mask:
    """How an entity is shown: its groups by name, what is masked, and what it stands beside."""

    entity: int
    named: list[Group]
    masks: frozenset[Place]
    beside: Mapping[str, Community | None]

    def sections(self, counted: Counted | None, own: Iterable[WorkforceCount]) -> list[Section]:
        """All job families together first, then each; a job family alone needs no sum."""
        if counted is None:
            return []
        heads = dict(counted.families)
        by_family = {one.family_id: one for one in own if one.family_id in {None, *heads}}
        everybody = by_family.pop(None, None)
        ordered = sorted(by_family.values(), key=in_order)
        found = [self.section(one.family_id, heads[one.family_id], one) for one in ordered]  # type: ignore[index]
        if everybody is None and len(found) == 1:
            return found
        return [self.section(ALL, counted.together, everybody), *found]

    def section(self, family: Hashable, heads: Heads, count: WorkforceCount | None) -> Section:
        """One part of the table."""
        total = self.seen(family, TOTAL, sum(heads))
        groups = [
            Group(one.code, one.label, self.seen(family, at, heads[at]), one.absent)
            for at, one in enumerate(self.named)
        ]
        groups = [one for one in groups if not one.absent or one.heads != 0]
        return Section(
            family=count.family.name if count is not None and count.family else None,
            family_id=count.family_id if count is not None else None,
            total=total,
            base=base_of(groups, total),
            lines=compared(groups, total, self.beside),
            count=count,
        )

    def seen(self, family: Hashable, group: Hashable, number: int) -> int | None:
        """A number, None where it is masked."""
        return None if Place(self.entity, family, group) in self.masks else number


def in_order(one: WorkforceCount) -> tuple[int, str, int]:
    """The place of a job family in lists."""
    assert one.family is not None
    return one.family.position, one.family.name, one.pk
