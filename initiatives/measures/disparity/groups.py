"""Groups as they are given, and as the summary measures use them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures

MOST_GROUPS = 500


class Direction(StrEnum):
    """Whether a high rate is bad (`adverse`) or good (`favourable`)."""

    ADVERSE = "adverse"
    FAVOURABLE = "favourable"


@dataclass(frozen=True, slots=True)
class Group:
    """`numerator` people with the outcome among `denominator` people."""

    label: str
    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise InvalidFigures(_("A group needs a label."))
        checks.counts(
            self.numerator, self.denominator, _('Group "%(label)s"') % {"label": self.label}
        )

    @property
    def rate(self) -> float:
        return self.numerator / self.denominator

    @property
    def exact(self) -> Fraction:
        """The rate without rounding, for rules with a threshold."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Strata:
    """Two to 500 groups of one measure.

    `ordered` groups stand from the most disadvantaged to the most advantaged. `overlapping`
    groups share people (race alone or in combination), so nothing may be added up over them.
    """

    groups: tuple[Group, ...]
    direction: Direction
    ordered: bool = False
    overlapping: bool = False

    def __post_init__(self) -> None:
        count = len(self.groups)
        if count < 2:
            raise InvalidFigures(_("A comparison needs at least two groups."), "groups")
        if count > MOST_GROUPS:
            raise InvalidFigures(
                _("There are %(count)s groups; %(most_groups)s is the most.")
                % {"count": count, "most_groups": MOST_GROUPS},
                "groups",
            )
        if sum(group.denominator for group in self.groups) > checks.MOST:
            message = _("All groups together have more than %(most)s people.") % {
                "most": f"{checks.MOST:,}"
            }
            raise InvalidFigures(message, "groups")
        self._refuse_doubles()

    def _refuse_doubles(self) -> None:
        seen: set[str] = set()
        for index, group in enumerate(self.groups):
            if group.label in seen:
                raise InvalidFigures(
                    _('The label "%(group)s" is given twice.') % {"group": group.label},
                    f"groups.{index}.label",
                )
            seen.add(group.label)

    @property
    def favourable(self) -> bool:
        return self.direction is Direction.FAVOURABLE

    @property
    def overall(self) -> Group:
        """All groups added up; refused for overlapping groups, whose sum counts people twice."""
        if self.overlapping:
            raise InvalidFigures(
                _("Overlapping groups share people, so they have no overall rate."), "overlapping"
            )
        return Group(
            "overall",
            sum(group.numerator for group in self.groups),
            sum(group.denominator for group in self.groups),
        )

    def best(self, groups: Sequence[Group] | None = None) -> Group:
        """The group with the best rate; among equals the largest, then the first given."""
        sign = 1 if self.favourable else -1
        return max(
            self.groups if groups is None else groups,
            key=lambda group: (sign * group.exact, group.denominator),
        )

    def profile(self) -> "Profile":
        """Rates with their binomial standard errors √(y(1-y)/n)."""
        rates = [group.rate for group in self.groups]
        sizes = [group.denominator for group in self.groups]
        errors = [math.sqrt(y * (1 - y) / n) for y, n in zip(rates, sizes, strict=True)]
        return Profile.of(rates, sizes, errors)


@dataclass(frozen=True, slots=True)
class Profile:
    """Rates y_j on any one scale, population shares p_j, standard errors s_j, mean μ = Σ p_j·y_j.

    All tuples have one entry a group. Survey or risk-adjusted estimates come in here too.
    """

    rates: tuple[float, ...]
    sizes: tuple[float, ...]
    errors: tuple[float, ...]
    shares: tuple[float, ...]
    mean: float

    @classmethod
    def of(
        cls, rates: Sequence[float], sizes: Sequence[float], errors: Sequence[float] | None = None
    ) -> "Profile":
        """From rates and group sizes of the same length; errors default to 0 (not used)."""
        spread = [0.0] * len(rates) if errors is None else errors
        if not len(rates) == len(sizes) == len(spread) or len(rates) < 2:
            raise InvalidFigures(_("Rates, sizes and errors need the same length, two or more."))
        y = tuple(checks.not_negative(rate, _("A rate")) for rate in rates)
        n = tuple(checks.positive(size, _("A group's size")) for size in sizes)
        s = tuple(checks.not_negative(error, _("A standard error")) for error in spread)
        total = math.fsum(n)
        shares = tuple(size / total for size in n)
        return cls(y, n, s, shares, math.fsum(p * rate for p, rate in zip(shares, y, strict=True)))
