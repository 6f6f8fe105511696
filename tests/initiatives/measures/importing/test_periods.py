"""Dates of a column: every form, and which comes first, month or day."""

from datetime import date

import pytest

from initiatives.measures.importing.periods import Days


def read(text, *others, frequency="month"):
    return Days(enumerate([text, *others], 2), frequency).read(text)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("2026/2", date(2026, 2, 1)),
        ("2026 Q2", date(2026, 4, 1)),
        ("2026Q2", date(2026, 4, 1)),
        ("Q4 2026", date(2026, 10, 1)),
        ("2026", date(2026, 1, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01 00:00", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("Mar 2026", date(2026, 3, 1)),
        ("2026 March", date(2026, 3, 1)),
        ("March 1, 2026", date(2026, 3, 1)),
        ("1 Mar 2026", date(2026, 3, 1)),
        ("31/03/2026", date(2026, 3, 31)),
        ("3/31/2026", date(2026, 3, 31)),
        ("1.1.2026", date(2026, 1, 1)),
    ],
)
def test_periods_by_their_names(text, starts):
    assert read(text) == starts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-13",
        "2026-02-30",
        "1/2/26",
        "31.31.2026",
        "Smarch 2026",
        "٢٠٢٦",
        "9999-12-31",
        "31/12/9999",
    ],
)
def test_what_names_no_day_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        read(text)


def test_one_date_of_a_column_tells_how_the_others_are_read():
    assert read("02/03/2026", "13/03/2026") == date(2026, 3, 2)
    assert read("02/03/2026", "03/13/2026") == date(2026, 2, 3)


def test_months_tell_the_order_when_just_one_makes_every_date_a_first_day():
    months = [f"{number:02}/01/2026" for number in range(1, 13)]
    assert read("02/01/2026", *months) == date(2026, 2, 1)
    with pytest.raises(ValueError, match="2 January 2026"):
        read("02/01/2026", *months, frequency="year")


def test_a_date_of_two_meanings_is_not_guessed():
    with pytest.raises(ValueError, match="may be 3 February 2026 or 2 March 2026"):
        read("02/03/2026")
