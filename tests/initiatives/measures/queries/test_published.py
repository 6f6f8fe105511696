"""What each viewer sees: small counts masked once, for all that is shown together."""

import pytest

from initiatives.measures.models import Measure
from initiatives.measures.queries import published
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
    make_stratification,
    month,
)

pytestmark = pytest.mark.django_db
COUNTS = {"a": (48, 600), "b": (33, 220), "c": (12, 60), "unknown": (3, 25)}


def filled(cast, stratification, counts=COUNTS, **said):
    measure = make_measure(cast, stratifications=[stratification], **said)
    keys = groups_of(stratification)
    everybody = [sum(column) for column in zip(*counts.values(), strict=True)]
    entries = [month(1, numerator=everybody[0], denominator=everybody[1])] + [
        month(1, stratum=keys[code], numerator=x, denominator=n) for code, (x, n) in counts.items()
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure


def masked(found):
    names = {stratum.pk: stratum.code for stratum in found.strata}
    return {names.get(cell.group, "all") for cell in found.cells.values() if cell.masked}


@pytest.mark.parametrize("who", ["alice", "bob", "sam", "lee", "root"])
def test_who_holds_the_data_role_sees_the_counts(cast, who):
    origin = make_stratification()
    found = published(getattr(cast, who), filled(cast, origin), origin)
    assert found.whole
    assert masked(found) == set()


@pytest.mark.parametrize("who", ["erin", "ada"])
def test_everyone_else_sees_a_small_group_and_another_masked(cast, who):
    origin = make_stratification()
    found = published(getattr(cast, who), filled(cast, origin), origin)
    assert not found.whole
    assert masked(found) == {"c", "unknown"}
    hidden = [cell for cell in found.cells.values() if cell.masked]
    assert {(cell.numerator, cell.denominator, cell.value) for cell in hidden} == {(None,) * 3}


def test_a_stranger_sees_nothing(cast):
    origin = make_stratification()
    with pytest.raises(Measure.DoesNotExist):
        published(cast.charlie, filled(cast, origin), origin)


def test_a_threshold_of_the_measure_counts(cast):
    origin = make_stratification()
    counts = {"a": (48, 600), "b": (33, 220), "c": (22, 60)}
    measure = filled(cast, origin, counts, threshold=30)
    assert masked(published(cast.erin, measure, origin)) == {"b", "c"}


def test_groups_that_overlap_have_no_total_to_be_told_from(cast):
    needs = make_stratification("needs", overlapping=True)
    found = published(cast.erin, filled(cast, needs), needs)
    assert masked(found) == {"unknown"}


def test_everybody_is_masked_when_few(cast):
    origin = make_stratification()
    found = published(cast.erin, filled(cast, origin, {"a": (3, 40), "b": (0, 0)}), origin)
    assert masked(found) >= {"a", "all"}


def test_a_series_has_a_place_for_every_period(cast):
    origin = make_stratification()
    measure = filled(cast, origin)
    record_observations(
        actor=cast.bob, measure=measure, entries=[month(3, numerator=50, denominator=400)]
    )
    found = published(cast.lee, measure, origin)
    assert [cell and cell.numerator for cell in found.series(None)] == [96, None, 50]
    assert [cell and cell.numerator for cell in found.series(groups_of(origin)["a"])] == [
        48,
        None,
        None,
    ]


def test_a_correction_takes_the_place_of_the_former(cast):
    origin = make_stratification()
    measure = filled(cast, origin)
    right = month(1, numerator=97, denominator=905, because="One was found late.")
    record_observations(actor=cast.bob, measure=measure, entries=[right])
    assert published(cast.lee, measure, origin).series(None)[0].numerator == 97


@pytest.mark.parametrize("groups", ["ab", "abcdefgh"])
def test_it_takes_the_same_queries_however_many_groups(cast, groups, django_assert_num_queries):
    origin = make_stratification(codes=groups)
    measure = filled(cast, origin, dict.fromkeys(groups, (30, 200)))
    with django_assert_num_queries(8):
        published(cast.erin, measure, origin)
