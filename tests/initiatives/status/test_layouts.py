"""Scopes, initiatives by principle, and whole matrices of the past."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.measures.rules.periods import period_of
from initiatives.people.models import User
from initiatives.status import past
from initiatives.status.choices import Way
from initiatives.status.past.months import way_of
from initiatives.status.past.series import Point
from initiatives.status.queries import cell, matrix, served, under_way_at
from initiatives.status.scope import Scope
from initiatives.status.services import refresh_standings
from tests.factories import make_entity, make_initiative, make_promise, make_shortfall
from tests.initiatives.measures.making import make_measure, make_signal, make_stratification
from tests.initiatives.status.nights import night

pytestmark = pytest.mark.django_db


def month_of(day):
    return period_of(day, "month")[0]


def test_the_work_of_a_sponsor_alone(cast):
    other = make_initiative(
        cast.lee, cast.hospital, principles=cast.principles, sponsor=cast.erin, population="Elders"
    )
    make_promise(cast.lee, cast.alice, -3, initiative=other)
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    whole = cell(cast.lee, cast.principles[0], cast.system)
    of_erin = cell(cast.lee, cast.principles[0], cast.system, Scope(cast.erin.pk))
    for_elders = cell(cast.lee, cast.principles[0], cast.system, Scope(population="elder"))
    for found, numbers in ((whole, (2, 2, 1)), (of_erin, (1, 1, 0)), (for_elders, (1, 1, 0))):
        assert (found.initiatives, found.overdue, found.open_shortfalls) == numbers
    assert f"sponsor={cast.erin.pk}" in of_erin.overdue_query
    assert cell(cast.lee, cast.principles[0], cast.system, Scope(population="%")).is_gap


def test_a_whole_names_the_parts_where_nothing_serves_the_principle(cast):
    refresh_standings()
    found = matrix(cast.lee, cast.system).rows[0].cells
    assert found[0].left_behind == ("Clinic, where nothing serves it",)
    assert found[1].left_behind == ()  # it is a gap, and says so itself


def test_a_cell_says_which_group_is_left_behind(cast):
    groups = make_stratification()
    measure = make_measure(cast, stratifications=[groups])
    make_signal(measure, kind="worse", stratification=groups, stratum=groups.strata.first())
    found = cell(cast.lee, cast.principles[0], cast.hospital)
    assert found.left_behind == ("Group a",)
    assert "a gap widens: Group a." in " ".join(found.reasons)


def test_initiatives_by_principle_tell_what_was_found_of_each(cast):
    rows = under_way_at(cast.lee, cast.system)
    (one,) = served(rows, cast.principles)
    assert one.ratings == ["not_assessed", "not_assessed", ""]
    assert list(under_way_at(cast.lee, cast.clinic)) == []
    assert list(under_way_at(User.objects.get(pk=cast.nobody.pk), cast.system)) == []


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_of_them_takes_four_queries(cast, many, django_assert_num_queries):
    for _ in range(many):
        make_initiative(cast.lee, cast.hospital, principles=cast.principles)
    with django_assert_num_queries(4):
        assert len(served(under_way_at(cast.erin, cast.system), cast.principles)) == many + 1


def test_a_past_month_is_as_its_last_night_kept_it(cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    night(40)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    night()
    then = past.kept(cast.erin, cast.system, month_of(clock.today() - timedelta(days=40)))
    now = past.kept(cast.erin, cast.system, month_of(clock.today()))
    assert [found.rows[0][1][0].open_shortfalls for found in (then, now)] == [1, 2]
    assert past.kept(cast.erin, cast.system, month_of(clock.today() - timedelta(days=400))) is None


def test_entities_by_month_show_the_gravest_state_or_that_of_one_principle(cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    night()
    late = make_entity("Late", cast.system)
    erin = User.objects.get(pk=cast.erin.pk)
    found = dict(past.by_time(erin, cast.system, cast.principles).rows)
    assert (found[cast.system], found[cast.clinic]) == (["off_track"], ["unknown"])
    assert found[late] == [None]
    one = dict(past.by_time(erin, cast.system, cast.principles[2:]).rows)
    assert one[cast.system] == ["unknown"]


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "nobody"])
def test_others_see_no_past_of_the_system(cast, name):
    night()
    viewer = User.objects.get(pk=getattr(cast, name).pk)
    with pytest.raises(NotAllowed):
        past.kept(viewer, cast.system, month_of(clock.today()))
    with pytest.raises(NotAllowed):
        past.by_time(viewer, cast.system, cast.principles)


def points(*values):
    day = clock.today()
    return [Point(day, True, day, value) for value in values]


@pytest.mark.parametrize(
    ("values", "way"),
    [
        ([3] * 9, Way.TOO_FEW),
        ([3, 4, 2, 3, 4, 3, 2, 4, 3, 3], Way.AS_USUAL),
        ([3, 4, 2, 3, 4, 3, 2, 4, 3, 25], Way.MORE),
        ([9, 12, 9, 10, 12, 9, 11, 10, 12, 0], Way.FEWER),
    ],
)
def test_a_way_is_told_by_a_control_chart_and_not_by_two_points(values, way):
    assert way_of(points(*values)) == way


def test_the_ways_of_a_matrix_take_four_queries(cast):
    night(1)
    night()
    with CaptureQueriesContext(connection) as captured:
        found = past.ways(
            cast.erin, [cast.system, cast.clinic], [one.pk for one in cast.principles]
        )
    assert set(found.values()) == {Way.TOO_FEW}
    assert len(captured) == 4  # roles, what is in sight, the months, the cells
