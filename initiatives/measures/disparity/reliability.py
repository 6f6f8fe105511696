"""Whether one group's figures are steady enough to speak of: flags, apart from any privacy mark.

Being reliable and being safe to show are two questions. Whether a count is small enough to point
at people is `small`, and masking is the work of the suppression rules.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.beta import exact_limits
from initiatives.measures.disparity.groups import Group
from initiatives.measures.disparity.rates import relative_standard_error

# HEDIS and NCHS; a measure may set another.
FLOOR = 30
# NCHS 2017 (Vital Health Stat 2(175)): the width of a proportion's interval.
WIDE = 0.30
NARROW = 0.05
RELATIVELY_WIDE = 1.30
NCHS_LEAST = 30
# With so many people no interval is wider than 0.05, whatever the rate.
NEVER_WIDE = 10_000
# The usual line between usable and unreliable.
MOST_RSE = 0.30


class Flag(StrEnum):
    """Why a group's rate is not steady."""

    BELOW_FLOOR = "below_floor"
    NCHS_PROPORTION = "nchs_proportion"
    HIGH_RSE = "high_rse"


@dataclass(frozen=True, slots=True)
class Reliability:
    """The flags of one group with its relative standard error (None without events)."""

    flags: tuple[Flag, ...]
    rse: float | None


def judge(group: Group, floor: int = FLOOR) -> Reliability:
    """Three separate flags: the denominator floor, the NCHS rule for proportions, the RSE.

    A group without events has no relative standard error; that is flagged as a high one.
    """
    checks.whole(floor, _("The floor"), least=1)
    rse = relative_standard_error(group.numerator, group.denominator)
    raised = {
        Flag.BELOW_FLOOR: group.denominator < floor,
        Flag.NCHS_PROPORTION: nchs_suppresses(group),
        Flag.HIGH_RSE: rse is None or rse >= MOST_RSE,
    }
    return Reliability(tuple(flag for flag, up in raised.items() if up), rse)


def nchs_suppresses(group: Group) -> bool:
    """The NCHS standard for proportions, on the exact interval (Clopper-Pearson) that it uses.

    Under 30 people; or an interval 0.30 wide or wider; or one wider than 0.05 and than 130 % of
    the proportion.
    """
    if group.denominator < NCHS_LEAST:
        return True
    if group.denominator > NEVER_WIDE:
        return False
    low, high = exact_limits(group.numerator, group.denominator)
    width = high - low
    return width >= WIDE or (width > NARROW and width > RELATIVELY_WIDE * group.rate)


def small(group: Group, threshold: int) -> bool:
    """Whether the numerator or its complement is a small count: 1 to threshold - 1."""
    rest = group.denominator - group.numerator
    return 0 < group.numerator < threshold or 0 < rest < threshold
