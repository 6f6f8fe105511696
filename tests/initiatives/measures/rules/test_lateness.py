"""Since when data are overdue."""

from datetime import date

import pytest

from initiatives.measures.rules.lateness import overdue_since

JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("today", "latest", "since"),
    [
        (date(2026, 3, 15), JANUARY, None),  # due today
        (date(2026, 3, 16), JANUARY, date(2026, 3, 15)),
        (date(2026, 9, 16), JANUARY, date(2026, 3, 15)),  # since the first that is missing
        (date(2026, 2, 16), JANUARY, None),
        (date(2026, 3, 16), date(2026, 2, 1), None),
        (date(2026, 5, 15), None, None),  # the definition came in April
        (date(2026, 5, 16), None, date(2026, 5, 15)),
        (date(2026, 4, 10), None, None),
    ],
)
def test_a_month_is_overdue_the_day_after_its_data_were_due(today, latest, since):
    assert overdue_since(today, "month", 15, latest, date(2026, 4, 9)) == since


@pytest.mark.parametrize(
    ("frequency", "since"),
    [
        ("week", date(2026, 1, 11)),
        ("quarter", date(2026, 6, 30)),
        ("year", date(2027, 12, 31)),
    ],
)
def test_each_frequency_has_its_own_next_period(frequency, since):
    starts = date(2025, 12, 29) if frequency == "week" else JANUARY
    assert overdue_since(date(2028, 6, 1), frequency, 0, starts, JANUARY) == since


def test_data_that_may_take_longer_than_a_period_are_waited_for():
    assert overdue_since(date(2026, 5, 29), "month", 90, JANUARY, JANUARY) is None
    assert overdue_since(date(2026, 5, 30), "month", 90, JANUARY, JANUARY) == date(2026, 5, 29)
