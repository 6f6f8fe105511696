"""What is handed over, how an initiative ends, and whether it lasted."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.history.queries import events_about
from initiatives.people.models import User
from initiatives.portfolio import queries, rules
from initiatives.portfolio.models import Handover, Initiative
from initiatives.portfolio.services import (
    close_initiative,
    move_stage,
    put_on_hold,
    say_whether_it_lasted,
    write_handover,
)
from tests.factories import make_initiative, make_promise, make_user
from tests.initiatives.portfolio.walking import days, judge, let_past

pytestmark = pytest.mark.django_db

ENDING = {"outcome": "partly", "summary": "Half of the wards interpret."}


def plans(cast, **said):
    return {
        "control_plan": "The charge nurse counts monthly.",
        "spread_plan": "The clinic is next.",
        "operational_owner": cast.charlie,
        "look_again_on": days(60),
    } | said


def closed_well(cast):
    """The cast's initiative, handed over to Charlie and closed."""
    running = let_past(cast, cast.initiative, "sustaining")
    write_handover(actor=cast.lee, initiative=running, **plans(cast))
    for alignment in running.alignments.all():
        judge(cast, alignment, "closure")
    return close_initiative(actor=cast.alice, initiative=running, **ENDING)


def test_a_plan_is_written_bit_by_bit_and_history_keeps_what_changed(cast):
    first = write_handover(actor=cast.bob, initiative=cast.initiative, control_plan=" Count. ")
    assert (first.control_plan, first.operational_owner) == ("Count.", None)
    whole = write_handover(
        actor=cast.bob, initiative=cast.initiative, version=first.version, **plans(cast)
    )
    event = events_about(cast.lee, cast.initiative).first()
    assert event.verb == "planned the handover of"
    assert set(event.after) == set(plans(cast))
    with pytest.raises(Stale):
        write_handover(actor=cast.bob, initiative=cast.initiative, version=first.version)
    same = write_handover(actor=cast.bob, initiative=cast.initiative, **plans(cast))
    assert same.version == whole.version


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"control_plan": "x" * 10_001}, "control_plan"),
        ({"look_again_on": lambda: days(0)}, "look_again_on"),
        ({"look_again_on": lambda: days(9999)}, "look_again_on"),
        ({"operational_owner": lambda: make_user("Gone", is_active=False)}, "operational_owner"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(cast, said, field):
    given = {name: value() if callable(value) else value for name, value in said.items()}
    with pytest.raises(Invalid) as refused:
        write_handover(actor=cast.lee, initiative=cast.initiative, **plans(cast, **given))
    assert field in refused.value.errors
    assert not Handover.objects.exists()


def test_who_plans_the_handover(cast):
    write_handover(actor=cast.lee, initiative=cast.initiative, **plans(cast))
    said = {
        name: bool(
            rules.may_hand_over(User.objects.get(pk=getattr(cast, name).pk), cast.initiative)
        )
        for name in ("alice", "bob", "sam", "lee", "root", "charlie", "erin", "ada", "nobody")
    }
    assert {name for name, may in said.items() if may} == {
        *("alice", "bob", "sam", "lee", "root", "charlie")
    }


def test_who_keeps_a_change_up_sees_the_initiative(cast):
    charlie = User.objects.get(pk=cast.charlie.pk)
    assert not rules.visible_initiatives(charlie).filter(pk=cast.initiative.pk).exists()
    write_handover(actor=cast.lee, initiative=cast.initiative, **plans(cast))
    assert rules.visible_initiatives(charlie).filter(pk=cast.initiative.pk).exists()
    assert queries.handover(charlie, cast.initiative).operational_owner == cast.charlie


def test_a_good_end_hands_over_and_asks_to_look_again(cast):
    ended = closed_well(cast)
    handover = ended.handover
    assert (ended.stage, handover.outcome, handover.closed_by) == ("closed", "partly", cast.alice)
    assert (handover.commitment.owner, handover.commitment.due_on) == (cast.charlie, days(60))
    event = events_about(cast.lee, ended).first()
    assert (event.verb, event.before, event.reason) == (
        "closed",
        {"stage": "sustaining"},
        ENDING["summary"],
    )


def test_a_good_end_lists_what_it_lacks(cast):
    running = let_past(cast, cast.initiative, "sustaining")
    make_promise(cast.lee, cast.alice, initiative=running)
    with pytest.raises(Blocked) as blocked:
        close_initiative(actor=cast.alice, initiative=running, **ENDING)
    asked = [item.field.split(".")[0] for item in blocked.value.missing]
    assert asked == [
        *("operational_owner", "control_plan", "spread_plan", "look_again_on", "commitments"),
        *("assess", "assess"),
    ]
    assert Initiative.objects.get(pk=running.pk).stage == "sustaining"


def test_what_nobody_owns_can_only_be_abandoned(cast):
    bare = make_initiative(cast.lee, cast.hospital)
    with pytest.raises(Blocked, match="owner"):
        close_initiative(actor=cast.lee, initiative=bare, **ENDING)
    ended = close_initiative(
        actor=cast.lee, initiative=bare, outcome="abandoned", summary="Nobody took it up."
    )
    assert (ended.stage, ended.handover.outcome) == ("closed", "abandoned")


def test_abandoning_withdraws_what_was_promised_and_ends_a_hold(cast):
    promise = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    held = put_on_hold(
        actor=cast.alice, initiative=cast.initiative, reason="No nurses.", resume_on=days(9)
    )
    ended = close_initiative(
        actor=cast.alice, initiative=held, outcome="abandoned", summary="They never came."
    )
    promise.refresh_from_db()
    assert (promise.state, promise.withdrawn_because) == (
        "withdrawn",
        "The initiative was closed.",
    )
    assert ended.on_hold_since is None
    assert not ended.commitments.filter(state="open").exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [({"outcome": "splendid"}, "outcome"), ({"summary": " "}, "summary")],
)
def test_an_end_says_how_and_what_came_of_it(cast, said, field):
    with pytest.raises(Invalid) as refused:
        close_initiative(actor=cast.alice, initiative=cast.initiative, **(ENDING | said))
    assert field in refused.value.errors


@pytest.mark.parametrize("name", ["bob", "erin", "ada", "charlie", "nobody"])
def test_others_do_not_close_it(cast, name):
    with pytest.raises(NotAllowed):
        close_initiative(actor=getattr(cast, name), initiative=cast.initiative, **ENDING)


def test_its_end_is_told_on_the_page_that_closes_it(cast):
    with pytest.raises(Blocked) as blocked:
        move_stage(actor=cast.lee, initiative=cast.initiative, stage="closed")
    assert [item.field for item in blocked.value.missing] == ["outcome"]


def test_it_is_closed_once(cast):
    ended = closed_well(cast)
    with pytest.raises(Invalid, match="closed already"):
        close_initiative(actor=cast.alice, initiative=ended, **ENDING)
    with pytest.raises(Invalid, match="open it again"):
        write_handover(actor=cast.lee, initiative=ended, **plans(cast))


def test_opened_again_it_ended_no_more(cast):
    ended = closed_well(cast)
    look = ended.handover.commitment
    with pytest.raises(Invalid, match="reason"):
        move_stage(actor=cast.alice, initiative=ended, stage="sustaining")
    again = move_stage(actor=cast.alice, initiative=ended, stage="sustaining", reason="It slipped.")
    handover = Handover.objects.get(initiative=again)
    look.refresh_from_db()
    assert (handover.outcome, handover.closed_at, handover.commitment) == ("", None, None)
    assert handover.control_plan == plans(cast)["control_plan"]
    assert look.state == "withdrawn"
    told = {event.verb: event.before for event in events_about(cast.lee, again)[:2]}
    assert told["reopened"]["summary"] == ENDING["summary"]


def test_a_later_look_says_whether_it_lasted_and_may_ask_for_another(cast):
    ended = closed_well(cast)
    look = ended.handover.commitment
    say_whether_it_lasted(
        actor=cast.charlie,
        initiative=ended,
        lasted="partly",
        note="Nights slipped.",
        look_again_on=days(120),
    )
    look.refresh_from_db()
    handover = Handover.objects.get(initiative=ended)
    assert (look.state, look.evidence) == ("fulfilled", "Nights slipped.")
    assert (handover.lasted, handover.looked_by) == ("partly", cast.charlie)
    assert handover.looked_on == clock.today(cast.charlie.time_zone)
    assert (handover.commitment.due_on, handover.commitment.state) == (days(120), "open")
    say_whether_it_lasted(actor=cast.charlie, initiative=ended, lasted="yes", note="Fine now.")
    handover.refresh_from_db()
    assert (handover.lasted, handover.commitment.state) == ("yes", "fulfilled")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lasted": "perhaps"}, "lasted"),
        ({"note": ""}, "note"),
        ({"look_again_on": lambda: days(-1)}, "look_again_on"),
    ],
)
def test_a_look_that_says_nothing_is_refused(cast, said, field):
    ended = closed_well(cast)
    given = {"lasted": "yes", "note": "Seen."} | {
        name: value() if callable(value) else value for name, value in said.items()
    }
    with pytest.raises(Invalid) as refused:
        say_whether_it_lasted(actor=cast.charlie, initiative=ended, **given)
    assert field in refused.value.errors


def test_only_what_was_handed_over_can_have_lasted(cast):
    with pytest.raises(Invalid, match="handed over"):
        say_whether_it_lasted(
            actor=cast.alice, initiative=cast.initiative, lasted="yes", note="Seen."
        )


def test_the_database_keeps_an_end_whole_and_a_handover_for_good(cast):
    closed_well(cast)
    for values in ({"summary": ""}, {"closed_by": None}, {"lasted": "yes"}, {"outcome": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Handover.objects.update(**values)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Handover.objects.all().delete()
