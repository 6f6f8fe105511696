"""What is asked of a person by name: what was escalated, help, and approvals."""

import pytest

from initiatives.accountability.models import Commitment, Reminder
from initiatives.accountability.queries import system_policy
from initiatives.portfolio.services import put_on_hold
from initiatives.status.queries import decisions
from tests.factories import make_promise
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.deciding import anew, days_on, ready_to_approve, rule, soon, waiting

pytestmark = pytest.mark.django_db


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


def test_help_that_its_sponsor_leaves_unanswered_is_asked_of_who_was_told(cast):
    asked = make_review(cast, help_needed="A room.", ask_sponsor=True).help_commitment
    Commitment.objects.filter(pk=asked.pk).update(due_on=soon(-3))
    told = {"step": 1, "due_on": soon(-3), "policy": system_policy()}
    Reminder.objects.create(
        commitment=asked, recipient=cast.erin, audience="executive", generation=1, **told
    )
    assert waiting(cast.erin) == [("escalated_commitment", asked)]
    rule(cast, asked, "unblock")
    asked.refresh_from_db()
    assert (asked.state, asked.closed_by) == ("fulfilled", cast.erin)


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
