"""Shares of a workforce and of a community side by side: description, never a target.

Formulas and their sources stand in `measures.disparity.representation`. What is masked has no
figure here, and neither has anything that would tell it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.representation import (
    coefficient_of_variation,
    is_unreliable,
    proportion_margin,
    representation_index,
)
from initiatives.measures.suppression import masks_of_line
from initiatives.workforce.rules.figures import Estimated

MASKED = _("Masked: a small number of people, or one that would tell it.")


@dataclass(frozen=True)
class Community:
    """The share of a group in a benchmark, 0 to 1, with its 90 % margin of error.

    `cv` is the coefficient of variation of the estimate, None where everybody was counted or
    nobody was found; `unsteady` where it is over 30 %.
    """

    share: float
    moe: float
    cv: float | None = None
    unsteady: bool = False


@dataclass(frozen=True)
class Line:
    """A group in a table: `heads` None where masked, `community` None where it says nothing.

    `share` is 0 to 1; `difference` is the share of the workforce less that of the community.
    """

    code: str
    label: str
    heads: int | None
    share: float | None = None
    community: Community | None = None
    community_masked: bool = False
    index: Estimate | None = None
    absent: bool = False

    @property
    def difference(self) -> float | None:
        if self.share is None or self.community is None:
            return None
        return self.share - self.community.share


@dataclass(frozen=True)
class Group:
    """A group as counted: `heads` None where masked; `absent` where the group is not known."""

    code: str
    label: str
    heads: int | None
    absent: bool = False


def communities(
    groups: Mapping[str, Estimated], total: int, total_moe: int | None
) -> dict[str, Community | None]:
    """The share of each group; None where a full count is small, or would tell one that is."""
    hidden = small(groups, total, total_moe)
    return {
        code: None if code in hidden else community_of(said, total, total_moe or 0)
        for code, said in groups.items()
    }


def small(groups: Mapping[str, Estimated], total: int, total_moe: int | None) -> set[str]:
    """The groups of a full count to mask; a published estimate of a sample hides nobody."""
    if total_moe is not None:
        return set()
    rest = total - sum(said.estimate for said in groups.values())
    counts = [said.estimate for said in groups.values()] + ([rest] if rest else [])
    masks = masks_of_line(counts, total=True)
    return {code for at, code in enumerate(groups) if at in masks}


def community_of(said: Estimated, total: int, total_moe: int) -> Community:
    """The share of an estimate with its margin."""
    moe = said.moe or 0
    margin = proportion_margin(said.estimate, moe, total, total_moe)
    if not moe or not said.estimate:
        return Community(margin.proportion, margin.moe, unsteady=bool(moe))
    cv = coefficient_of_variation(said.estimate, moe)
    return Community(margin.proportion, margin.moe, cv, is_unreliable(said.estimate, moe))


def compared(
    groups: Sequence[Group], total: int | None, benchmark: Mapping[str, Community | None]
) -> list[Line]:
    """Each group beside the community. Shares are of those whose group is known (`base_of`)."""
    base = base_of(groups, total)
    return [line_of(group, base, benchmark) for group in groups]


def base_of(groups: Sequence[Group], total: int | None) -> int | None:
    """Of how many people shares are: of those whose group is known, where that can be told.

    Where it is masked for how many the group is not known, of all people; None where they are
    masked as well, or nobody is there.
    """
    absent = next((group.heads for group in groups if group.absent), 0)
    return (total - (absent or 0)) or None if total is not None else None


def line_of(group: Group, base: int | None, benchmark: Mapping[str, Community | None]) -> Line:
    """One group: its share, the community's, and the two as an index with its interval."""
    known = group.heads is not None and base is not None and not group.absent
    share = group.heads / base if known and group.heads is not None and base else None
    community = benchmark.get(group.code)
    index = None
    if known and community and community.share and group.heads is not None and base:
        index = representation_index(group.heads, base, community.share, community.moe)
    return Line(
        code=group.code,
        label=group.label,
        heads=group.heads,
        share=share,
        community=community,
        community_masked=group.code in benchmark and community is None,
        index=index,
        absent=group.absent,
    )
