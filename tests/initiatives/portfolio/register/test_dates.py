"""Days beyond doubt, days in doubt, days that do not exist, and words that name no day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.portfolio.register import Proposal
from initiatives.portfolio.register.dates import looks_like_time
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import HEADER, judged, read, row, said


def due(*texts: str) -> list[Proposal]:
    """What a column of due dates becomes."""
    rows = [row(Title=f"Tool {number}", Due=text) for number, text in enumerate(texts)]
    return list(read(delimited([HEADER, *rows])).proposals)


@pytest.mark.parametrize(
    "text",
    [
        "2017-04-21",
        "2017-4-21",
        "2017/04/21",
        "2017-04-21 00:00:00",
        "2017-04-21T09:30:00Z",
        "20170421",
        "21 April 2017",
        "21-Apr-2017",
        "21st of April, 2017",
        "April 21, 2017",
        "Apr. 21st 2017",
        "4/21/2017",
        "21/04/2017",
        "21.4.2017",
        "4/21/2017 9:30 AM",
    ],
)
def test_a_day_beyond_doubt_is_set_without_a_word(text: str) -> None:
    proposal = judged(Due=text)
    assert (proposal.target_on, proposal.target_text) == (date(2017, 4, 21), text)
    assert (proposal.verdict, proposal.reasons) == ("accepted", ())


@pytest.mark.parametrize(
    "text",
    [
        "2018",
        "fall 2016",
        "quarterly",
        "Q3 2019",
        "FY21",
        "April 2017",
        "mid-2020",
        "TBD",
        "n/a",
        "Sept 2019",
        "when funded",
    ],
)
def test_words_that_name_no_day_are_kept_as_written_and_accepted(text: str) -> None:
    proposal = judged(Start=text)
    assert (proposal.started_on, proposal.started_text) == (None, text)
    assert proposal.verdict == "accepted"
    assert said(proposal, "started_on") == f"“{text}” names no day, so it is kept as written."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2024-02-30", "30 February 2024"),
        ("2023-02-29", "29 February 2023"),
        ("2/30/2024", "30 February 2024"),
        ("30/02/2024", "30 February 2024"),
        ("4/31/2020", "31 April 2020"),
        ("31 June 2021", "31 June 2021"),
        ("June 31, 2021", "31 June 2021"),
        ("2024-04-00", "0 April 2024"),
        ("2024-13-05", "no month 13"),
        ("13/32/2018", "no month"),
        ("0000-01-01", "1 January 0"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_by_name(text: str, named: str) -> None:
    proposal = judged(Due=text)
    assert (proposal.verdict, proposal.target_on) == ("refused", None)
    assert named in said(proposal, "target_on")


def test_a_month_first_neighbour_makes_the_column_month_first() -> None:
    first, second = due("6/1/2020", "12/31/2018")
    assert (first.verdict, first.target_on) == ("accepted", date(2020, 6, 1))
    assert said(first, "target_on") == (
        "“6/1/2020” is read as 1 June 2020, the month first, as “12/31/2018” in row 3 of this "
        "column shows."
    )
    assert second.reasons == ()


def test_a_day_first_neighbour_makes_the_column_day_first() -> None:
    first, _ = due("6/1/2020", "31/12/2018")
    assert first.target_on == date(2020, 1, 6)


def test_a_neighbour_in_another_column_decides_nothing() -> None:
    proposal = judged(Start="12/31/2018", Due="6/1/2020")
    assert (proposal.verdict, proposal.target_on) == ("question", None)


@pytest.mark.parametrize("neighbour", ["2018-12-31", "5/5/2018", "2/30/2018", "12/31/18", "fall"])
def test_where_nothing_decides_no_date_is_set_and_both_are_asked(neighbour: str) -> None:
    first, _ = due("6/1/2020", neighbour)
    assert (first.verdict, first.target_on) == ("question", None)
    assert "1 June 2020 or 6 January 2020" in said(first, "target_on")
    assert first.target_text == "6/1/2020"


def test_where_both_orders_are_proven_only_the_doubtful_are_asked() -> None:
    doubtful, month_first, day_first = due("6/1/2020", "12/31/2018", "31/12/2018")
    assert (doubtful.verdict, doubtful.target_on) == ("question", None)
    assert "both orders" in said(doubtful, "target_on")
    assert month_first.target_on == day_first.target_on == date(2018, 12, 31)


def test_a_day_and_month_of_the_same_number_need_no_order() -> None:
    assert due("5/5/2020")[0].target_on == date(2020, 5, 5)


def test_a_refused_row_still_shows_the_order_of_its_column() -> None:
    rows = [row(Due="6/1/2020"), row(Title="", Due="12/31/2018")]
    first, second = read(delimited([HEADER, *rows])).proposals
    assert second.verdict == "refused"
    assert first.target_on == date(2020, 6, 1)


@pytest.mark.parametrize("text", ["6/1/20", "31-12-18", "21-Apr-17", "43465"])
def test_a_year_or_number_that_could_mean_several_days_is_asked(text: str) -> None:
    proposal = judged(Due=text)
    assert (proposal.verdict, proposal.target_on) == ("question", None)
    assert proposal.target_text == text


@pytest.mark.parametrize("text", ["0217-04-21", "2917-04-21", "1 May 1776"])
def test_a_year_too_far_from_now_is_asked(text: str) -> None:
    proposal = judged(Due=text)
    assert (proposal.verdict, proposal.target_on) == ("question", None)


def test_a_target_before_the_start_is_asked_and_neither_is_set() -> None:
    proposal = judged(Start="2020-06-02", Due="2020-06-01")
    assert proposal.verdict == "question"
    assert (proposal.started_on, proposal.target_on) == (None, None)
    assert (proposal.started_text, proposal.target_text) == ("2020-06-02", "2020-06-01")
    assert "1 June 2020, lies before the start, 2 June 2020" in said(proposal, "target_on")


def test_a_target_on_the_day_of_the_start_is_fine() -> None:
    assert judged(Start="2020-06-02", Due="2020-06-02").verdict == "accepted"


@settings(deadline=None)
@given(st.dates(date(1930, 1, 1), date(2120, 12, 31)))
def test_every_day_is_read_back_from_each_form_without_doubt(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%b} {day.day}, {day.year}"):
        assert judged(Due=text).target_on == day


@settings(deadline=None)
@given(st.dates(date(1930, 1, 1), date(2120, 12, 31)), st.booleans())
def test_a_date_in_numbers_is_right_or_not_set(day: date, month_first: bool) -> None:
    written = (day.month, day.day) if month_first else (day.day, day.month)
    witness = "12/31/2018" if month_first else "31/12/2018"
    text = f"{written[0]}/{written[1]}/{day.year}"
    assert due(text)[0].target_on in (None, day)
    assert due(text, witness)[0].target_on == day


@pytest.mark.parametrize("text", ["", "2018", "fall 2016", "quarterly", "2024-02-30", "June 2021"])
def test_what_tells_a_time_is_recognised(text: str) -> None:
    assert looks_like_time(text)


@pytest.mark.parametrize("text", ["UW Medicine", "Equity,2018", "Bias lead,fall", "9 people"])
def test_what_tells_no_time_is_not(text: str) -> None:
    assert not looks_like_time(text)
