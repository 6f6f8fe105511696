"""What charts say and show: judged on what the viewer may see, in the unit of the measure."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.base import clock
from initiatives.measures.models import Annotation, Phase
from initiatives.measures.queries import Marks, charted, published
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import record_observations
from tests.initiatives.measures.making import TERMS, groups_of, make_measure, make_stratification
from tests.initiatives.measures.queries.making import filled, starts_of

pytestmark = pytest.mark.django_db


def series(cast, numerators, periods=None, **said):
    measure = make_measure(cast, **said)
    entries = [
        Entry(starts, numerator=numerator, denominator=200)
        for starts, numerator in zip(periods or starts_of(), numerators, strict=False)
    ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure


def test_the_chart_says_what_it_means_in_the_unit_of_the_measure(cast):
    measure = series(cast, [40, 44, 38, 42, 41, 39, 43, 40, 42, 38, 44, 41])
    found = charted(published(cast.bob, measure))
    assert found.sentence.startswith("12 points, centre 20.5 %")
    assert found.drawing.dots[0].label == "Jan 2025"
    assert found.drawing.dots[0].value == pytest.approx(20)
    assert len(found.drawing.stretches) == 1
    assert found.drawing.unit == "%"


def test_a_month_without_figures_keeps_its_place_and_is_not_nought(cast):
    measure = series(cast, [40, 44, 38], [date(2025, 1, 1), date(2025, 2, 1), date(2025, 5, 1)])
    found = charted(published(cast.bob, measure))
    assert [dot.value is None for dot in found.drawing.dots] == [False, False, True, True, False]
    assert not any(dot.masked for dot in found.drawing.dots)


def test_nothing_is_judged_before_there_is_anything(cast):
    assert charted(published(cast.bob, make_measure(cast))).sentence == "There are no data yet."
    waiting = make_measure(cast, approved=False)
    assert "No definition is in force" in charted(published(cast.bob, waiting)).sentence


def test_a_masked_point_holds_no_number_and_is_not_judged(cast):
    measure, origin = filled(cast)
    group = groups_of(origin)["c"]
    seen = charted(published(cast.bob, measure, origin), group)
    hidden = charted(published(cast.erin, measure, origin), group)
    assert [dot.value for dot in seen.drawing.dots] == [pytest.approx(100 * 7 / 60)] * 12
    assert [dot.value for dot in hidden.drawing.dots] == [None] * 12
    assert all(dot.masked for dot in hidden.drawing.dots)
    assert hidden.analysis is None
    assert "7" not in hidden.sentence


def test_a_phase_that_was_approved_draws_centre_and_limits_anew(cast):
    periods = starts_of(2024) + starts_of(2025)
    measure = series(cast, [40, 44] * 6 + [80, 84] * 6, periods)
    yes = dict.fromkeys(["different", "known", "wanted", "lasting"], True)
    phase = Phase.objects.create(
        measure=measure,
        starts=date(2025, 1, 1),
        reason="A new clinic.",
        proposed_by=cast.bob,
        **yes,
    )
    assert len(charted(published(cast.bob, measure)).drawing.stretches) == 1
    phase.approved_by, phase.approved_at = cast.sam, clock.now()
    phase.save()
    found = charted(published(cast.bob, measure)).drawing.stretches
    assert [(one.start, one.end) for one in found] == [(1, 12), (13, 24)]
    assert [round(one.centre) for one in found] == [21, 41]
    assert not found[1].on_trial


def test_an_event_stands_at_the_period_that_had_begun_on_its_day(cast):
    measure = series(cast, [40] * 12)
    for day in (date(2025, 3, 20), date(2024, 1, 1)):
        Annotation.objects.create(measure=measure, on=day, text="Carts", added_by=cast.bob)
    notes = charted(published(cast.bob, measure)).drawing.notes
    assert [(note.at, note.text) for note in notes] == [(3, "Carts")]


def test_an_excluded_point_is_drawn_as_such_and_left_out_of_the_limits(cast):
    measure = series(cast, [40, 44] * 5)
    entry = Entry(
        date(2025, 11, 1), numerator=190, denominator=200, excluded_because="The system was down."
    )
    record_observations(actor=cast.bob, measure=measure, entries=[entry])
    found = charted(published(cast.bob, measure))
    assert found.drawing.dots[-1].excluded
    assert found.drawing.stretches[0].centre == pytest.approx(21)


def test_limits_are_frozen_as_the_definition_says(cast):
    frozen = replace(TERMS, freeze=12)
    periods = starts_of(2024) + starts_of(2025)
    measure = series(cast, [40, 44] * 6 + [80, 84] * 6, periods, terms=frozen)
    assert charted(published(cast.bob, measure)).drawing.stretches[0].centre == pytest.approx(21)


def test_values_without_a_denominator_are_charted_as_they_are(cast):
    terms = replace(TERMS, chart="i", numerator="", denominator="", multiplier=1, unit="days")
    measure = make_measure(cast, terms)
    entries = [Entry(starts, value=2.5) for starts in starts_of()]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    found = charted(published(cast.erin, measure))
    assert "nothing varies" in found.sentence
    assert {dot.value for dot in found.drawing.dots} == {2.5}


def test_charts_take_no_more_queries_with_more_groups(cast, django_assert_num_queries):
    origin = make_stratification("wide", codes="abcdefgh")
    measure = make_measure(cast, stratifications=[origin])
    found = published(cast.bob, measure, origin)
    with django_assert_num_queries(3):
        charted(found)


def test_a_later_phase_is_named_by_its_first_period(cast):
    measure, _ = filled(cast)
    found = published(cast.bob, measure)
    chart = charted(found, marks=Marks(phases=(date(2025, 7, 1),)))
    assert chart.sentence.startswith("Since Jul 2025: 6 points")
