"""Figures are masked before anybody reads them, by one mask with the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.measures.models import Observation
from initiatives.measures.queries.published import for_everyone
from initiatives.measures.services import record_observations, revise_measure
from initiatives.measures.suppression.rates import is_small, network_of
from initiatives.measures.suppression.tables import TOTAL
from initiatives.status.reporting.figures import refresh_figures, waiting
from initiatives.status.reporting.models import ReportedFigure
from tests.factories import rolled_back
from tests.initiatives.measures.making import (
    TERMS,
    groups_of,
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.measures.suppression.test_audit import assert_safe
from tests.initiatives.status.reporting.asking import select

pytestmark = pytest.mark.django_db
SHOWN = "SELECT starts, nullif(group_id, 0), numerator, denominator, value, masked"
COUNTS = st.tuples(st.sampled_from([0, 3, 8, 12, 40]), st.sampled_from([4, 30, 90, 400]))


def shown(measure):
    """What the role reads of a measure, by period and group."""
    rows = select(f"{SHOWN} FROM reporting.observations WHERE measure_id = %s", measure.pk)
    return {row[:2]: row[2:] for row in rows}


def of_pages(measure, *vocabularies):
    """What anybody sees of it on its page, beside each of these vocabularies."""
    found = {}
    for vocabulary in vocabularies:
        for place, cell in for_everyone(measure, vocabulary).cells.items():
            found[place] = (cell.numerator, cell.denominator, cell.value, cell.masked)
    return found


def fill(cast, measure, vocabulary, counts, number=1):
    """Record a month by group, and everybody as their sum."""
    keys = [key for code, key in sorted(groups_of(vocabulary).items()) if code != "unknown"]
    entries = [
        month(number, stratum=key, numerator=min(pair), denominator=max(pair))
        for key, pair in zip(keys, counts, strict=True)
    ]
    people = [(min(pair), max(pair)) for pair in counts]
    whole = (sum(pair[0] for pair in people), sum(pair[1] for pair in people))
    entries.append(month(number, numerator=whole[0], denominator=whole[1]))
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return keys, people


def test_small_counts_and_what_would_tell_them_are_empty(cast):
    origin = make_stratification()
    measure = make_measure(cast, stratifications=[origin])
    keys, _ = fill(cast, measure, origin, [(3, 40), (30, 90), (60, 300)])
    assert refresh_figures() == 1
    found = shown(measure)
    day = date(2026, 1, 1)
    assert found[day, keys[0]] == found[day, keys[1]] == (None, None, None, True)
    assert found[day, keys[2]] == (60, 300, None, False)
    assert found[day, None] == (93, 430, None, False)


@given(
    counts=st.lists(COUNTS, min_size=3, max_size=3), again=st.lists(COUNTS, min_size=3, max_size=3)
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_masked_can_be_told_from_what_is_read(cast, counts, again):
    """They are the figures of the pages, and a linear program tells none that is masked."""
    with rolled_back():
        origin = make_stratification()
        tongue = make_stratification("tongue")
        measure = make_measure(cast, stratifications=[origin, tongue])
        keys, people = fill(cast, measure, origin, counts)
        fill(cast, measure, tongue, again, number=2)
        refresh_figures()
        found = shown(measure)
        assert found == of_pages(measure, origin, tongue)
        assert_rates_safe(found, date(2026, 1, 1), keys, people)


def assert_rates_safe(found, day, keys, people):
    """What is masked of a month of rates cannot be told from what is shown of it."""

    masked = [place for place, key in enumerate(keys) if found[day, key][3]]
    places = masked + ([TOTAL] if found[day, None][3] else [])
    parts = ("with", "without", "people")
    hidden = frozenset((place, part) for place in places for part in parts)
    small = [place for place, pair in enumerate(people) if is_small(pair)]
    assert set(small) <= set(masked)
    if TOTAL not in places:
        assert_safe(network_of(people), hidden)


def test_only_what_changed_is_kept_anew(cast):
    origin = make_stratification()
    measure, other = (make_measure(cast, name=name, stratifications=[origin]) for name in "ab")
    fill(cast, measure, origin, [(3, 40), (30, 90), (60, 300)])
    assert refresh_figures() == 2
    assert refresh_figures() == 0
    revise_measure(actor=cast.lee, measure=measure, threshold=2)
    assert set(waiting()) == {measure}
    assert select("SELECT measures_waiting FROM reporting.about") == [(1,)]
    assert refresh_figures() == 1
    assert not any(row[3] for row in shown(measure).values())
    assert shown(other) == {}


def test_a_correction_takes_the_place_of_what_was(cast):
    measure = make_measure(cast)
    about = {"actor": cast.bob, "measure": measure}
    record_observations(entries=[month(1, numerator=20, denominator=200)], **about)
    refresh_figures()
    late = [month(1, numerator=25, denominator=200, because="Found later.")]
    record_observations(entries=late, **about)
    refresh_figures()
    assert [row[:2] for row in shown(measure).values()] == [(25, 200)]
    assert Observation.objects.filter(measure=measure).count() == 2


def test_where_two_groups_meet_is_left_out(cast):
    origin, tongue = make_stratification(), make_stratification("tongue")
    measure = make_measure(cast, stratifications=[origin, tongue])
    one, other = groups_of(origin)["a"], groups_of(tongue)["a"]
    entry = month(1, stratum=one, other_stratum=other, numerator=20, denominator=200)
    record_observations(actor=cast.bob, measure=measure, entries=[entry])
    refresh_figures()
    assert shown(measure) == {}


def test_before_a_definition_holds_nothing_is_kept(cast):
    measure = make_measure(cast, terms=TERMS, approved=False)
    assert refresh_figures() == 1
    assert shown(measure) == {}


def test_it_stops_when_it_is_told_and_goes_on_later(cast):
    for name in "ab":
        make_measure(cast, name=name)
    turns = iter([True, False])
    assert refresh_figures(keep_going=lambda: next(turns)) == 1
    assert refresh_figures() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_a_measure_takes_the_same_queries_however_much_it_has(cast, many):
    measure = make_measure(cast)
    entries = [month(number + 1, numerator=20, denominator=200) for number in range(many)]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    with CaptureQueriesContext(connection) as asked:
        refresh_figures()
    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(statements) == 9, statements
    assert ReportedFigure.objects.count() == many
