"""On which day the monthly mail is due: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.exports.briefing import month_told
from initiatives.exports.rules import latest_day

WHEN = st.one_of(
    st.tuples(st.just("day"), st.integers(1, 28)),
    st.tuples(st.just("working_day"), st.none()),
)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("when", "day", "today", "due"),
    [
        ("day", 5, date(2027, 3, 5), date(2027, 3, 5)),
        ("day", 5, date(2027, 3, 31), date(2027, 3, 5)),
        ("day", 28, date(2027, 3, 1), date(2027, 2, 28)),
        ("day", 28, date(2027, 1, 1), date(2026, 12, 28)),
        ("working_day", None, date(2027, 5, 2), date(2027, 4, 1)),  # 1 May 2027 is a Saturday
        ("working_day", None, date(2027, 5, 3), date(2027, 5, 3)),
    ],
)
def test_it_is_the_latest_day_that_has_come(when, day, today, due):
    assert latest_day(when, day, today) == due


def test_the_first_working_day_is_ones_own_and_no_holiday():
    first = date(2027, 1, 1)
    assert latest_day("working_day", None, date(2027, 1, 20), (6, 7)) == date(2027, 1, 2)
    assert latest_day("working_day", None, date(2027, 1, 20), (5,), {first}) == date(2027, 1, 8)
    assert latest_day("working_day", None, date(2027, 1, 20), ()) == first


@given(WHEN, DAYS, st.sets(st.integers(1, 7)), st.sets(st.integers(-40, 40), max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_month_has_one_day_and_no_day_is_missed(chosen, today, working, off):
    holidays = {today + timedelta(days=days) for days in off}
    due = latest_day(*chosen, today, working, holidays)
    assert due <= today
    assert latest_day(*chosen, due, working, holidays) == due
    following = latest_day(*chosen, today + timedelta(days=1), working, holidays)
    assert following in (due, today + timedelta(days=1))
    if following != due:
        months = following.year * 12 + following.month - due.year * 12 - due.month
        assert months == 1


@pytest.mark.parametrize(
    ("since", "month"),
    [
        (date(2027, 2, 1), "2027-02"),
        (date(2027, 2, 28), "2027-03"),
        (date(2026, 12, 10), "2026-12"),
        (date(2026, 12, 31), "2027-01"),
    ],
)
def test_the_pack_is_of_the_month_of_most_of_the_days_that_are_told_of(since, month):
    assert month_told(since) == month
