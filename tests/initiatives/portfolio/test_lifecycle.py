"""An initiative from idea to its end: every gate fails once; holds, overrides, approval."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.history.queries import events_about
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.gates import STAGES, gates_of, missing_on_the_way, next_stage
from initiatives.portfolio.services import (
    close_initiative,
    move_stage,
    override_gate,
    put_on_hold,
    resume,
)
from tests.factories import make_initiative, seat
from tests.initiatives.portfolio.walking import Walk, days, let_past

pytestmark = pytest.mark.django_db


def asked(initiative, stage):
    """What the gates on the way ask for, by what gives it."""
    missing = missing_on_the_way(initiative, stage)
    return {
        item.field.rpartition(".")[0] if item.field[:6] == "assess" else item.field: item
        for item in missing
    }


def test_one_initiative_goes_through_all_stages_and_every_gate_fails_once(cast):
    walk = Walk(cast)
    for stage, needs in walk.needs().items():
        for name, give in needs.items():
            with pytest.raises(Blocked) as closed:
                move_stage(actor=walk.who_moves(stage), initiative=walk.fresh(), stage=stage)
            assert name in asked(walk.fresh(), stage), (stage, name)
            assert str(asked(walk.fresh(), stage)[name].message) in closed.value.message
            give()
            assert name not in asked(walk.fresh(), stage), (stage, name)
        moved = move_stage(actor=walk.who_moves(stage), initiative=walk.fresh(), stage=stage)
        assert (moved.stage, moved.stage_since.date()) == (stage, clock.now().date())
        assert gates_of(moved)[1] == []
    assert list(walk.needs()) == STAGES[1:-1]
    ends_well(cast, walk)


def ends_well(cast, walk):
    """The last gate, and a look whether it lasted."""
    ending = {"outcome": "met", "summary": "All wards interpret."}
    last = {
        "look_again_on": walk.hand_over(look_again_on=days(90)),
        "assess.closure": walk.judge("closure"),
    }
    for name, give in last.items():
        with pytest.raises(Blocked) as closed:
            close_initiative(actor=cast.alice, initiative=walk.fresh(), **ending)
        assert any(item.field.startswith(name) for item in closed.value.missing), name
        give()
    ended = close_initiative(actor=cast.alice, initiative=walk.fresh(), **ending)
    look = ended.commitments.get(kind="review")
    assert (ended.stage, look.owner, look.due_on) == ("closed", cast.bob, days(90))


def test_a_stage_further_on_asks_for_all_that_lies_between(cast):
    walk = Walk(cast)
    missing = asked(walk.initiative, "testing")
    assert {"problem", "owner", "started_on", "drivers"} <= set(missing)
    assert "cycles" not in missing
    assert not missing_on_the_way(let_past(cast, cast_owned(cast), "testing"), "planning")


def cast_owned(cast):
    return make_initiative(cast.lee, cast.hospital, principles=cast.principles, owner=cast.alice)


def test_what_no_initiative_is_without_cannot_be_overridden(cast):
    bare = make_initiative(cast.lee, cast.hospital)
    for service in (override_gate, move_stage):
        with pytest.raises(Blocked) as blocked:
            service(
                actor=cast.erin if service is override_gate else cast.lee,
                initiative=bare,
                stage="approved",
                reason="Now.",
            )
        assert {"owner", "alignments"} <= {item.field for item in blocked.value.missing}
    assert Initiative.objects.get(pk=bare.pk).stage == "proposed"


def test_an_executive_overrides_a_gate_with_a_reason_that_history_keeps(cast):
    with pytest.raises(Invalid, match="reason"):
        override_gate(actor=cast.erin, initiative=cast.initiative, stage="planning", reason=" ")
    past = override_gate(
        actor=cast.erin, initiative=cast.initiative, stage="planning", reason="The grant began."
    )
    event = events_about(cast.lee, past).first()
    assert (event.verb, event.actor, event.reason) == (
        "overrode the gate of",
        cast.erin,
        "The grant began.",
    )
    assert event.before == {"stage": "proposed"}
    assert "Say when it starts." in event.after["missing"]
    _, passed = gates_of(past)
    assert {item.message for item in passed} == set(event.after["missing"]) | {
        "Describe the problem: what falls short, where, for whom."
    }
    assert (past.approved_by, past.approved_on) == (cast.erin, clock.today(cast.erin.time_zone))


def test_an_open_gate_needs_no_override(cast):
    ready = let_past(cast, cast.initiative, "planning")
    back = move_stage(actor=cast.alice, initiative=ready, stage="approved")
    Initiative.objects.filter(pk=back.pk).update(started_note="this fall")
    with pytest.raises(Invalid, match="move it as usual"):
        override_gate(
            actor=cast.erin,
            initiative=Initiative.objects.get(pk=back.pk),
            stage="planning",
            reason="Why not.",
        )


def test_who_moves_approves_and_overrides(cast):
    owner_who_leads = seat(cast.alice, Role.EXECUTIVE, cast.system)
    said = {
        name: tuple(
            bool(may(person, cast.initiative))
            for may in (rules.may_move, rules.may_approve, rules.may_override)
        )
        for name in ("bob", "sam", "lee", "root", "charlie", "erin", "ada", "nobody")
        for person in [User.objects.get(pk=getattr(cast, name).pk)]
    }
    assert said == {
        "bob": (False, False, False),
        "sam": (True, True, False),
        "lee": (True, True, False),
        "root": (True, True, False),
        "charlie": (False, False, False),
        "erin": (False, True, True),
        "ada": (False, False, False),
        "nobody": (False, False, False),
    }
    assert rules.may_move(owner_who_leads, cast.initiative)
    assert not rules.may_approve(owner_who_leads, cast.initiative)
    assert not rules.may_override(owner_who_leads, cast.initiative)


def test_its_owner_cannot_approve_it(cast):
    with pytest.raises(NotAllowed, match="cannot approve"):
        move_stage(actor=cast.alice, initiative=cast.initiative, stage="approved")


def test_taking_it_back_before_approval_takes_the_approval_back(cast):
    past = let_past(cast, cast.initiative, "approved")
    back = move_stage(actor=cast.alice, initiative=past, stage="idea", reason="Think anew.")
    assert (back.stage, back.approved_by, back.approved_on) == ("idea", None, None)


def test_an_unknown_stage_is_refused(cast):
    for service in (move_stage, override_gate):
        with pytest.raises(Invalid, match="no stage"):
            service(actor=cast.erin, initiative=cast.initiative, stage="done", reason="x")


def test_a_stage_changed_meanwhile_is_not_overwritten(cast):
    version = cast.initiative.version
    let_past(cast, cast.initiative, "approved")
    with pytest.raises(Stale):
        move_stage(actor=cast.lee, initiative=cast.initiative, stage="idea", version=version)


def test_after_each_stage_comes_the_next(cast):
    assert [next_stage(stage) for stage in STAGES] == [*STAGES[1:], ""]


def test_on_hold_it_rests_until_a_day_on_which_its_owner_decides(cast):
    held = put_on_hold(
        actor=cast.alice, initiative=cast.initiative, reason="No nurses.", resume_on=days(30)
    )
    asked_for = held.resume_commitment
    assert (asked_for.owner, asked_for.due_on, asked_for.state) == (cast.alice, days(30), "open")
    for act in (
        lambda: move_stage(actor=cast.lee, initiative=held, stage="approved"),
        lambda: override_gate(actor=cast.erin, initiative=held, stage="approved", reason="x"),
    ):
        with pytest.raises(Blocked, match="on hold"):
            act()
    with pytest.raises(Invalid, match="on hold already"):
        put_on_hold(actor=cast.alice, initiative=held, reason="Again.", resume_on=days(31))
    again = resume(actor=cast.alice, initiative=held, reason="They came.")
    asked_for.refresh_from_db()
    assert (again.on_hold_since, again.resume_on, asked_for.state) == (None, None, "fulfilled")
    verbs = [event.verb for event in events_about(cast.lee, again)[:2]]
    assert verbs == ["resumed", "put on hold"]
    with pytest.raises(Invalid, match="not on hold"):
        resume(actor=cast.alice, initiative=again)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"resume_on": lambda: days(0)}, "resume_on"),
        ({"resume_on": lambda: days(9999)}, "resume_on"),
        ({"reason": "x" * 10_001}, "on_hold_because"),
    ],
)
def test_a_hold_that_cannot_be_is_refused_and_changes_nothing(cast, said, field):
    given = {"reason": "No nurses.", "resume_on": days(5)} | {
        name: value() if callable(value) else value for name, value in said.items()
    }
    with pytest.raises(Invalid) as refused:
        put_on_hold(actor=cast.alice, initiative=cast.initiative, **given)
    assert field in refused.value.errors
    assert Initiative.objects.get(pk=cast.initiative.pk).on_hold_since is None


def test_without_an_owner_nobody_is_asked_to_decide(cast):
    bare = make_initiative(cast.lee, cast.hospital)
    held = put_on_hold(actor=cast.lee, initiative=bare, reason="No owner.", resume_on=days(5))
    assert held.resume_commitment is None


@pytest.mark.parametrize("name", ["bob", "erin", "ada", "charlie", "nobody"])
def test_others_neither_hold_nor_resume(cast, name):
    person = getattr(cast, name)
    with pytest.raises(NotAllowed):
        put_on_hold(actor=person, initiative=cast.initiative, reason="x", resume_on=days(5))
    with pytest.raises(NotAllowed):
        resume(actor=person, initiative=cast.initiative)


def test_the_database_keeps_a_hold_whole(cast):
    for values in (
        {"on_hold_since": clock.now()},
        {"on_hold_because": "x"},
        {"resume_on": clock.today() + timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Initiative.objects.filter(pk=cast.initiative.pk).update(**values)
