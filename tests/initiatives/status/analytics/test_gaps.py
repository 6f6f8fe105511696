"""What became of gaps: the statement against the package that compares groups."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from initiatives.measures.disparity import Direction, Group, Strata, Verdict, choose, compare
from initiatives.measures.models import Measure, ReferenceGroup
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import record_observations
from initiatives.status.analytics import Cohort
from initiatives.status.analytics.gaps import gaps
from tests.factories import rolled_back
from tests.initiatives.measures.making import TERMS, groups_of, make_measure, make_stratification

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2024, 1, 1), date(2025, 6, 1)
FLOOR, THRESHOLD = 30, 11
# With the event, out of: group a and group b at first, then in the latest data.
GAP = ((100, 1000), (200, 1000))
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
HALF = st.tuples(COUNTS, COUNTS)


def count(cast, early, late, starts=(EARLY, LATE), reference=None, **terms):
    """A measure with these counts of groups in two months; a vocabulary of its own."""
    key = f"origin-{Measure.objects.count()}"
    groups = groups_of(split := make_stratification(key, codes="abcd"))
    measure = make_measure(
        cast, replace(TERMS, **terms), name="Waits", floor=FLOOR, threshold=THRESHOLD
    )
    measure.stratifications.add(split)
    if reference:
        ReferenceGroup.objects.create(
            measure=measure,
            stratification=split,
            stratum_id=groups[reference],
            because="It is the largest.",
            chosen_by=cast.lee,
        )
    entries = [
        Entry(starts=day, stratum=groups[code], numerator=x, denominator=n)
        for day, half in zip(starts, (early, late), strict=True)
        for code, (x, n) in zip("abcd", half, strict=False)
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure


def became(viewer, principles=(), cohort=None):
    """What became of gaps, where anything did."""
    whole, *_ = gaps(viewer, cohort or Cohort(), list(principles))
    return {key: number for key, _, number in whole.lines if number}


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (((100, 1000), (110, 1000)), "closed"),
        (((100, 1000), (90, 1000)), "closed"),
        (((100, 1000), (150, 1000)), "smaller"),
        (((100, 1000), (200, 1000)), "not_smaller"),
        (((100, 1000), (300, 1000)), "not_smaller"),
        (((100, 1000), (5, 29)), "too_few"),
        (((100, 1000), (10, 1000)), "too_few"),
        (((0, 1000), (990, 1000)), "too_few"),
    ],
)
def test_a_gap_of_the_first_data_is_told_by_the_latest(cast, late, expected):
    count(cast, GAP, late)
    assert became(cast.erin) == {expected: 1}


def test_what_was_no_gap_or_too_few_at_first_is_no_gap_that_could_close(cast):
    count(cast, ((100, 1000), (105, 1000)), GAP)
    assert became(cast.erin) == {}


def test_beside_a_masked_group_the_next_smallest_tells_nothing_either(cast):
    early = ((200, 2000), (300, 1500), (5, 29), (100, 500))
    count(cast, early, ((200, 2000), (250, 1500), (50, 400), (75, 500)))
    assert became(cast.erin) == {"smaller": 1}
    whole = ((200, 2000), (300, 1500), (60, 400), (100, 500))
    count(cast, whole, early)
    assert became(cast.erin) == {"smaller": 1, "not_smaller": 1, "too_few": 2}


def test_data_of_less_than_two_half_years_are_too_early(cast):
    count(cast, GAP, ((100, 1000), (110, 1000)), starts=(EARLY, date(2024, 6, 1)))
    assert became(cast.erin) == {"too_early": 1}


def test_higher_may_be_better_and_a_named_group_is_the_reference(cast):
    count(cast, GAP, ((100, 1000), (180, 1000)), direction="increase", reference="b")
    assert became(cast.erin) == {"smaller": 1}


def test_a_group_better_than_a_named_reference_is_not_behind(cast):
    count(cast, GAP, GAP, reference="b")
    assert became(cast.erin) == {}


def test_measures_that_are_no_shares_or_have_no_good_direction_are_left_out(cast):
    count(cast, GAP, GAP, direction="neutral")
    assert became(cast.erin) == {}


def test_an_initiative_of_two_principles_counts_for_both_and_once_in_all(cast):
    count(cast, GAP, ((100, 1000), (150, 1000)))
    whole, *each = gaps(cast.erin, Cohort(), cast.principles)
    assert (whole.found, whole.closing, whole.judged, whole.share) == (1, 1, 1, None)
    assert [one.found for one in each] == [1, 1, 0]


def test_only_what_a_viewer_may_see_counts_and_a_place_narrows_it(cast):
    count(cast, GAP, GAP)
    seen = {who: became(getattr(cast, who)) for who in ("bob", "charlie", "erin", "nobody")}
    assert seen == {"bob": {"not_smaller": 1}, "erin": {"not_smaller": 1}} | {
        "charlie": {},
        "nobody": {},
    }
    assert became(cast.erin, cohort=Cohort(entity=cast.clinic)) == {}
    assert became(cast.erin, cohort=Cohort(entity=cast.system)) == {"not_smaller": 1}


def small(half):
    """Whether any of its counts would be masked, or are too few."""
    return any(
        n < max(FLOOR, THRESHOLD) or 1 <= x < THRESHOLD or 1 <= n - x < THRESHOLD for x, n in half
    )


def verdict(half, reference):
    """What the package says of the group that is not the reference, by its normal test."""
    strata = Strata(tuple(Group(k, *c) for k, c in zip("ab", half, strict=True)), Direction.ADVERSE)
    found = compare(strata, choose(strata, reference, floor=FLOOR), FLOOR)
    other = next(one for one in found if one.group.label != reference)
    if small(half) or other.verdict is Verdict.TOO_FEW or other.test != "pooled z":
        return "too_few", 0.0
    behind = float(other.group.exact - other.reference.rate)
    is_gap = other.verdict is Verdict.GAP and behind > 0
    return "gap" if is_gap else "none", behind


def expected(early, late):
    """What the statement should say."""
    usable = [(x / n, at) for at, (x, n) in enumerate(early) if n >= FLOOR]
    if not usable:
        return {}
    reference = "ab"[min(usable)[1]]
    first, behind = verdict(early, reference)
    if first != "gap":
        return {}
    then, later = verdict(late, reference)
    if then == "gap":
        return {"smaller" if later < behind else "not_smaller": 1}
    return {"too_few" if then == "too_few" else "closed": 1}


@given(early=HALF, late=HALF)
@example(early=((20, 200), (22, 200)), late=GAP)
@example(early=((1000, 10_000), (1100, 10_000)), late=GAP)
@example(early=GAP, late=((15, 30), (15, 30)))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_it_agrees_with_the_package_that_compares_groups(cast, early, late):
    with rolled_back():
        count(cast, early, late)
        assert became(cast.erin) == expected(early, late)
