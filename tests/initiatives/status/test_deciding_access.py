"""Who may take which decision, and who reads what was decided."""

import pytest

from initiatives.base.errors import NotAllowed
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.deciding.choices import Verdict
from initiatives.status.deciding.models import Ruling
from initiatives.status.deciding.queries import ruling, rulings
from initiatives.status.deciding.rules import may_decide, offered
from tests.factories import make_promise, make_shortfall
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.deciding import anew, rule
from tests.initiatives.web.who import EVERYONE

pytestmark = pytest.mark.django_db
LEADS = {"sam", "erin", "lee", "root"}


@pytest.fixture
def shortfall(cast):
    about = {"severity": "severe", "owner": cast.alice, "initiative": cast.initiative}
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], **about)


def those_who_may(cast, record, verdict):
    return {name for name in EVERYONE if may_decide(anew(getattr(cast, name)), record, verdict)}


@pytest.mark.parametrize("verdict", ["fund", "unblock", "accept_risk", "defer"])
def test_sponsor_executive_and_steward_decide(cast, shortfall, verdict):
    late = make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    for record in (cast.initiative, shortfall, late):
        assert those_who_may(cast, record, verdict) == LEADS


def test_an_initiative_is_approved_by_who_approves_it_elsewhere(cast):
    for verdict in ("approve", "decline"):
        assert those_who_may(cast, cast.initiative, verdict) == LEADS


def test_each_kind_is_given_on_by_who_gives_it_on_elsewhere(cast, shortfall):
    late = make_promise(cast.lee, cast.bob, -20, initiative=cast.initiative)
    who = {
        record: those_who_may(cast, record, "reassign")
        for record in (cast.initiative, shortfall, late)
    }
    assert who == {
        cast.initiative: {"alice", "bob", "sam", "lee", "root"},
        shortfall: {"alice", "sam", "erin", "lee", "root"},
        late: {"alice", "bob", "sam", "erin", "lee", "root"},
    }


def test_nobody_accepts_the_risk_of_what_they_answer_for(cast):
    own = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.lee)
    assert "someone else" in may_decide(anew(cast.lee), own, "accept_risk").why
    assert may_decide(anew(cast.erin), own, "accept_risk")
    with pytest.raises(NotAllowed, match="someone else"):
        rule(cast, own, "accept_risk", actor=cast.lee)


def test_whom_a_review_asks_for_help_answers_it(cast):
    asked = make_review(cast, help_needed="A room.", ask_sponsor=True).help_commitment
    assert offered(anew(cast.sam), asked) == [
        *(Verdict.FUND, Verdict.UNBLOCK, Verdict.REASSIGN),
        *(Verdict.DEFER, Verdict.DECLINE),
    ]


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "ada", "nobody"])
@pytest.mark.parametrize("verdict", ["fund", "accept_risk"])
def test_who_may_not_decide_changes_nothing(cast, shortfall, name, verdict):
    with pytest.raises(NotAllowed):
        rule(cast, shortfall, verdict, actor=getattr(cast, name))
    assert not Ruling.objects.exists()


def test_what_was_decided_is_read_by_who_sees_the_record(cast, shortfall):
    made = rule(cast, shortfall, "accept_risk")
    seen = {name for name in EVERYONE if rulings(anew(getattr(cast, name))).exists()}
    assert seen == set(EVERYONE) - {"charlie", "nobody"}
    with pytest.raises(Ruling.DoesNotExist):
        ruling(anew(cast.charlie), made.pk)


def test_nothing_tells_of_a_confidential_shortfall(cast, shortfall):
    made = rule(cast, shortfall, "unblock")
    rule(cast, made.follow_up, "defer")
    restrict_shortfall(actor=cast.lee, shortfall=shortfall, reason="A complaint.", named=[])
    shortfall.refresh_from_db()
    assert not rulings(anew(cast.erin)).exists()
    assert rulings(anew(cast.lee)).count() == 2
    assert not offered(anew(cast.erin), shortfall)
    for verdict in Verdict.values:
        if verdict not in ("approve", "decline"):
            with pytest.raises(NotAllowed, match="no such shortfall"):
                rule(cast, shortfall, verdict)
