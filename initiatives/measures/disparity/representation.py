"""How a workforce, or any group of people, is made up beside a benchmark population.

These figures describe. None of them is a target, a quota or a ground for any decision about a
person. The benchmark (patients served, service-area adults, labour force by occupation, graduates)
is chosen on purpose and stored with the result. A workforce is counted whole: its share has no
sampling error, and an interval speaks of the process behind it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate, log_wald, not_estimable
from initiatives.measures.disparity.rates import WILSON, score_limits

# The Census Bureau publishes 90 % margins of error.
ACS_Z = 1.645
# Over this coefficient of variation an ACS estimate is flagged.
MOST_CV = 0.30
ACS_METHOD = "log, with the error of the benchmark"


@dataclass(frozen=True, slots=True)
class Margin:
    """A proportion from 0 to 1 with its 90 % margin of error.

    `as_ratio` says that the proportion formula has no root here, so that of a ratio was used.
    """

    proportion: float
    moe: float
    as_ratio: bool


def representation_index(
    count: int, total: int, benchmark: float, benchmark_moe: float = 0.0
) -> Estimate:
    """(count / total) / benchmark; 1 is parity (GWU Mullan Institute's diversity index).

    `benchmark` is a share above 0 up to 1. Taken as fixed, the limits are Wilson's divided by it.
    With the 90 % margin of error of an ACS share, SE of the logarithm =
    √((1-p)/(n·p) + (SE_b/b)²), SE_b = MOE/1.645; that needs at least one person.
    """
    checks.counts(count, total)
    share = _benchmark(benchmark)
    error = checks.not_negative(benchmark_moe, _("The benchmark's margin of error")) / ACS_Z
    p = count / total
    if error == 0:
        low, high = score_limits(count, total)
        return Estimate(p / share, low / share, high / share, method=f"{WILSON}, fixed benchmark")
    if count == 0:
        reason = _("Nobody of this group is there, so the log method has nothing to work on.")
        return not_estimable(reason, ACS_METHOD)
    return log_wald(p / share, math.hypot(math.sqrt((1 - p) / count), error / share), ACS_METHOD)


def gap_in_heads(count: int, total: int, benchmark: float) -> float:
    """benchmark·total - count, in heads: above 0 when there are fewer than at parity."""
    checks.counts(count, total)
    return _benchmark(benchmark) * total - count


def _benchmark(value: float) -> float:
    share = checks.positive(value, _("The benchmark's share"))
    if share > 1:
        raise InvalidFigures(
            _("The benchmark's share must be at most 1, for example 0.12 for 12 %.")
        )
    return share


def proportion_margin(part: float, part_moe: float, whole: float, whole_moe: float) -> Margin:
    """An ACS proportion part/whole: MOE = √(MOE_X² - p²·MOE_Y²)/Y (ACS handbook).

    Where that root is of a negative number, the handbook's ratio formula with + is used.
    """
    checks.not_negative(part, _("The part"))
    checks.positive(whole, _("The whole"))
    checks.not_negative(part_moe, _("The part's margin of error"))
    checks.not_negative(whole_moe, _("The whole's margin of error"))
    if part > whole:
        raise InvalidFigures(
            _("The part %(part)s is more than the whole %(whole)s.")
            % {"part": f"{part:g}", "whole": f"{whole:g}"}
        )
    p = part / whole
    square = part_moe**2 - (p * whole_moe) ** 2
    if square < 0:
        return Margin(p, math.hypot(part_moe, p * whole_moe) / whole, as_ratio=True)
    return Margin(p, math.sqrt(square) / whole, as_ratio=False)


def coefficient_of_variation(estimate: float, moe: float) -> float:
    """(MOE/1.645)/estimate of an ACS estimate above 0; over 0.30 it is flagged as unreliable."""
    checks.positive(estimate, _("The estimate"))
    return checks.not_negative(moe, _("The margin of error")) / ACS_Z / estimate


def is_unreliable(estimate: float, moe: float) -> bool:
    """Whether the coefficient of variation is over 30 %."""
    return coefficient_of_variation(estimate, moe) > MOST_CV


def dissimilarity(first: Sequence[float], second: Sequence[float]) -> float:
    """½ Σ|w_j - c_j| of two make-ups (Duncan & Duncan 1955), 0 alike to 1 apart.

    Both are counts or shares of the same groups in the same order; each is scaled to add up to 1.
    """
    if len(first) != len(second):
        raise InvalidFigures(_("Both make-ups need the same groups."))
    pairs = zip(_shares(first), _shares(second), strict=True)
    return min(1.0, math.fsum(abs(w - c) for w, c in pairs) / 2)


def blau(sizes: Sequence[float]) -> float:
    """1 - Σ w_j² (Blau 1977; Simpson): the chance that two people drawn differ, 0 to 1 - 1/J."""
    return max(0.0, 1 - math.fsum(share * share for share in _shares(sizes)))


def _shares(sizes: Sequence[float]) -> list[float]:
    found = [
        checks.not_negative(size, _("Group %(i)s") % {"i": i})
        for i, size in enumerate(sizes, start=1)
    ]
    total = math.fsum(found)
    if total <= 0:
        raise InvalidFigures(_("At least one group must have people."))
    return [size / total for size in found]
