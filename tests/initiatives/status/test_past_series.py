"""A number over time: which night stands for a period, and what is judged."""

from datetime import UTC, date, datetime

import pytest

from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.status import past
from initiatives.status.choices import Number, Step
from initiatives.status.past.series import periods, starts_of
from initiatives.status.services import build_snapshot
from tests.factories import Cast, make_promise, make_shortfall, seat
from tests.initiatives.status.nights import night

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 17, 20, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def cast():
    with clock.at(NOON):
        yield Cast()


def trend(cast, viewer=None, number=Number.SHORTFALLS, step=Step.MONTH, entity=None):
    viewer = viewer or cast.erin
    return past.trend(viewer, cast.principles[0], entity or cast.clinic, number, step)


def on(*days):
    """The night of each day, with what there is then."""
    for day in days:
        with clock.at(datetime(day.year, day.month, day.day, 20, tzinfo=UTC)):
            build_snapshot()


def test_of_each_month_the_last_night_stands_and_a_month_without_any_is_no_nought(cast):
    on(date(2026, 8, 3))
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    on(date(2026, 8, 30), date(2026, 10, 1))
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    on(date(2026, 11, 16))
    points = trend(cast).points
    assert [(point.period.month, point.value) for point in points] == [
        (8, 1),
        (9, None),
        (10, 1),
        (11, 2),
    ]
    assert [point.is_over for point in points] == [True, True, True, False]
    assert points[0].day == date(2026, 8, 30)
    assert points[1].day is None


def test_weeks_start_on_monday_and_days_stand_for_themselves(cast):
    on(date(2026, 11, 8), date(2026, 11, 9), date(2026, 11, 15))
    weeks, days = (trend(cast, step=step).points for step in (Step.WEEK, Step.DAY))
    assert [point.day for point in weeks] == [date(2026, 11, 8), date(2026, 11, 15)]
    assert [point.period for point in weeks] == [date(2026, 11, 2), date(2026, 11, 9)]
    assert len(days) == 8
    assert sum(point.value is not None for point in days) == 3


@pytest.mark.parametrize("step", list(Step))
def test_periods_follow_each_other(step):
    first, last = starts_of(date(2025, 12, 30), step), starts_of(date(2026, 3, 1), step)
    found = list(periods(first, last, step))
    assert found == sorted(set(found))
    assert all(starts_of(period, step) == period for period in found)
    assert (found[0], found[-1]) == (first, last)


def weekly(cast, grow=9):
    """Twelve weeks with a late promise more for each of the last ones."""
    for week in range(12, 0, -1):
        if week <= 12 - grow:
            make_promise(cast.lee, cast.alice, -200, initiative=cast.initiative)
        elif week % 2:
            make_shortfall(cast.lee, cast.hospital, cast.principles[0])
        night(7 * week)


def test_fewer_points_than_a_verdict_takes_say_so_and_draw_no_limits(cast):
    night(30)
    night()
    found = trend(cast)
    assert found.sentence == "2 months: too few to say. From 10 months on it is judged."
    assert found.analysis is None
    assert found.drawing.stretches == ()
    assert all(dot.cause is None for dot in found.drawing.dots)


def test_a_number_that_grows_is_seen_and_more_overdue_is_a_concern(cast):
    weekly(cast)
    found = trend(cast, number=Number.OVERDUE, step=Step.WEEK, entity=cast.hospital)
    assert [point.value for point in found.points] == [0] * 9 + [1, 2, 3]
    assert found.analysis.chart == "c"
    assert "1 point beyond the limits" in found.sentence
    causes = [dot.cause for dot in found.drawing.dots]
    assert causes == ["common_cause"] * 11 + ["special_cause_concern"]


def test_a_count_that_goes_up_by_one_and_stays_is_no_point_beyond_a_limit(cast):
    for week in range(12, 0, -1):
        if week == 4:
            make_shortfall(cast.lee, cast.hospital, cast.principles[0])
        night(7 * week)
    found = trend(cast, step=Step.WEEK, entity=cast.hospital)
    assert [point.value for point in found.points] == [0] * 8 + [1] * 4
    assert {dot.cause for dot in found.drawing.dots} == {"common_cause"}


def test_more_shortfalls_are_never_called_worse_nor_fewer_better(cast):
    weekly(cast, grow=12)
    found = trend(cast, step=Step.WEEK, entity=cast.hospital)
    causes = {dot.cause for dot in found.drawing.dots}
    assert not causes & {"special_cause_concern", "special_cause_improvement"}


def test_no_limit_of_a_count_is_drawn_below_nought(cast):
    weekly(cast)
    found = trend(cast, number=Number.OVERDUE, step=Step.WEEK, entity=cast.hospital)
    lower = [low for one in found.drawing.stretches for low in one.lower]
    assert len(lower) == 12
    assert all(low is None or low > 0 for low in lower)


def test_how_many_initiatives_there_are_has_no_limits(cast):
    weekly(cast)
    found = trend(cast, number=Number.INITIATIVES, step=Step.WEEK, entity=cast.hospital)
    assert found.analysis.chart == "run"
    assert found.sentence == "12 points, centre 1: nothing varies, so there are no limits."


def test_days_are_shown_and_never_judged(cast):
    for day in range(12):
        night(day)
    found = trend(cast, step=Step.DAY)
    assert found.analysis is None
    assert "not judged" in found.sentence


def test_months_are_usual_once_ten_are_kept(cast):
    about = cast.erin, cast.principles[0], cast.clinic
    on(*(date(2026, month, 5) for month in range(1, 10)))
    assert past.usual_step(*about) == Step.WEEK
    on(date(2026, 10, 5))
    assert past.usual_step(*about) == Step.MONTH


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "nobody"])
def test_who_sees_an_entity_in_part_or_not_at_all_sees_no_past_of_it(cast, who):
    night()
    with pytest.raises(NotAllowed, match="hold a role there"):
        trend(cast, viewer=getattr(cast, who), entity=cast.hospital)


def test_any_role_there_or_above_shows_it(cast):
    night()
    seat(cast.bob, Role.MEMBER, cast.hospital)
    for who in ("bob", "erin", "ada", "lee", "root"):
        viewer = User.objects.get(pk=getattr(cast, who).pk)
        assert len(trend(cast, viewer=viewer, entity=cast.hospital).points) == 1


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_long_it_is(cast, many, django_assert_num_queries):
    for day in range(many):
        night(31 * day)
    viewer = User.objects.get(pk=cast.erin.pk)
    with django_assert_num_queries(5):
        trend(cast, viewer=viewer)


def test_the_rules_of_each_night_are_named(cast):
    night(1)
    assert trend(cast).rules_versions == [build_snapshot()[0].rules_version]
