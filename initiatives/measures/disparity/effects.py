"""How far a group is from its reference: difference, ratio and test, for each kind of reference."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.measures.disparity import pairs, significance
from initiatives.measures.disparity.estimates import Estimate, not_estimable
from initiatives.measures.disparity.groups import Group
from initiatives.measures.disparity.rates import wilson
from initiatives.measures.disparity.reference import Reference, Rule

FROM_THE_REST = "from the comparison with everybody else"
FIXED = "Wilson limits against a fixed rate"


@dataclass(frozen=True, slots=True)
class Effect:
    """Rate minus reference (-1 to 1), rate over reference, two-sided p, the test's name.

    `expected` is the smallest count that the test expects in a cell if there is no difference.
    """

    difference: Estimate
    ratio: Estimate
    p_value: float
    test: str
    expected: float


def effect(group: Group, reference: Reference) -> Effect:
    """The effect of a group against its reference, other than itself."""
    if reference.group is None:
        return _against_fixed(group, float(reference.rate))
    if reference.rule is Rule.OVERALL:
        return _against_whole(group, reference.group)
    return _against_group(group, reference.group)


def _against_group(group: Group, other: Group) -> Effect:
    counts = (group.numerator, group.denominator, other.numerator, other.denominator)
    p_value, test = significance.compare_two(*counts)
    expected = significance.expected_cell(*counts)
    return Effect(pairs.difference(*counts), pairs.ratio(*counts), p_value, test, expected)


def _against_whole(group: Group, whole: Group) -> Effect:
    """Against the overall rate, which holds the group itself, so the two are not independent.

    With a share p of the people, rate - overall = (1-p)(rate - rate of the rest), and
    rate / overall = R / (pR + 1 - p) with R the ratio to the rest, which rises with R. Both
    intervals follow from those against the rest; the question of the test is the same.
    """
    rest = Group(
        _("everybody else"),
        whole.numerator - group.numerator,
        whole.denominator - group.denominator,
    )
    against = _against_group(group, rest)
    share = group.denominator / whole.denominator
    return Effect(
        _named(against.difference.times(1 - share)),
        _named(_ratio_to_whole(group, whole, against.ratio, share)),
        against.p_value,
        against.test,
        against.expected,
    )


def _named(found: Estimate) -> Estimate:
    method = f"{found.method}, {FROM_THE_REST}"
    return Estimate(found.value, found.low, found.high, None, method, found.reason, found.note)


def _ratio_to_whole(group: Group, whole: Group, to_rest: Estimate, share: float) -> Estimate:
    if whole.numerator == 0:
        return not_estimable(_("There is no event, so there is no ratio."), to_rest.method)
    if to_rest.low is None or to_rest.high is None:
        return to_rest
    low, high = (limit / (share * limit + 1 - share) for limit in (to_rest.low, to_rest.high))
    value = group.rate / whole.rate if not to_rest.note else _to_whole(to_rest, share)
    return Estimate(value, low, high, None, to_rest.method, note=to_rest.note)


def _to_whole(to_rest: Estimate, share: float) -> float | None:
    value = to_rest.value
    return None if value is None else value / (share * value + 1 - share)


def _against_fixed(group: Group, rate: float) -> Effect:
    p_value, test = significance.compare_with_fixed(group.numerator, group.denominator, rate)
    found = wilson(group.numerator, group.denominator)
    assert found.value is not None and found.low is not None and found.high is not None
    difference = Estimate(found.value - rate, found.low - rate, found.high - rate, method=FIXED)
    ratio = not_estimable(_("The group has no event, so there is no ratio."), FIXED)
    if group.numerator:
        ratio = Estimate(found.value / rate, found.low / rate, found.high / rate, method=FIXED)
    expected = group.denominator * min(rate, 1 - rate)
    return Effect(difference, ratio, p_value, test, expected)
