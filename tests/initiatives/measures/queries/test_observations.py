from datetime import date

import pytest

from initiatives.base.errors import NotAllowed
from initiatives.measures import queries
from initiatives.measures.models import Observation
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
    make_stratification,
    month,
)


@pytest.fixture
def origin(cast):
    return make_stratification()


@pytest.fixture
def measure(cast, origin):
    return make_measure(cast, stratifications=[origin, make_stratification("payer")])


def record(cast, measure, *entries):
    record_observations(actor=cast.bob, measure=measure, entries=entries)


def test_the_newest_period_comes_first_then_everybody_then_groups_in_order(cast, measure, origin):
    keys = groups_of(origin)
    record(
        cast,
        measure,
        month(7, numerator=1, denominator=2),
        month(8, stratum=keys["b"], numerator=1, denominator=2),
        month(8, stratum=keys["a"], numerator=1, denominator=2),
        month(8, numerator=1, denominator=2),
    )
    assert [
        (row.starts.month, row.stratum and row.stratum.code)
        for row in queries.observations(cast.bob, measure)
    ] == [(8, None), (8, "a"), (8, "b"), (7, None)]


def test_where_two_groups_meet_is_listed_for_who_holds_the_data_role(cast, measure, origin):
    payer = measure.stratifications.get(key="payer")
    meeting = {"stratum": groups_of(origin)["a"], "other_stratum": groups_of(payer)["a"]}
    record(cast, measure, month(8, numerator=1, denominator=2, **meeting))
    assert queries.observations(cast.bob, measure).count() == 1
    assert queries.observations(cast.erin, measure).count() == 0


def test_nothing_is_listed_or_found_for_a_stranger(cast, measure):
    record(cast, measure, month(8, numerator=1, denominator=2))
    assert not queries.observations(cast.nobody, measure).exists()
    assert queries.recorded_periods(cast.nobody, measure) == []
    with pytest.raises(Observation.DoesNotExist):
        queries.observation(cast.nobody, Observation.objects.get().pk)


@pytest.mark.parametrize("name", ["erin", "nobody"])
def test_figures_are_refused_to_who_does_not_hold_the_data_role(cast, measure, name):
    record(cast, measure, month(8, numerator=1, denominator=2))
    viewer, row = getattr(cast, name), Observation.objects.get()
    for ask in (
        lambda: queries.standing_in(viewer, measure, row.starts),
        lambda: queries.standing_before(viewer, measure, date(2026, 9, 1)),
        lambda: queries.earlier(viewer, measure, [row]),
        lambda: queries.what_stands(viewer, row),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_what_was_there_before_is_told_the_latest_first(cast, measure):
    for number in (1, 2, 3):
        record(cast, measure, month(8, numerator=number, denominator=9, because="Counted anew"))
    record(cast, measure, month(7, numerator=8, denominator=9))
    first = Observation.objects.get(numerator=1)
    now = queries.what_stands(cast.bob, first)
    assert now.numerator == 3
    found = queries.earlier(cast.bob, measure, [now])
    assert [row.numerator for row in found[queries.place_of(now)]] == [2, 1]


def test_the_period_before_is_the_latest_that_has_data(cast, measure):
    record(cast, measure, month(4, numerator=4, denominator=9))
    record(cast, measure, month(6, numerator=6, denominator=9))
    before = queries.standing_before(cast.bob, measure, date(2026, 9, 1))
    assert before[None].numerator == 6
    assert queries.standing_before(cast.bob, measure, date(2026, 4, 1)) == {}
    assert queries.recorded_periods(cast.bob, measure) == [date(2026, 4, 1), date(2026, 6, 1)]
