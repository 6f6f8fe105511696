"""Groups compared in a window, and their gaps over time; what is masked is never said."""

from dataclasses import replace

import pytest

from initiatives.measures.models import Measure, ReferenceGroup
from initiatives.measures.queries import (
    completeness_of,
    disparities,
    gaps_over_time,
    published,
    reference_stratum,
    taken,
    window,
)
from tests.initiatives.measures.making import TERMS, make_measure, make_stratification
from tests.initiatives.measures.queries.making import GROUPS, filled

pytestmark = pytest.mark.django_db


def compared(cast, who="bob", key="year-2025", **said):
    measure, origin = filled(cast, **said)
    return disparities(getattr(cast, who), measure, origin, key)


def test_each_group_is_held_to_the_best_with_its_counts_and_a_verdict(cast):
    found = compared(cast)
    assert [one.stratum.code for one in found.groups] == ["a", "b", "c"]
    assert found.reference.label == "Group c"
    assert [row.tone for row in found.plot.rows] == ["worse", "worse", "reference"]
    assert found.plot.rows[0].value == pytest.approx(80)
    assert found.plot.rows[0].people == 7200
    assert len(found.choices) == 6


def test_a_group_that_a_person_chose_is_the_reference(cast):
    measure, origin = filled(cast)
    ReferenceGroup.objects.create(
        measure=measure,
        stratification=origin,
        stratum=origin.strata.get(code="b"),
        because="The largest insurer's own.",
        chosen_by=cast.lee,
    )
    found = disparities(cast.bob, measure, origin)
    assert found.reference.label == "Group b"
    assert found.because == "The largest insurer's own."


def test_a_masked_group_has_no_number_and_no_verdict(cast):
    found = compared(cast, "erin", "2025-12-01")
    row = next(row for row in found.plot.rows if row.label == "Group c")
    assert (row.tone, row.people, row.value, row.low, row.high) == (
        "masked",
        None,
        None,
        None,
        None,
    )
    masked = next(one for one in found.groups if one.stratum.code == "c")
    assert masked.result is None
    assert not any(character.isdigit() for character in masked.words)


def test_too_few_is_never_said_as_no_gap(cast):
    found = compared(cast, counts={"a": (400, 600), "b": (60, 90), "c": (14, 26)}, key="2025-12-01")
    tones = {row.label: row.tone for row in found.plot.rows}
    assert tones["Group c"] == "few"
    assert "Too few to say: 1 of 3 groups." in found.plot.sentence


def test_what_is_not_a_share_of_people_is_not_compared(cast):
    terms = replace(TERMS, chart="u", multiplier=1000, unit="per 1,000 days")
    found = compared(cast, terms=terms)
    assert found.reference is None
    assert "shares of people" in found.why


def test_nothing_is_compared_before_anything_is_recorded(cast):
    origin = make_stratification()
    measure = make_measure(cast, stratifications=[origin])
    assert disparities(cast.bob, measure, origin) is None


def test_a_stranger_sees_nothing(cast):
    measure, origin = filled(cast)
    with pytest.raises(Measure.DoesNotExist):
        disparities(cast.charlie, measure, origin)


def test_summary_measures_come_with_the_comparison(cast):
    found = compared(cast)
    summary = found.summary(floor=30)
    assert summary["mrd"].value == pytest.approx(0.8 - 7 / 60)


def test_ordered_measures_come_for_ordered_groups_alone(cast):
    assert "rci" not in " ".join(compared(cast).summary(floor=30))


def completeness(cast, who, key):
    measure, origin = filled(cast)
    found = published(getattr(cast, who), measure, origin)
    there = taken(found, window(found, key))
    return completeness_of(there.cells, found.strata, found.definition.chart)


def test_completeness_says_how_many_are_missing_and_in_which_way(cast):
    found = completeness(cast, "bob", "2025-12-01")
    people = sum(n for _, n in GROUPS.values())
    assert found.share == pytest.approx(1 - 45 / people)
    assert found.absent == (("Not recorded", 45),)


def test_completeness_is_not_said_where_it_would_tell_what_is_masked(cast):
    counts = GROUPS | {"unknown": (2, 9)}
    measure, origin = filled(cast, counts)
    found = published(cast.erin, measure, origin)
    there = taken(found, window(found, "2025-12-01"))
    said = completeness_of(there.cells, found.strata, found.definition.chart)
    assert (said.share, said.people, said.absent, said.masked) == (None, None, (), True)


def test_a_gap_over_time_is_drawn_for_each_other_group(cast):
    measure, origin = filled(cast)
    found = published(cast.bob, measure, origin)
    reference = reference_stratum(found)
    assert reference.code == "c"
    charts = gaps_over_time(found, reference)
    assert [one.label for one in charts] == ["Group a", "Group b"]
    assert charts[0].drawing.dots[0].value == pytest.approx(80 - 100 * 7 / 60)
    assert charts[0].drawing.zero


def test_a_gap_to_a_masked_group_is_masked(cast):
    measure, origin = filled(cast)
    found = published(cast.erin, measure, origin)
    reference = origin.strata.get(code="c")
    chart = gaps_over_time(found, reference)[0]
    assert all(dot.masked and dot.value is None for dot in chart.drawing.dots)


def test_values_that_count_nobody_have_no_completeness(cast):
    measure, origin = filled(cast)
    found = published(cast.bob, measure, origin)
    there = taken(found, window(found, "2025-12-01"))
    assert completeness_of(there.cells, found.strata, "i").share is None
