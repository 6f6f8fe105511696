"""What is under way, what has stalled, and which month has no review: rules on dates alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.stalling import (
    is_stalled,
    month_after,
    month_before,
    review_missing,
    why_stalled,
)

NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)


def initiative(stage, days):
    return Initiative(title="Calls", stage=stage, active_at=NOW - timedelta(days=days))


@pytest.mark.parametrize(
    ("stage", "days", "stalled"),
    [
        ("approved", 61, True),
        ("testing", 59, False),
        ("spread", 61, True),
        ("proposed", 400, False),
        ("idea", 400, False),
        ("closed", 400, False),
    ],
)
def test_what_has_stalled(stage, days, stalled):
    one = initiative(stage, days)
    assert is_stalled(one, NOW) is stalled
    assert bool(why_stalled(one, NOW)) is stalled


def test_the_reason_has_its_numbers():
    assert why_stalled(initiative("testing", 73), NOW) == (
        "Nobody has moved it for 73 days, since 3 September 2026."
    )


def test_a_hold_is_no_stall():
    one = initiative("testing", 90)
    one.on_hold_since = date(2026, 9, 1)
    assert not is_stalled(one, NOW)


@pytest.mark.parametrize(
    ("since", "reviewed", "missing"),
    [
        (date(2026, 9, 30), [], True),
        (date(2026, 10, 1), [], True),
        (date(2026, 10, 2), [], False),  # it began within the month
        (None, [], False),
        (date(2026, 1, 1), [OCTOBER], False),
        (date(2026, 1, 1), [date(2026, 11, 1)], False),
        (date(2026, 1, 1), [date(2026, 9, 1)], True),
    ],
)
def test_when_a_review_is_missing(since, reviewed, missing):
    assert review_missing(OCTOBER, since, reviewed) is missing


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_months_come_one_after_the_other(day):
    month = day.replace(day=1)
    assert month_before(month_after(day)) == month == month_after(month_before(day))
    assert month_after(day).day == month_before(day).day == 1


@pytest.mark.django_db
def test_the_filter_says_what_the_rule_says(cast):
    ours = Initiative.objects.filter(pk=cast.initiative.pk)
    for stage, days, found in (("testing", 61, 1), ("testing", 59, 0), ("proposed", 90, 0)):
        then = datetime.now(UTC) - timedelta(days=days)
        ours.update(stage=stage, active_at=then)
        assert InitiativeFilter({"stalled": "true"}, ours).qs.count() == found
        assert InitiativeFilter({"stalled": "false"}, ours).qs.count() == 1 - found
