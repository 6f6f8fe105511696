"""The product-limit estimate against what it must equal."""

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.status.analytics.kaplan_meier import Tally, curve, followed_at, quantile, total

LIFE = st.tuples(st.integers(0, 40), st.booleans())
# Remission in weeks under 6-MP: Freireich et al., Blood 1963;21:699. The estimates and standard
# errors are those of Kalbfleisch & Prentice and of R's survfit.
FREIREICH = [
    *((6, True), (6, True), (6, True), (6, False), (7, True), (9, False), (10, True)),
    *((10, False), (11, False), (13, True), (16, True), (17, False), (19, False), (20, False)),
    *((22, True), (23, True), (25, False), (32, False), (32, False), (34, False), (35, False)),
]


def tallies(lives):
    counted = Counter(lives)
    return [
        Tally(day, counted[day, True], counted[day, False]) for day in {day for day, _ in lives}
    ]


def by_brute_force(lives, day):
    """One life at a time, with exact fractions."""
    share = Fraction(1)
    for each in sorted({at for at, ended in lives if ended and at <= day}):
        at_risk = sum(at >= each for at, _ in lives)
        ended = sum(at == each for at, done in lives if done)
        share *= 1 - Fraction(ended, at_risk)
    return share


@given(lives=st.lists(LIFE, max_size=60))
def test_it_is_the_product_of_what_goes_on_of_those_followed(lives):
    for step in curve(tallies(lives)):
        assert step.going_on == pytest.approx(float(by_brute_force(lives, step.days)))
        assert step.at_risk == sum(at >= step.days for at, _ in lives)


@given(lives=st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_where_all_have_ended_it_is_the_share_that_had_not(lives):
    for step in curve(tallies([(day, True) for day in lives])):
        assert step.going_on == pytest.approx(sum(day > step.days for day in lives) / len(lives))


@given(lives=st.lists(LIFE, max_size=60))
def test_it_falls_within_its_limits_from_one_to_no_less_than_nought(lives):
    steps = curve(tallies(lives))
    shares = [1.0, *(step.going_on for step in steps)]
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(shares))
    for step in steps:
        if step.low is None:
            assert step.high is None
            assert step.going_on == 0
        else:
            assert 0 <= step.low <= step.going_on <= step.high <= 1


@given(lives=st.lists(LIFE, max_size=60), day=st.integers(0, 41))
def test_those_followed_until_a_day_are_those_not_over_before(lives, day):
    assert followed_at(tallies(lives), day) == sum(at >= day for at, _ in lives)
    assert total(tallies(lives)) == len(lives)


@given(lives=st.lists(st.integers(0, 40), min_size=1, max_size=60), share=st.floats(0.01, 1))
def test_by_a_quantile_that_share_has_ended_and_not_before(lives, share):
    day = quantile(curve(tallies([(at, True) for at in lives])), share)
    reached = sum(at <= day for at in lives) / len(lives)
    before = sum(at < day for at in lives) / len(lives)
    assert before < share + 1e-6
    assert reached > share - 1e-6


def test_a_published_example():
    steps = {step.days: step for step in curve(tallies(FREIREICH))}
    shares = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {day: round(step.going_on, 3) for day, step in steps.items()} == shares
    assert {day: step.at_risk for day, step in steps.items()} == {
        6: 21,
        7: 17,
        10: 15,
        13: 12,
        16: 11,
        22: 7,
        23: 6,
    }
    # R: survfit(Surv(time, status) ~ 1, conf.type = "log-log"), at 6 and at 23 weeks.
    assert (steps[6].low, steps[6].high) == pytest.approx((0.6197, 0.9516), abs=1e-3)
    assert (steps[23].low, steps[23].high) == pytest.approx((0.1881, 0.6801), abs=1e-3)
    assert quantile(tuple(steps.values()), 0.5) == 23


def test_what_nobody_has_come_to_has_no_day():
    steps = curve([Tally(10, 1, 9), Tally(20, 0, 3)])
    assert quantile(steps, 0.5) is None
    assert quantile((), 0.5) is None


def test_limits_follow_greenwood():
    (step,) = curve([Tally(5, 2, 6)])
    spread = math.sqrt(2 / (8 * 6)) / math.log(6 / 8)
    half = 1.959963984540054 * spread
    assert step.high == pytest.approx(0.75 ** math.exp(half))
    assert step.low == pytest.approx(0.75 ** math.exp(-half))
