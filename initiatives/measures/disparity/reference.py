"""What the groups are compared with.

Healthy People compares with the best group; AHRQ's NHQDR with the largest; MN Community Measurement
with the overall rate; an aim with its target. A reference that is named stays the same over time,
which a trend needs: a best group that moves makes a gap widen with nobody getting worse.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from initiatives.measures.disparity import checks
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.groups import Group, Strata
from initiatives.measures.disparity.reliability import FLOOR


class Rule(StrEnum):
    """How the reference was chosen."""

    BEST = "best"
    LARGEST = "largest"
    OVERALL = "overall"
    NAMED = "named"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Reference:
    """The chosen reference: its rule, its label, its rate, and its counts if it has any.

    `group` is one of the groups (best, largest, named), all of them together (overall), or None
    (a target, which has no people and no sampling error).
    """

    rule: Rule
    label: str
    rate: Fraction
    group: Group | None

    def is_one_of_the_groups(self) -> bool:
        return self.rule in (Rule.BEST, Rule.LARGEST, Rule.NAMED)


def choose(strata: Strata, wanted: str, *, floor: int = FLOOR, target: object = None) -> Reference:
    """The reference by a rule's word (`best`, `largest`, `overall`, `target`) or a group's label.

    Refused: the best of groups of which none reaches the floor, a label that is not there, the
    overall rate of overlapping groups, a target that is not above 0 and below 1.
    """
    if wanted == Rule.BEST:
        return _of(Rule.BEST, _best(strata, floor))
    if wanted == Rule.LARGEST:
        return _of(Rule.LARGEST, max(strata.groups, key=lambda group: group.denominator))
    if wanted == Rule.OVERALL:
        return _of(Rule.OVERALL, strata.overall)
    if wanted == Rule.TARGET:
        return against_target(target)
    return _of(Rule.NAMED, _named(strata, wanted))


def _of(rule: Rule, group: Group) -> Reference:
    return Reference(rule, group.label, group.exact, group)


def _best(strata: Strata, floor: int) -> Group:
    steady = [group for group in strata.groups if group.denominator >= floor]
    if not steady:
        raise InvalidFigures(
            _(
                "No group has %(floor)s people or more, so none can be the "
                "best group. Name a reference group, or pool years or groups."
            )
            % {"floor": floor},
            "reference",
        )
    return strata.best(steady)


def _named(strata: Strata, label: str) -> Group:
    for group in strata.groups:
        if group.label == label:
            return group
    raise InvalidFigures(
        _(
            'There is no group "%(label)s". The reference is best, largest, '
            "overall, target or the label of a group."
        )
        % {"label": label},
        "reference",
    )


def against_target(target: object) -> Reference:
    """A target rate, a fraction above 0 and below 1, taken as the decimal number it was written."""
    rate = checks.number(target, _("The target"), field="target")
    if not 0 < rate < 1:
        raise InvalidFigures(
            _("The target must be more than 0 and less than 1, for example 0.05 for 5 %."), "target"
        )
    return Reference(Rule.TARGET, _("the target"), Fraction(repr(rate)), None)
