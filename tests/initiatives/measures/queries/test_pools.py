"""Sums over a year and where two vocabularies meet, as each viewer sees them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from initiatives.base import clock
from initiatives.measures.models import Intersection
from initiatives.measures.queries import crossed, published, taken, window, windows
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import (
    TERMS,
    groups_of,
    make_measure,
    make_stratification,
)
from tests.initiatives.measures.queries.making import GROUPS, fill, filled, starts_of

pytestmark = pytest.mark.django_db
BEFORE_CHRISTMAS = datetime(2025, 12, 20, 20, tzinfo=UTC)


def by_code(found, there):
    codes = {None: "all"} | {one.pk: one.code for one in found.strata}
    return {codes[key]: cell for key, cell in there.cells.items()}


def test_the_latest_period_comes_first_then_sums_then_earlier_periods(cast):
    measure, origin = filled(cast)
    keys = [one.key for one in windows(published(cast.bob, measure, origin))]
    assert keys[:3] == ["2025-12-01", "recent", "year-2025"]
    assert keys[3] == "2025-11-01"


def test_who_does_not_hold_the_data_role_sees_sums_of_years_that_are_over_alone(cast):
    measure, origin = filled(cast)
    found = published(cast.erin, measure, origin)
    assert [one.key for one in windows(found) if one.is_sum] == ["year-2025"]
    with clock.at(BEFORE_CHRISTMAS):
        assert [one for one in windows(found) if one.is_sum] == []


def test_a_year_is_the_sum_of_its_months(cast):
    measure, origin = filled(cast)
    found = published(cast.bob, measure, origin)
    there = by_code(found, taken(found, window(found, "year-2025")))
    for code, (numerator, denominator) in GROUPS.items():
        assert (there[code].numerator, there[code].denominator) == (
            12 * numerator,
            12 * denominator,
        )
    assert there["all"].denominator == 12 * sum(n for _, n in GROUPS.values())


def test_a_group_masked_each_month_is_shown_for_the_year(cast):
    measure, origin = filled(cast)
    found = published(cast.erin, measure, origin)
    month = by_code(found, taken(found, window(found, "2025-12-01")))
    year = by_code(found, taken(found, window(found, "year-2025")))
    assert month["c"].masked
    assert (year["c"].numerator, year["c"].denominator) == (84, 720)


def test_a_month_that_is_masked_alone_hides_its_year(cast):
    counts = {"a": (480, 600), "b": (150, 220), "c": (27, 60)}
    measure, origin = filled(cast, counts, starts_of()[:11])
    fill(cast, measure, origin, counts | {"c": (4, 60)}, starts_of()[11:])
    found = published(cast.erin, measure, origin)
    month = by_code(found, taken(found, window(found, "2025-12-01")))
    year = by_code(found, taken(found, window(found, "year-2025")))
    hidden = {code for code, cell in month.items() if cell.masked}
    assert "c" in hidden
    assert {code for code, cell in year.items() if cell.masked} == hidden
    assert not year["all"].masked


def test_no_sum_is_shown_where_everybody_is_masked_in_a_month(cast):
    measure, origin = filled(cast, GROUPS, starts_of()[:11])
    fill(cast, measure, origin, {"a": (5, 40), "b": (0, 30)}, starts_of()[11:])
    found = published(cast.erin, measure, origin)
    there = taken(found, window(found, "year-2025"))
    assert there.withheld
    assert there.cells == {}


def two_vocabularies(cast, counts):
    """A measure by origin and age, of one month, with where they meet."""
    origin, age = make_stratification(codes="ab"), make_stratification("age", codes="xyz")
    measure = make_measure(cast, stratifications=[origin, age])
    one, other = groups_of(origin), groups_of(age)
    starts = date(2025, 1, 1)

    def entry(test, **where):
        found = [parts for key, parts in counts.items() if test(*key)]
        x, n = map(sum, zip(*found, strict=True))
        return Entry(starts, numerator=x, denominator=n, **where)

    entries = [entry(lambda a, b: True)]
    entries += [entry(lambda a, b, c=c: a == c, stratum=one[c]) for c in "ab"]
    entries += [entry(lambda a, b, c=c: b == c, stratum=other[c]) for c in "xyz"]
    entries += [
        Entry(starts, stratum=one[a], other_stratum=other[b], numerator=x, denominator=n)
        for (a, b), (x, n) in counts.items()
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure, origin, age


COUNTS = {
    ("a", "x"): (50, 150),
    ("a", "y"): (4, 40),
    ("a", "z"): (60, 180),
    ("b", "x"): (20, 60),
    ("b", "y"): (30, 90),
    ("b", "z"): (40, 120),
}


def chosen(cast, measure, origin, age):
    Intersection.objects.create(measure=measure, one=age, other=origin, chosen_by=cast.lee)
    return {name: published(getattr(cast, name), measure, age) for name in ("bob", "erin")}


def test_where_two_vocabularies_meet_a_small_count_takes_a_rectangle_with_it(cast):
    found = chosen(cast, *two_vocabularies(cast, COUNTS))
    whole = crossed(found["bob"], window(found["bob"], "year-2025"))
    assert not any(cell.masked for cell in whole.cells.values())
    seen = crossed(found["erin"], window(found["erin"], "year-2025"))
    names = {one.pk: one.code for one in [*seen.rows, *seen.columns]}
    hidden = {(names[a], names[b]) for (a, b), cell in seen.cells.items() if cell.masked}
    assert hidden == {("a", "y"), ("a", "x"), ("b", "x"), ("b", "y")}
    numbers = {cell.denominator for cell in seen.cells.values() if cell.masked}
    assert numbers == {None}


def test_where_they_meet_in_a_single_period_is_for_the_data_role(cast):
    found = chosen(cast, *two_vocabularies(cast, COUNTS))
    assert crossed(found["erin"], window(found["erin"], "2025-01-01")) is None
    assert crossed(found["bob"], window(found["bob"], "2025-01-01")) is not None


def test_vocabularies_meet_only_where_somebody_chose_so(cast):
    measure, origin, _ = two_vocabularies(cast, COUNTS)
    found = published(cast.bob, measure, origin)
    assert crossed(found, window(found, "year-2025")) is None


def test_a_year_that_is_over_stands_for_the_period_of_a_yearly_measure(cast):
    origin = make_stratification(codes="abc")
    yearly = replace(TERMS, frequency="year")
    measure = make_measure(cast, yearly, stratifications=[origin])
    fill(cast, measure, origin, GROUPS, [date(2024, 1, 1), date(2025, 1, 1)])
    keys = [one.key for one in windows(published(cast.bob, measure, origin))]
    assert keys == ["year-2025", "year-2024"]
