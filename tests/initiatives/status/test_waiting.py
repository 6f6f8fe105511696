"""What waits for whom, and how long a decision leaves it quiet."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from initiatives.accountability.models import Commitment, Reminder
from initiatives.accountability.queries import system_policy
from initiatives.accountability.services import fulfil, withdraw
from initiatives.base import clock
from initiatives.portfolio.services import put_on_hold
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import describe_shortfall, revise_shortfall
from initiatives.status.queries import cell, decisions
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.deciding import anew, ready_to_approve, rule, soon, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def severe(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")


def days_on(days):
    """The clock at noon in the system's time zone, so many days from today."""
    day = clock.today() + timedelta(days=days)
    return clock.at(datetime.combine(day, time(12), ZoneInfo("America/Los_Angeles")))


def graver(cast, shortfall, severity):
    shortfall = Shortfall.objects.get(pk=shortfall.pk)
    said = {name: getattr(shortfall, name) for name in ("title", "detail", "affected")}
    revise_shortfall(actor=cast.lee, shortfall=shortfall, severity=severity, explanation="", **said)


def test_an_accepted_risk_is_quiet_until_its_day(cast, severe):
    asked = [("unanswered_shortfall", severe)]
    assert waiting(cast.erin) == asked
    rule(cast, severe, "accept_risk")
    assert waiting(cast.erin) == waiting(cast.lee) == []
    with days_on(29):
        assert waiting(cast.erin) == []
    with days_on(30):
        assert waiting(cast.erin) == waiting(cast.lee) == asked


@pytest.mark.parametrize("name", ["erin", "lee"])
def test_what_is_no_longer_asked_about_otherwise_is_decided_again_on_its_day(cast, name):
    mild = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    rule(cast, mild, "accept_risk")
    assert waiting(getattr(cast, name)) == []
    with days_on(30):
        (one,) = decisions(anew(getattr(cast, name)))
        assert (one.kind, one.record, one.weight) == ("review_due", mild, 3)
        assert [action.verdict for action in one.actions] == [
            *("unblock", "reassign", "accept_risk"),
        ]
        rule(cast, mild, "accept_risk")
        assert waiting(cast.erin) == []


def test_a_decision_on_what_is_over_by_its_day_is_not_asked_for(cast):
    mild = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    late = make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    for record in (mild, late, cast.initiative):
        rule(cast, record, "defer")
    Shortfall.objects.filter(pk=mild.pk).update(state="dismissed", dismissed_because="No.")
    withdraw(actor=cast.lee, commitment=late, reason="Moot.")
    with days_on(30):
        assert waiting(cast.erin) == [("review_due", cast.initiative)]


def test_a_risk_that_grew_graver_is_decided_again_at_once(cast):
    found = make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="low")
    answer = make_promise(cast.lee, cast.alice, -20, shortfall=found)
    for record in (found, answer):
        rule(cast, record, "accept_risk")
    graver(cast, found, "low")
    assert waiting(cast.erin) == []
    graver(cast, found, "moderate")
    assert waiting(cast.erin) == [("review_due", answer), ("review_due", found)]


def test_accepting_a_risk_makes_nothing_green(cast, severe):
    before = cell(cast.lee, cast.principles[0], cast.hospital)
    rule(cast, severe, "accept_risk")
    after = cell(cast.lee, cast.principles[0], cast.hospital)
    assert (after.state, after.reasons) == (before.state, before.reasons)
    assert (after.state, after.open_shortfalls) == ("off_track", 1)


def test_what_is_unblocked_is_quiet_while_the_promise_holds(cast):
    late = make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    asked = [("escalated_commitment", late)]
    assert waiting(cast.sam) == asked
    rule(cast, late, "unblock", actor=cast.sam, due_on=soon(5))
    assert waiting(cast.sam) == []
    with days_on(5):
        assert waiting(cast.sam) == []
    with days_on(7):
        assert waiting(cast.sam) == asked
    follow_up = Commitment.objects.get(owner=cast.bob)
    fulfil(actor=cast.bob, commitment=follow_up, evidence="Hired.")
    assert waiting(cast.sam) == asked  # what it was to unblock is still not done


def test_who_was_given_something_has_two_weeks(cast):
    late = make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    rule(cast, late, "reassign", actor=cast.sam)
    with days_on(13):
        assert waiting(cast.sam) == []
    with days_on(15):
        assert waiting(cast.sam) == [("escalated_commitment", late)]


def test_who_was_told_by_an_escalation_is_asked(cast):
    late = make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    assert waiting(cast.erin) == []
    told = {"commitment": late, "step": 1, "due_on": late.due_on, "policy": system_policy()}
    Reminder.objects.create(
        recipient=cast.erin, audience="executive", generation=late.generation, **told
    )
    (one,) = decisions(anew(cast.erin))
    assert (one.record, one.why, one.escalated) == (late, "It was escalated to you.", True)
    assert waiting(cast.lee) == []
    Commitment.objects.filter(pk=late.pk).update(generation=late.generation + 1)
    assert waiting(cast.erin) == []


def test_help_that_a_review_asks_for_waits_for_its_sponsor(cast):
    asked = make_review(cast, help_needed="A room.", ask_sponsor=True).help_commitment
    assert waiting(cast.sam) == [("help_needed", asked)]
    assert waiting(cast.erin) == []
    rule(cast, asked, "decline", actor=cast.sam)
    assert waiting(cast.sam) == []


def test_a_whole_charter_waits_for_those_who_may_approve_it(cast):
    assert waiting(cast.sam) == []
    ready = ready_to_approve(cast)
    asked = [("waiting_approval", ready)]
    for name in ("sam", "erin", "lee", "root"):
        assert waiting(getattr(cast, name)) == asked
    for name in ("alice", "bob", "charlie", "ada", "nobody"):
        assert waiting(getattr(cast, name)) == []
    put_on_hold(actor=cast.sam, initiative=ready, reason="Rest.", resume_on=soon())
    assert waiting(cast.sam) == []


def test_what_was_declined_waits_again_once_its_people_have_changed_it(cast):
    ready = ready_to_approve(cast)
    rule(cast, ready, "decline", actor=cast.sam)
    assert waiting(cast.sam) == waiting(cast.erin) == []
    with days_on(1):
        make_promise(cast.alice, cast.alice, initiative=ready)
        assert waiting(cast.sam) == [("waiting_approval", ready)]


def test_people_that_are_affected_decide_among_equals_but_for_small_counts(cast):
    many, few, unknown = (
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], title, severity="severe")
        for title in ("Many", "Few", "Unknown")
    )
    for found, size in ((few, 4), (many, 40)):
        describe_shortfall(
            actor=cast.lee, shortfall=found, size_count=size, size_out_of=900, whys=[], causes={}
        )
    found = decisions(anew(cast.erin))
    assert [(one.record, one.people) for one in found] == [(many, 40), (few, None), (unknown, None)]
    assert [one.people for one in decisions(anew(cast.lee))] == [40, 4, None]


def test_a_dozen_that_are_decided_hide_nothing(cast, severe):
    for _ in range(13):
        made = make_shortfall(
            cast.lee, cast.hospital, cast.principles[0], severity="severe", found_on=soon(-40)
        )
        rule(cast, made, "accept_risk")
    begun = make_initiative(cast.lee, cast.clinic)
    assert waiting(cast.lee) == [("unanswered_shortfall", severe), ("unowned_initiative", begun)]
