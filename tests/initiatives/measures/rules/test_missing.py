from datetime import date

import pytest

from initiatives.measures.rules.missing import last_ended, missing, to_enter

TODAY = date(2026, 10, 7)  # a Wednesday


def month(number):
    return date(2026, number, 1)


@pytest.mark.parametrize(
    ("frequency", "starts"),
    [
        ("week", date(2026, 9, 28)),
        ("month", date(2026, 9, 1)),
        ("quarter", date(2026, 7, 1)),
        ("year", date(2025, 1, 1)),
    ],
)
def test_the_latest_period_that_is_over(frequency, starts):
    assert last_ended(TODAY, frequency) == starts


def test_nothing_recorded_misses_the_latest_that_is_over():
    assert missing([], "month", TODAY) == [month(9)]
    assert to_enter([], "month", TODAY) == month(9)


def test_gaps_and_what_came_after_are_missing():
    assert missing([month(4), month(6), month(7)], "month", TODAY) == [
        month(5),
        month(8),
        month(9),
    ]


def test_what_came_after_goes_before_a_gap_and_a_gap_before_the_running_period():
    assert to_enter([month(4), month(6), month(7)], "month", TODAY) == month(8)
    assert to_enter([month(4), month(6), *map(month, (7, 8, 9))], "month", TODAY) == month(5)
    assert to_enter([*map(month, (8, 9))], "month", TODAY) == month(10)
    assert to_enter([*map(month, (8, 9, 10))], "month", TODAY) == month(10)


def test_a_quarter_has_data_once_a_month_of_it_has():
    assert missing([month(2), month(5)], "quarter", TODAY) == [month(7)]
