"""Months as they are written, and periods that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.months import last_day, month_of, period_complaints

TODAY = date(2026, 7, 15)


@given(day=st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_a_month_is_read_back(day):
    assert month_of(f"{day:%Y-%m}") == day.replace(day=1)
    assert last_day(day.replace(day=1)) >= day


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2026", "2026-13", "2026-00", "1000000-01", "1989-12", "0000-01"),
        *("-2026-01", "2026-1", "2026-01-01", "2026-01; DROP TABLE"),
        "\u0662\u0660\u0662\u0666-\u0660\u0661",
    ],
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="Give a month"):
        month_of(text)


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        (None, None, set()),
        (date(2026, 7, 1), date(2026, 7, 1), set()),
        (date(2026, 6, 1), date(2026, 5, 1), {"until"}),
        (date(2026, 8, 1), None, {"since"}),
        (None, date(2026, 8, 1), {"until"}),
        (date(2027, 8, 1), date(2027, 7, 1), {"since", "until"}),
    ],
)
def test_a_period_runs_forward_and_not_beyond_the_present(since, until, wrong):
    assert set(period_complaints({"since": since, "until": until}, TODAY)) == wrong
