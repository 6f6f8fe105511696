"""When a person may be written to, where they are."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.rules.hours import Hours, Quiet, why_no_digest, why_no_notice

SEATTLE = "America/Los_Angeles"
NIGHT = Quiet(time(18), time(7))
NEVER = Quiet(time(0), time(0))


def here(*when, zone=SEATTLE):
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def office(**changed):
    return Hours(**{"time_zone": SEATTLE, "working_days": (1, 2, 3, 4, 5)} | changed)


def digest_at(*when, hours=None, quiet=NIGHT, off=(), zone=SEATTLE):
    return why_no_digest(here(*when, zone=zone), hours or office(), quiet, off)


def test_a_digest_goes_from_the_persons_hour_until_quiet_hours_begin():
    assert digest_at(2027, 3, 10, 6, 59) == "The digest goes at 07:00."
    assert digest_at(2027, 3, 10, 7, 0) == ""
    assert digest_at(2027, 3, 10, 17, 59) == ""
    assert digest_at(2027, 3, 10, 18, 0) == "Quiet hours began at 18:00."


def test_it_waits_for_a_working_day_that_is_no_holiday():
    assert digest_at(2027, 3, 13, 9) == "Saturday is not a working day."
    assert digest_at(2027, 3, 10, 9, off={date(2027, 3, 10)}) == "It is a holiday."
    assert digest_at(2027, 3, 13, 9, hours=office(working_days=(6, 7))) == ""


def test_a_person_without_working_days_gets_it_on_any_day():
    assert digest_at(2027, 3, 13, 9, hours=office(working_days=())) == ""


def test_it_waits_while_they_are_away_the_last_day_included():
    away = office(away_from=date(2027, 3, 8), away_until=date(2027, 3, 10))
    assert digest_at(2027, 3, 10, 9, hours=away) == "Away until 10 March 2027."
    assert digest_at(2027, 3, 11, 9, hours=away) == ""
    assert digest_at(2027, 3, 5, 9, hours=away) == ""


def test_an_hour_that_was_chosen_within_quiet_hours_counts():
    late = office(digest_at=time(20))
    assert digest_at(2027, 3, 10, 20, 30, hours=late) == ""
    assert digest_at(2027, 3, 10, 21, 30, hours=late) != ""


@pytest.mark.parametrize(
    ("zone", "when"), [("Asia/Tokyo", (2027, 3, 11, 7)), ("Pacific/Honolulu", (2027, 3, 10, 7))]
)
def test_the_hour_is_the_persons_own(zone, when):
    hours = office(time_zone=zone)
    instant = here(*when, zone=zone)
    assert why_no_digest(instant, hours, NIGHT, ()) == ""
    assert why_no_digest(instant - timedelta(minutes=1), hours, NIGHT, ()) != ""


def test_an_hour_that_clocks_skip_is_made_up_for_at_once():
    sunday = office(digest_at=time(2, 30), working_days=(7,))
    before, after = here(2027, 3, 14, 1, 59), here(2027, 3, 14, 3, 0)
    assert after - before == timedelta(minutes=1)  # the clocks went forward
    assert why_no_digest(before, sunday, NEVER, ()) != ""
    assert why_no_digest(after, sunday, NEVER, ()) == ""


def test_a_notice_waits_for_quiet_hours_and_leave_but_not_for_monday():
    saturday = here(2027, 3, 13, 9)
    assert why_no_notice(saturday, office(), NIGHT) == ""
    assert why_no_notice(here(2027, 3, 13, 3), office(), NIGHT) == "Quiet hours last until 07:00."
    away = office(away_from=date(2027, 3, 13), away_until=date(2027, 3, 13))
    assert why_no_notice(saturday, away, NIGHT) == "Away until 13 March 2027."


@given(begins=st.times(), ends=st.times(), moment=st.times())
def test_quiet_hours_and_their_opposite_share_the_day(begins, ends, moment):
    if begins != ends:
        opposite = Quiet(ends, begins)
        assert Quiet(begins, ends).covers(moment) != opposite.covers(moment)
    else:
        assert not Quiet(begins, ends).covers(moment)


@given(
    zone=st.sampled_from([SEATTLE, "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
    chosen=st.times(),
    day=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_on_each_working_day_there_is_a_moment_for_the_digest(zone, chosen, day):
    hours = Hours(zone, (day.isoweekday(),), chosen)
    local = datetime.combine(day, chosen, tzinfo=ZoneInfo(zone))
    moments = [local + timedelta(minutes=minutes) for minutes in (0, 30, 59)]
    same_day = [one.astimezone(UTC) for one in moments if one.date() == day]
    assert any(why_no_digest(one, hours, NIGHT, ()) == "" for one in same_day)
