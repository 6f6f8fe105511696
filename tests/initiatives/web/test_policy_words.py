"""What a policy says, in words."""

from datetime import time

import pytest

from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms
from initiatives.web.policy_words import again, facts_of, lines_of, scope_of, when

OWNER = Step("owner", 0)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0], "on its date"),
        ([-1], "1 day before its date"),
        ([3, -14, 0, -3], "14 and 3 days before its date, on its date, 3 days after its date"),
        ([1, 2, 30], "1, 2 and 30 days after its date"),
    ],
)
def test_days_before_on_and_after(days, words):
    assert when([Step("owner", day) for day in days], "calendar") == words


def test_working_days_are_called_so():
    assert when([Step("owner", -1)], "working") == "1 working day before its date"


def test_what_goes_at_once_has_a_line_of_its_own():
    lines = lines_of(Terms([OWNER, Step("owner", 3, True), Step("lead", 9, True)]))
    assert [(line.whom, line.how) for line in lines] == [
        ("Owner", "With the digest of the day"),
        ("Owner", "At once"),
        ("Owner", "With the digest of the day"),
        ("Equity lead", "At once"),
    ]


def test_repeats_that_back_off_and_that_do_not():
    assert again(Terms([OWNER], repeat_every=1, repeat_longest=1)) == (
        "once overdue, every 1 day until it is done"
    )
    assert "again after 7 days, then less often, at least every 28 days" in again(Terms([OWNER]))


def test_no_quiet_hours_are_said_to_be_none():
    facts = dict(facts_of(Terms([OWNER], quiet_from=time(0), quiet_until=time(0))))
    assert facts["Quiet hours"] == "None"
    assert dict(facts_of(Terms([OWNER])))["Quiet hours"].startswith("18:00 to 07:00")


def test_where_and_for_what():
    assert scope_of(None, "") == "The whole system, all commitments"
    assert scope_of(None, "answer") == "The whole system, answer to a shortfall"
