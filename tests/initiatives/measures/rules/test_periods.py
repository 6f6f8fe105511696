"""Periods and the days by which their data are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.rules.periods import (
    due_on,
    label_of,
    last_due,
    next_period,
    period_of,
    periods_between,
)

FREQUENCIES = ["week", "month", "quarter", "year"]
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "starts", "ends"),
    [
        ("week", date(2028, 2, 28), date(2028, 3, 5)),
        ("month", date(2028, 2, 1), date(2028, 2, 29)),
        ("quarter", date(2028, 1, 1), date(2028, 3, 31)),
        ("year", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_leap_day_lies_in_its_period(frequency, starts, ends):
    assert period_of(date(2028, 2, 29), frequency) == (starts, ends)


@given(days, st.sampled_from(FREQUENCIES))
def test_every_day_lies_in_one_period_and_the_next_follows_at_once(day, frequency):
    starts, ends = period_of(day, frequency)
    assert starts <= day <= ends
    assert period_of(starts, frequency) == period_of(ends, frequency) == (starts, ends)
    assert next_period(day, frequency)[0] == ends + timedelta(days=1)


@given(days, st.sampled_from(FREQUENCIES), st.integers(0, 366))
def test_the_last_period_due_is_due_and_the_next_is_not(today, frequency, due_days):
    starts, ends = last_due(today, frequency, due_days)
    assert due_on(ends, due_days) <= today
    assert due_on(next_period(starts, frequency)[1], due_days) > today


def test_periods_go_over_the_turn_of_a_year():
    found = periods_between(date(2025, 11, 1), date(2026, 2, 1), "month")
    assert [(day.year, day.month) for day in found] == [
        (2025, 11),
        (2025, 12),
        (2026, 1),
        (2026, 2),
    ]


def test_there_are_no_periods_between_days_of_another_frequency():
    assert list(periods_between(date(2025, 11, 1), date(2026, 2, 1), "quarter")) == []


@pytest.mark.parametrize(
    ("frequency", "label"),
    [("week", "2 Feb 2026"), ("month", "Feb 2026"), ("quarter", "Q1 2026"), ("year", "2026")],
)
def test_a_period_is_named_where_room_is_scarce(frequency, label):
    assert label_of(date(2026, 2, 2), frequency) == label
