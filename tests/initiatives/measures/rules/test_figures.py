"""What an observation must be, without a database."""

from datetime import date

import pytest

from initiatives.measures.models import OperationalDefinition
from initiatives.measures.rules.figures import Entry, complaints

TODAY = date(2026, 11, 24)


def wrong(chart, starts=date(2026, 10, 1), frequency="month", **said):
    definition = OperationalDefinition(chart=chart, frequency=frequency)
    return dict(complaints(Entry(starts=starts, **said), definition, TODAY))


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("p", {"numerator": 3, "denominator": 10}),
        ("p", {"numerator": 0, "denominator": 0}),
        ("p", {}),
        ("u", {"numerator": 30, "denominator": 10}),
        ("i", {"value": -4.5}),
        ("c", {"value": 3}),
        ("t", {"value": 0.5}),
        ("run", {"value": 7}),
    ],
)
def test_what_can_be_kept(chart, said):
    assert wrong(chart, **said) == {}


@pytest.mark.parametrize(
    ("chart", "said", "field", "words"),
    [
        ("p", {"numerator": 11, "denominator": 10}, "numerator", "more than the denominator 10"),
        ("p", {"numerator": 3}, "denominator", "is missing"),
        ("p", {"denominator": 3}, "numerator", "is missing"),
        ("p", {"numerator": -1, "denominator": 10}, "numerator", "is not a count"),
        ("p", {"numerator": 1, "denominator": 10**16}, "denominator", "is not a count"),
        ("u", {"numerator": 4, "denominator": 0}, "denominator", "among nobody"),
        ("p", {"value": 0.3}, "value", "Give numerator and denominator"),
        ("i", {"numerator": 3, "denominator": 9}, "value", "takes one value"),
        ("i", {"value": float("nan")}, "value", "not a number"),
        ("i", {"value": 1e20}, "value", "not a number"),
        ("c", {"value": 2.5}, "value", "is no count"),
        ("g", {"value": -1}, "value", "is no count"),
        ("t", {"value": 0}, "value", "more than zero"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(chart, said, field, words):
    assert words in wrong(chart, **said)[field]


@pytest.mark.parametrize(
    ("starts", "frequency", "words"),
    [
        (date(2026, 10, 2), "month", "starts on 2026-10-01"),
        (date(2026, 11, 1), "quarter", "starts on 2026-10-01"),
        (date(2026, 11, 24), "week", "starts on 2026-11-23"),
        (date(2026, 12, 1), "month", "has not begun"),
        (date(1926, 12, 1), "month", "check the year"),
    ],
)
def test_a_period_starts_where_it_does_and_has_begun(starts, frequency, words):
    assert words in wrong("i", starts, frequency, value=1)["starts"]


@pytest.mark.parametrize("frequency", ["week", "month", "year"])
def test_the_last_day_that_there_is_has_not_begun(frequency):
    assert "not begun" in wrong("p", date(9999, 12, 31), frequency)["starts"]
