"""One group against its reference: figures, verdict, flags."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.measures.disparity import Direction, Standing, Verdict, choose, compare
from initiatives.measures.disparity.comparison import is_relevant
from initiatives.measures.disparity.groups import Group
from initiatives.measures.disparity.reliability import Flag, judge, nchs_suppresses, small
from tests.initiatives.measures.disparity.cases import EXAMPLE, by_label, example, printed, strata

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def against(wanted, *counts, **said):
    groups = strata(*counts, **said)
    return by_label(compare(groups, choose(groups, wanted, target=said.get("target"))))


def test_the_example_has_its_verdicts_and_excess_people():
    found = by_label(compare(example(), choose(example(), "best")))
    assert {label: each.verdict.value for label, each in found.items()} == {
        "A": "no_gap_detected",
        "B": "gap",
        "C": "gap",
        "D": "too_few",
    }
    for label in "BCD":
        assert found[label].excess.value == printed(EXAMPLE["groups"][label]["excess"], 9)


def test_too_few_people_still_get_their_figures():
    found = by_label(compare(example(), choose(example(), "best")))["D"]
    assert (found.verdict, found.why) == (Verdict.TOO_FEW, "25 people; at least 30 are needed.")
    assert found.difference.low == printed(-0.042066)
    assert found.ratio.value == printed(1.5)


def test_a_reference_below_the_floor_makes_everything_too_few():
    found = against("A", (1, 20), (300, 600))
    assert {each.verdict for each in found.values()} == {Verdict.TOO_FEW}
    assert "reference A has 20 people" in found["B"].why


def test_few_expected_events_say_nothing_when_nothing_is_found():
    found = against("A", (10, 1000), (0, 40))["B"]
    assert (found.test, found.verdict) == ("Fisher exact", Verdict.TOO_FEW)
    assert "expected" in found.why


def test_an_exact_test_may_find_a_gap_among_few_events():
    # 8 of 40 against 10 of 1,000: under 1 expected, p far below 0.001.
    found = against("A", (10, 1000), (8, 40))["B"]
    assert (found.test, found.verdict) == ("Fisher exact", Verdict.GAP)


def test_a_sure_but_slight_difference_is_no_meaningful_gap():
    found = against("A", (500_000, 1_000_000), (505_000, 1_000_000))["B"]
    assert found.p_value < 1e-6
    assert found.verdict is Verdict.NO_GAP_DETECTED
    assert "under 10 %" in found.why


def test_a_slight_difference_counts_when_the_other_framing_is_10_percent():
    # 98 % against 97.5 %: 0.5 % of the one, 25 % of the other.
    found = against("A", (98_000, 100_000), (97_500, 100_000), direction=Direction.FAVOURABLE)
    assert found["B"].verdict is Verdict.GAP


def test_eleven_percent_against_ten_is_exactly_10_percent():
    assert is_relevant(Fraction(11, 100), Fraction(10, 100))
    assert not is_relevant(Fraction(10_999, 100_000), Fraction(10, 100))


def test_a_reference_of_0_makes_any_difference_relevant():
    assert is_relevant(Fraction(1, 1000), Fraction(0))
    assert not is_relevant(Fraction(0), Fraction(0))


def test_a_group_ahead_of_its_reference_is_a_gap_and_stands_better():
    found = against("A", (90, 600), (20, 600))["B"]
    assert (found.verdict, found.standing) == (Verdict.GAP, Standing.BETTER)
    assert found.excess.value == pytest.approx(-70)


def test_excess_is_what_a_favourable_outcome_lacks():
    found = against("A", (90, 100), (140, 200), direction=Direction.FAVOURABLE)["B"]
    assert found.standing is Standing.WORSE
    assert found.excess.value == pytest.approx(40)
    assert found.excess.low == pytest.approx(-200 * found.difference.high)


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=6).filter(lambda c: any(n >= 30 for _, n in c)))
def test_counting_the_complement_changes_no_verdict(counts):
    bad = against("best", *counts)
    turned = [(n - x, n) for x, n in counts]
    good = against("best", *turned, direction=Direction.FAVOURABLE)
    for label, found in bad.items():
        twin = good[label]
        assert (twin.verdict, twin.standing) == (found.verdict, found.standing)
        assert twin.excess.value == pytest.approx(found.excess.value, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=6), st.sampled_from(["largest", "overall", "A"]))
def test_a_group_below_the_floor_is_never_said_to_have_no_gap(counts, wanted):
    for found in against(wanted, *counts).values():
        if found.group.denominator < 30:
            assert found.verdict is Verdict.TOO_FEW


def test_the_overall_rate_is_compared_by_way_of_everybody_else():
    counts = [(48, 600), (33, 220), (15, 85)]
    found = against("overall", *counts)["B"]
    assert found.difference.value == pytest.approx(33 / 220 - 96 / 905)
    assert found.ratio.value == pytest.approx((33 / 220) / (96 / 905))
    merged = against("A", (63, 685), (33, 220))["B"]
    share = 220 / 905
    assert found.p_value == pytest.approx(merged.p_value)
    assert found.difference.low == pytest.approx((1 - share) * merged.difference.low)
    limit = merged.ratio.high
    assert found.ratio.high == pytest.approx(limit / (share * limit + 1 - share))


def test_a_target_is_compared_with_wilsons_limits():
    groups = strata((33, 220), (0, 60))
    found = by_label(compare(groups, choose(groups, "target", target=0.05)))
    assert found["A"].difference.low == pytest.approx(found["A"].rate.low - 0.05)
    assert found["A"].ratio.high == pytest.approx(found["A"].rate.high / 0.05)
    # z = 0.10 / √(0.05·0.95/220)
    assert found["A"].p_value == pytest.approx(1.00649594e-11, rel=1e-6)
    assert found["B"].ratio.value is None and found["B"].test == "exact binomial"


def test_the_reference_has_no_distance_from_itself():
    found = by_label(compare(example(), choose(example(), "best")))["A"]
    assert found.is_reference
    assert (found.difference.value, found.ratio.value, found.excess.value) == (0, 1, 0)
    assert (found.difference.low, found.p_value, found.test) == (None, None, None)


def test_each_reliability_rule_has_its_own_flag():
    assert judge(Group("few", 10, 29)).flags == (Flag.BELOW_FLOOR, Flag.NCHS_PROPORTION)
    assert judge(Group("rare", 9, 9000)).flags == (Flag.HIGH_RSE,)
    assert judge(Group("steady", 60, 600)).flags == ()
    assert Flag.HIGH_RSE in judge(Group("none", 0, 600)).flags


def test_the_floor_can_be_set():
    assert judge(Group("few", 20, 29), floor=25).flags == (Flag.NCHS_PROPORTION,)


def test_the_nchs_rule_looks_at_absolute_and_relative_width():
    assert nchs_suppresses(Group("wide", 20, 40))  # 0.338 to 0.662
    assert nchs_suppresses(Group("relative", 3, 100))  # 0.010 to 0.085 around 0.03
    assert not nchs_suppresses(Group("narrow", 3, 1000))  # wide beside 0.003, yet under 0.05


def test_small_looks_at_the_numerator_and_at_its_complement():
    sizes = {(10, 100): True, (11, 100): False, (0, 100): False, (90, 100): True, (89, 100): False}
    assert {c: small(Group("g", *c), 11) for c in sizes} == sizes
    assert small(Group("g", 0, 5), 11)  # five people without the outcome
