"""What waits for whom, and how long a decision leaves it quiet."""

import pytest

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil, withdraw
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import describe_shortfall, revise_shortfall
from initiatives.status.queries import cell, decisions
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.status.deciding import anew, days_on, rule, soon, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def severe(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")


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
