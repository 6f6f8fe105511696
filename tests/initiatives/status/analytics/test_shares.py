"""Equity reviews, figures by group, whether it lasted, and how shortfalls were found."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from initiatives.base import clock
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Alignment, Handover, Initiative
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.shortfalls.services import add_source, merge_shortfall, restrict_shortfall
from initiatives.status.analytics import Cohort
from initiatives.status.analytics.covered import covered
from initiatives.status.analytics.figures import share_of
from initiatives.status.analytics.found import found
from initiatives.status.analytics.lasting import lasting
from tests.factories import make_framework, make_shortfall
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.portfolio.walking import judge
from tests.initiatives.status.analytics.lives import life
from tests.initiatives.status.analytics.test_gaps import GAP, count

pytestmark = pytest.mark.django_db


def as_listed(viewer, line):
    """How many rows the list has to which a number links."""
    return InitiativeFilter(QueryDict(line.query), initiatives(viewer)).qs.count()


def numbers(viewer, lines):
    """Each number, which is that of its list."""
    for line in lines:
        assert line.numerator == as_listed(viewer, line)
    return {line.key: (line.numerator, line.denominator) for line in lines}


def test_a_share_of_few_is_not_told():
    assert share_of(3, 10) is None
    assert share_of(0, 0) is None
    assert share_of(11, 11) == 1.0
    assert share_of(0, 20) == 0.0


def test_reviewed_is_assessed_against_every_principle_that_it_serves(cast):
    whole = life(cast, 90, (60, "approved"), principles=cast.principles[:2])
    life(cast, 90, (60, "approved"))
    for at, alignment in enumerate(whole.alignments.all()):
        assert numbers(cast.erin, covered(cast.erin, Cohort()))["reviewed"] == (0, 2), at
        judge(cast, alignment, "charter")
    assert numbers(cast.erin, covered(cast.erin, Cohort()))["reviewed"] == (1, 2)


def test_by_group_takes_figures_and_not_only_a_plan(cast):
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage="testing")
    make_measure(cast, name="Planned").stratifications.add(make_stratification("age"))
    assert numbers(cast.erin, covered(cast.erin, Cohort()))["stratified"] == (0, 1)
    count(cast, GAP, GAP)
    assert numbers(cast.erin, covered(cast.erin, Cohort()))["stratified"] == (1, 1)
    assert numbers(cast.nobody, covered(cast.nobody, Cohort()))["stratified"] == (0, 0)


def test_what_a_later_edition_took_over_was_reviewed_under_the_former(cast):
    made = life(cast, 90, (60, "approved"))
    former = made.alignments.get()
    judge(cast, former, "charter")
    Alignment.objects.create(
        initiative=made,
        principle=make_framework().principles.first(),
        rationale="As before.",
        carried_from=former,
        created_by=cast.lee,
    )
    assert numbers(cast.erin, covered(cast.erin, Cohort()))["reviewed"] == (1, 1)


def closed(cast, outcome, lasted=""):
    """An initiative that ended so, and what a look found."""
    made = life(cast, 90)
    Initiative.objects.filter(pk=made.pk).update(stage="closed")
    looked = {"lasted_note": "Seen.", "looked_on": clock.today(), "looked_by": cast.bob}
    Handover.objects.create(
        initiative=made,
        outcome=outcome,
        summary="Done.",
        closed_at=clock.now(),
        closed_by=cast.lee,
        lasted=lasted,
        **looked if lasted else {},
    )


def test_did_it_last_of_what_was_handed_over(cast):
    for outcome, lasted in (("met", "yes"), ("partly", "yes"), ("met", "no"), ("not_met", "")):
        closed(cast, outcome, lasted)
    closed(cast, "abandoned")
    assert numbers(cast.erin, lasting(cast.erin, Cohort())) == {
        "yes": (2, 4),
        "partly": (0, 4),
        "no": (1, 4),
        "not_looked": (1, 4),
    }
    assert numbers(cast.charlie, lasting(cast.charlie, Cohort()))["yes"] == (0, 0)


def by_way(viewer, cohort=None):
    """The lines by way, each number that of its list."""
    lines = found(viewer, cohort or Cohort())
    for line in lines:
        listed = [
            ShortfallFilter(QueryDict(query), shortfalls(viewer)).qs.count()
            for query in (line.query, line.open_query, line.closed_query)
        ]
        assert listed == [line.found, line.open, line.closed]
    return {line.key: line for line in lines}


def test_shortfalls_by_the_ways_in_which_they_were_found(cast):
    principle = cast.principles[0]
    one, other = (make_shortfall(cast.lee, cast.hospital, principle) for _ in range(2))
    add_source(actor=cast.lee, shortfall=one, kind="review", note="The auditors saw it.")
    lines = by_way(cast.erin)
    assert [lines[key].found for key in ("all", "person", "review", "measure")] == [2, 2, 1, 0]
    merge_shortfall(actor=cast.lee, shortfall=one, into=other)
    lines = by_way(cast.erin)
    assert [lines[key].found for key in ("all", "person", "review")] == [1, 1, 1]


def test_ages_and_times_are_told_of_enough(cast):
    for day in range(1, 12):
        made = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
        Shortfall.objects.filter(pk=made.pk).update(found_on=clock.today() - timedelta(days=day))
    assert by_way(cast.erin)["all"].days_open == 6
    Shortfall.objects.filter(pk=made.pk).update(state="dismissed", dismissed_because="No.")
    assert by_way(cast.erin)["all"].days_open is None


def test_what_is_confidential_is_not_counted_for_others(cast):
    hidden = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    restrict_shortfall(actor=cast.lee, shortfall=hidden, reason="A person could be known.")
    assert by_way(cast.lee)["all"].found == 1
    assert by_way(cast.erin)["all"].found == 0


def test_a_principle_an_edition_and_a_period_narrow_shortfalls(cast):
    made = make_shortfall(cast.lee, cast.clinic, cast.principles[1])
    Shortfall.objects.filter(pk=made.pk).update(found_on=clock.today() - timedelta(days=100))
    now = clock.today().replace(day=1)
    for cohort, number in (
        (Cohort(principle=cast.principles[1]), 1),
        (Cohort(principle=cast.principles[0]), 0),
        (Cohort(framework=cast.framework), 1),
        (Cohort(entity=cast.hospital), 0),
        (Cohort(since=now), 0),
        (Cohort(until=now), 1),
    ):
        assert by_way(cast.erin, cohort)["all"].found == number, cohort
