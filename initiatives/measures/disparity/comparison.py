"""One group against its reference, and what may be said of it.

A difference is a meaningful gap by the two tests of AHRQ's National Healthcare Quality and
Disparities Report: p at or under 0.05, two-sided, and a relative difference of 10 % or more, framed
positively or negatively.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity import significance
from initiatives.measures.disparity.effects import Effect, effect
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.groups import Group, Strata
from initiatives.measures.disparity.rates import wilson
from initiatives.measures.disparity.reference import Reference
from initiatives.measures.disparity.reliability import FLOOR, Reliability, judge

MOST_P = 0.05
LEAST_RELATIVE = Fraction(1, 10)
ITSELF = _("This is the reference.")


class Verdict(StrEnum):
    """Three states; the third is never shown as the second."""

    GAP = "gap"
    NO_GAP_DETECTED = "no_gap_detected"
    TOO_FEW = "too_few"


class Standing(StrEnum):
    """Which side of the reference the group's own rate is on, whatever the verdict."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group against its reference.

    `rate` and `difference` are fractions (times 100: percentage points). `excess` is in people:
    above 0 when the group has more of the bad, or less of the good, than at the reference's rate.
    `why` is the sentence behind the verdict. `p_value` and `test` are None for the reference.
    """

    group: Group
    reference: Reference
    rate: Estimate
    difference: Estimate
    ratio: Estimate
    excess: Estimate
    p_value: float | None
    test: str | None
    verdict: Verdict
    why: str
    standing: Standing
    reliability: Reliability

    @property
    def is_reference(self) -> bool:
        return self.reference.group is not None and self.reference.group == self.group


def compare(strata: Strata, reference: Reference, floor: int = FLOOR) -> tuple[Comparison, ...]:
    """Every group against the reference, in the order given."""
    return tuple(compare_one(group, reference, strata, floor) for group in strata.groups)


def compare_one(group: Group, reference: Reference, strata: Strata, floor: int) -> Comparison:
    """One group against the reference; the reference itself gets a difference of 0, no test."""
    itself = reference.is_one_of_the_groups() and reference.group == group
    found = None if itself else effect(group, reference)
    difference = found.difference if found else Estimate(0.0, reason=ITSELF)
    verdict, why = _verdict(group, reference, found, floor)
    return Comparison(
        group=group,
        reference=reference,
        rate=wilson(group.numerator, group.denominator),
        difference=difference,
        ratio=found.ratio if found else Estimate(1.0, reason=ITSELF),
        excess=_excess(difference, group, strata.favourable),
        p_value=found.p_value if found else None,
        test=found.test if found else None,
        verdict=verdict,
        why=why,
        standing=_standing(group.exact - reference.rate, strata.favourable),
        reliability=judge(group, floor),
    )


def _excess(difference: Estimate, group: Group, favourable: bool) -> Estimate:
    """(rate - reference)·n for an adverse outcome, (reference - rate)·n for a favourable one."""
    people = difference.times(group.denominator)
    if not favourable:
        return people
    value, low, high = (
        None if v is None else 0.0 - v for v in (people.value, people.high, people.low)
    )
    return Estimate(value, low, high, None, people.method, people.reason, people.note)


def _standing(gap: Fraction, favourable: bool) -> Standing:
    if gap == 0:
        return Standing.SAME
    return Standing.BETTER if (gap > 0) == favourable else Standing.WORSE


def _verdict(
    group: Group, reference: Reference, found: Effect | None, floor: int
) -> tuple[Verdict, str]:
    """The floor first; then the two tests; then whether the test could have found anything.

    A gap that an exact test finds among few events is a gap. Not finding one there says nothing.
    """
    if few := _below_floor(group, reference, floor):
        return Verdict.TOO_FEW, few
    if found is None:
        return Verdict.NO_GAP_DETECTED, ITSELF
    if found.p_value <= MOST_P and is_relevant(group.exact, reference.rate):
        return Verdict.GAP, gettext("p is at most 0.05 and the relative difference at least 10 %.")
    if found.expected < significance.LEAST_EXPECTED:
        return Verdict.TOO_FEW, _few_events(found.expected)
    if found.p_value > MOST_P:
        return Verdict.NO_GAP_DETECTED, gettext("p is more than 0.05.")
    return Verdict.NO_GAP_DETECTED, gettext(
        "The relative difference is under 10 %, however it is framed."
    )


def _below_floor(group: Group, reference: Reference, floor: int) -> str:
    if group.denominator < floor:
        return gettext("%(people)s; at least %(floor)s are needed.") % {
            "people": people(group.denominator),
            "floor": floor,
        }
    if reference.group is not None and reference.group.denominator < floor:
        size = people(reference.group.denominator)
        return gettext(
            "the reference %(reference)s has %(size)s; at least %(floor)s are needed."
        ) % {"reference": reference.label, "size": size, "floor": floor}
    return ""


def _few_events(expected: float) -> str:
    least = significance.LEAST_EXPECTED
    return gettext(
        "with the same rate as the reference, %(expected)s cases or non-cases "
        "are expected in one of the two; at least %(least)s are needed."
    ) % {"expected": f"{expected:.1f}", "least": least}


def people(count: int) -> str:
    """`1 person`, `25 people`."""
    return (
        gettext("1 person") if count == 1 else gettext("%(count)s people") % {"count": f"{count:,}"}
    )


def is_relevant(rate: Fraction, reference: Fraction) -> bool:
    """Whether the relative difference is 10 % or more in either framing.

    Exact fractions, because 11 % against 10 % is 10 % and rounding must not decide it. A
    reference of 0 in one framing makes any difference relevant.
    """
    gap = abs(rate - reference)
    return gap > 0 and (
        gap >= LEAST_RELATIVE * reference or gap >= LEAST_RELATIVE * (1 - reference)
    )
