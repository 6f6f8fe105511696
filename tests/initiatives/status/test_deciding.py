"""Taking decisions: what each does at once, what it promises, and what is kept of it."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, Stale
from initiatives.history.models import Event
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.models import Ruling
from tests.factories import make_promise, make_shortfall, make_user
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.deciding import ready_to_approve, rule, soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def shortfall(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")


@pytest.fixture
def late(cast):
    return make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)


def test_approving_moves_the_initiative_on(cast):
    ready = ready_to_approve(cast)
    made = rule(cast, ready, "approve", words="Well prepared.")
    ready.refresh_from_db()
    assert (ready.stage, ready.approved_by, made.record) == ("approved", cast.erin, ready)


def test_what_the_gate_asks_for_is_asked_for_here_too(cast):
    with pytest.raises(Blocked) as closed:
        rule(cast, cast.initiative, "approve")
    assert "problem" not in closed.value.errors
    assert "aim_direction" in closed.value.errors
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("verdict", ["fund", "unblock"])
@pytest.mark.parametrize("kind", ["initiative", "shortfall", "commitment"])
def test_what_is_given_becomes_a_commitment_that_is_followed(cast, shortfall, late, kind, verdict):
    record = {"initiative": cast.initiative, "shortfall": shortfall, "commitment": late}[kind]
    made = rule(cast, record, verdict)
    follow_up = made.follow_up
    assert follow_up.title == f"{made.get_verdict_display()}: Two interpreters."
    assert (follow_up.owner, follow_up.due_on, follow_up.created_by) == (
        *(cast.bob, soon()),
        cast.erin,
    )
    about = (follow_up.initiative, follow_up.shortfall)
    assert about == ((None, shortfall) if kind == "shortfall" else (cast.initiative, None))


def test_a_commitment_about_nothing_else_is_followed_at_its_entity(cast):
    alone = make_promise(cast.lee, cast.alice, -20, entity=cast.hospital)
    follow_up = rule(cast, alone, "unblock", words="Two\nrooms " * 40).follow_up
    assert (follow_up.entity, follow_up.initiative) == (cast.hospital, None)
    assert len(follow_up.title) == 200
    assert follow_up.title.startswith("Unblock: Two rooms Two rooms")


def test_reassigning_gives_it_to_somebody_else(cast, shortfall, late):
    for record in (cast.initiative, shortfall, late):
        rule(cast, record, "reassign", actor=cast.lee)
        record.refresh_from_db()
        assert record.owner == cast.bob
    assert late.due_on < clock.today()


def test_who_gets_a_late_promise_can_get_another_date_with_it(cast, late):
    rule(cast, late, "reassign", due_on=soon())
    late.refresh_from_db()
    assert (late.owner, late.due_on) == (cast.bob, soon())
    verbs = set(Event.objects.filter(subject_kind="commitment").values_list("verb", flat=True))
    assert verbs >= {"moved", "reassigned", "decided"}


@pytest.mark.parametrize("verdict", ["fund", "unblock", "decline"])
def test_the_help_that_a_review_asked_for_is_answered(cast, verdict):
    review = make_review(cast, help_needed="A second nurse.", ask_sponsor=True)
    asked = review.help_commitment
    made = rule(cast, asked, verdict, actor=cast.sam)
    asked.refresh_from_db()
    assert (asked.state, asked.closed_by) == ("fulfilled", cast.sam)
    assert asked.evidence == f"{made.get_verdict_display()}: {made.words}"


def test_an_accepted_risk_stays_open_and_says_until_when(cast, shortfall):
    made = rule(cast, shortfall, "accept_risk")
    shortfall.refresh_from_db()
    assert (shortfall.state, made.review_on, made.gravity) == ("open", soon(), 4)
    assert not Commitment.objects.exists()


def test_history_tells_it_on_the_record_with_the_reason(cast, shortfall):
    rule(cast, shortfall, "accept_risk")
    event = Event.objects.get(subject_kind="shortfall", subject_id=shortfall.pk, verb="decided")
    assert (event.actor, event.reason) == (cast.erin, "The ward moves in spring.")
    assert event.after == {"decision": "Accept the risk", "review_on": soon().isoformat()}


def test_a_later_decision_takes_the_place_of_an_earlier_one(cast, shortfall):
    first = rule(cast, shortfall, "accept_risk")
    second = rule(cast, shortfall, "unblock")
    first.refresh_from_db()
    assert (first.stands, second.stands) == (False, True)
    other = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    rule(cast, other, "defer")
    assert Ruling.objects.filter(stands=True).count() == 2


def test_who_read_it_before_somebody_decided_is_told_so(cast, shortfall):
    read = shortfall.version
    rule(cast, shortfall, "accept_risk", version=read)
    with pytest.raises(Stale, match="changed by someone else"):
        rule(cast, shortfall, "unblock", version=read)
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "said", "field"),
    [
        ("accept_risk", {"words": " "}, "words"),
        ("accept_risk", {"review_on": None}, "review_on"),
        ("accept_risk", {"review_on": timedelta(0)}, "review_on"),
        ("accept_risk", {"review_on": timedelta(days=400)}, "review_on"),
        ("accept_risk", {"words": "x" * 10_001}, "words"),
        ("accept_risk", {"words": "MRN 12345678"}, "words"),
        ("defer", {"words": ""}, "words"),
        ("fund", {"words": ""}, "words"),
        ("fund", {"owner": None}, "owner"),
        ("fund", {"due_on": None}, "due_on"),
        ("fund", {"due_on": timedelta(days=-1)}, "due_on"),
        ("fund", {"due_on": timedelta(days=4000)}, "due_on"),
        ("fund", {"review_on": timedelta(days=9)}, "review_on"),
        ("reassign", {"owner": None}, "owner"),
        ("approve", {}, "verdict"),
        ("decline", {}, "verdict"),
        ("shrug", {}, "verdict"),
    ],
)
def test_what_cannot_be_decided_so_changes_nothing(cast, shortfall, verdict, said, field):
    told = {
        name: clock.today() + value if isinstance(value, timedelta) else value
        for name, value in said.items()
    }
    events = Event.objects.count()
    with pytest.raises(Invalid) as refused:
        rule(cast, shortfall, verdict, **told)
    assert field in refused.value.errors
    assert (Ruling.objects.count(), Commitment.objects.count()) == (0, 0)
    assert Event.objects.count() == events


def test_nobody_gets_what_they_have_or_whose_account_is_closed(cast, late):
    gone = make_user("Gone", is_active=False)
    for owner in (cast.alice, gone):
        for record in (late, cast.initiative):
            with pytest.raises(Invalid) as refused:
                rule(cast, record, "reassign", actor=cast.lee, owner=owner)
            assert "owner" in refused.value.errors


@pytest.mark.parametrize("verdict", ["fund", "reassign", "accept_risk", "defer"])
def test_on_what_is_over_nothing_is_decided(cast, shortfall, late, verdict):
    Shortfall.objects.filter(pk=shortfall.pk).update(state="dismissed", dismissed_because="No.")
    Commitment.objects.filter(pk=late.pk).update(
        state="withdrawn", withdrawn_because="No.", closed_at=clock.now()
    )
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage="closed")
    for record in (shortfall, late, cast.initiative):
        record.refresh_from_db()
        with pytest.raises(Invalid, match="nothing left to decide"):
            rule(cast, record, verdict, actor=cast.lee)
