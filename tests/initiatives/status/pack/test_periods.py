"""The months of a pack: what can be asked for, and what is refused with which words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.status.pack.periods import LONGEST, latest_quarter, months_in, read_period

NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(NOW):
        yield


def complaint(start, end):
    with pytest.raises(Invalid) as refused:
        read_period(start, end)
    return refused.value.errors


def test_a_period_has_whole_months():
    period = read_period("2026-01", "2026-02")
    assert (period.start, period.end) == (date(2026, 1, 1), date(2026, 2, 28))
    assert (period.before, str(period)) == (date(2025, 12, 31), "January 2026 to February 2026")
    assert period.is_over
    assert period.holds(date(2026, 2, 28))
    assert not period.holds(date(2026, 3, 1))
    assert not period.holds(None)


def test_one_month_is_a_period_and_the_present_one_is_not_over():
    period = read_period("2026-11", "2026-11")
    assert str(period) == "November 2026"
    assert not period.is_over


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "26-01",
        "2026-1",
        "2026-01-01",
        "\N{ARABIC-INDIC DIGIT TWO}026-01",
        "x" * 9999,
        "=1+1",
    ],
)
def test_what_is_no_month_is_refused_beside_its_field(words):
    assert complaint(words, "2026-01") == {"start": "Give a month as year-month, such as 2026-03."}
    assert set(complaint("2026-01", words)) == {"end"}


def test_an_impossible_period_is_refused():
    assert "before the first" in complaint("2026-05", "2026-04")["end"]
    assert "not begun yet" in complaint("2026-12", "2027-01")["start"]
    assert "not begun yet" in complaint("2026-11", "2026-12")["end"]
    assert "from 1990 on" in complaint("0001-01", "2026-01")["start"]


def test_five_years_are_the_most():
    assert months_in(read_period("2021-12", "2026-11")) == LONGEST == 60
    assert "at most 60 months" in complaint("2021-11", "2026-11")["start"]


def test_what_is_offered_can_be_read():
    assert latest_quarter() == ("2026-09", "2026-11")
    with clock.at(datetime(2026, 1, 31, 20, tzinfo=UTC)):
        assert latest_quarter() == ("2025-11", "2026-01")
        assert months_in(read_period(*latest_quarter())) == 3


WORDS = st.text("0129-x ", max_size=9) | st.dates().map(lambda day: f"{day:%Y-%m}")


@PATIENT
@given(WORDS, WORDS)
def test_any_words_are_a_period_or_refused(first, last):
    with clock.at(NOW):
        try:
            period = read_period(first, last)
        except Invalid as refused:
            assert set(refused.errors) <= {"start", "end"}
        else:
            assert period.start <= period.end
