"""PDSA cycles: a gate at each step, a prediction that stands, ramps, and what is promised."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError

from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.portfolio import queries
from initiatives.portfolio.models import PdsaCycle
from initiatives.portfolio.rules.cycles import ASKED
from initiatives.portfolio.services import (
    advance_cycle,
    drop_cycle,
    plan_cycle,
    retire_driver,
    write_cycle,
)
from tests.initiatives.portfolio.testing import DONE, make_cycle, make_idea, plan, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(cast):
    return make_idea(cast)


def write(cast, cycle, **said):
    return write_cycle(actor=cast.bob, cycle=cycle, **said)


def go_on(cast, cycle):
    return advance_cycle(actor=cast.bob, cycle=cycle)


def test_a_cycle_goes_through_its_steps(cast, idea):
    cycle = make_cycle(cast, idea, "done")
    idea.refresh_from_db()
    assert (cycle.number, cycle.step, cycle.reference) == (1, "done", f"PC-{cycle.pk}")
    assert cycle.began_on == clock.today(cast.bob.time_zone)
    assert idea.state == "testing"  # scaled up, so its tests go on
    verbs = list(Event.objects.filter(subject_kind="pdsacycle").values_list("verb", flat=True))
    assert verbs.count("went on with") == 4
    assert verbs.count("wrote") == 3
    with pytest.raises(Invalid) as refused:
        go_on(cast, cycle)
    assert "goes no further" in refused.value.errors["step"]


@pytest.mark.parametrize("name", sorted(ASKED["plan"]))
def test_without_its_plan_it_is_not_carried_out(cast, idea, name):
    empty = None if name in ("owner", "planned_from", "planned_until", "study_by") else ""
    cycle = plan_cycle(actor=cast.bob, idea=idea, **plan(cast, **{name: empty}))
    with pytest.raises(Blocked) as closed:
        go_on(cast, cycle)
    assert [item.field for item in closed.value.missing] == [name]
    cycle.refresh_from_db()
    assert cycle.step == "plan"


@pytest.mark.parametrize(
    ("step", "name"), [(step, name) for step in ("do", "study", "act") for name in ASKED[step]]
)
def test_each_later_step_has_its_gate(cast, idea, step, name):
    cycle = make_cycle(cast, idea, step)
    said = written(cast, step)
    said.pop(name)
    cycle = write(cast, cycle, **said)
    with pytest.raises(Blocked) as closed:
        go_on(cast, cycle)
    assert [item.field for item in closed.value.missing] == [name]


def test_the_study_looks_at_a_group_or_says_why_not(cast, idea):
    cycle = make_cycle(cast, idea, "study")
    cycle = write(cast, cycle, finding="met", learning="It works.")
    with pytest.raises(Blocked) as closed:
        go_on(cast, cycle)
    assert [item.field for item in closed.value.missing] == ["groups"]
    cycle = write(cast, cycle, no_groups_because="One patient.")
    assert go_on(cast, cycle).step == "act"


def test_the_prediction_stands_once_it_is_tested(cast, idea):
    cycle = make_cycle(cast, idea, "do")
    for name in ("question", "prediction", "prediction_reason"):
        with pytest.raises(Invalid) as refused:
            write(cast, cycle, **{name: "Something else."})
        assert name in refused.value.errors


@pytest.mark.parametrize("name", ["question", "prediction", "prediction_reason"])
@pytest.mark.parametrize("step", ["do", "study", "act", "done"])
def test_the_database_keeps_the_prediction(cast, idea, step, name):
    cycle = make_cycle(cast, idea, step)
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        PdsaCycle.objects.filter(pk=cycle.pk).update(**{name: "Something else."})
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        PdsaCycle.objects.filter(pk=cycle.pk).update(step="plan")


def test_the_database_asks_for_the_prediction_before_do(cast, idea):
    cycle = plan_cycle(actor=cast.bob, idea=idea, title="x", scale="one", purpose="test")
    with pytest.raises(IntegrityError, match="predicts_before_do"), transaction.atomic():
        PdsaCycle.objects.filter(pk=cycle.pk).update(step="do")
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        PdsaCycle.objects.filter(pk=cycle.pk)._raw_delete("default")


def test_a_prediction_may_be_said_better_while_it_is_planned(cast, idea):
    cycle = write(cast, make_cycle(cast, idea), prediction="Nine of ten.")
    assert queries.cycle(cast.bob, cycle.pk).prediction == "Nine of ten."


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("adopt", "adopted"),
        ("adapt", "testing"),
        ("abandon", "abandoned"),
        ("scale_up", "testing"),
        ("implement", "implemented"),
    ],
)
def test_a_decision_says_what_becomes_of_the_idea(cast, idea, decision, state):
    cycle = make_cycle(cast, idea, "act")
    go_on(cast, write(cast, cycle, decision=decision, decision_reason="So."))
    idea.refresh_from_db()
    assert idea.state == state


def test_a_ramp_grows(cast, idea):
    first = make_cycle(cast, idea, "done", scale="few")
    for scale in ("one", "few"):  # smaller; and no larger though it was to be scaled up
        with pytest.raises(Invalid) as refused:
            make_cycle(cast, idea, scale=scale, follows=first)
        assert "scale" in refused.value.errors
    second = make_cycle(cast, idea, scale="unit", follows=first)
    assert (second.number, second.follows) == (2, first)


def test_a_cycle_follows_only_one_of_its_idea(cast, idea):
    other = make_cycle(cast, make_idea(cast, "Another"), "do")
    with pytest.raises(Invalid) as refused:
        make_cycle(cast, idea, follows=other)
    assert "follows" in refused.value.errors


def test_only_an_idea_that_stands_is_tested(cast, idea):
    with pytest.raises(Invalid) as refused:
        make_cycle(cast, idea.parent)
    assert "idea" in refused.value.errors
    retire_driver(actor=cast.bob, driver=idea, reason="No.")
    with pytest.raises(Invalid):
        make_cycle(cast, idea)


def test_its_owner_promises_what_is_planned_and_keeps_it_by_doing_it(cast, idea):
    cycle = make_cycle(cast, idea)
    carry = cycle.commitment
    assert (carry.owner, carry.due_on, carry.initiative) == (
        cast.bob,
        cycle.planned_until,
        cast.initiative,
    )
    assert carry.title.startswith("Carry out")
    go_on(cast, write(cast, go_on(cast, cycle), **written(cast, "do")))
    carry.refresh_from_db()
    cycle.refresh_from_db()
    study = cycle.commitment
    assert carry.state == "fulfilled"
    assert study.title.startswith("Study")
    assert (study.due_on, study.state) == (cycle.study_by, "open")
    go_on(cast, write(cast, cycle, **DONE["study"]))
    go_on(cast, write(cast, PdsaCycle.objects.get(), **DONE["act"]))
    study.refresh_from_db()
    assert study.state == "fulfilled"
    assert PdsaCycle.objects.get().commitment is None


def test_another_date_or_owner_is_promised_anew(cast, idea):
    cycle = make_cycle(cast, idea)
    first = cycle.commitment
    cycle = write(cast, cycle, owner=cast.alice)
    first.refresh_from_db()
    assert (first.state, cycle.commitment.owner) == ("withdrawn", cast.alice)
    cycle = write(cast, cycle, question="Do they answer at noon?")
    assert cycle.commitment.state == "open"


def test_nothing_is_promised_without_an_owner_and_a_date(cast, idea):
    assert make_cycle(cast, idea, owner=None).commitment is None
    assert make_cycle(cast, idea, planned_until=None).commitment is None


def test_a_cycle_is_dropped_with_a_reason_until_it_was_carried_out(cast, idea):
    cycle = make_cycle(cast, idea)
    with pytest.raises(Invalid):
        drop_cycle(actor=cast.bob, cycle=cycle, reason="")
    dropped = drop_cycle(actor=cast.bob, cycle=cycle, reason="The ward closed.")
    cycle.commitment.refresh_from_db()
    assert (dropped.step, cycle.commitment.state) == ("dropped", "withdrawn")
    for act in (go_on, write):
        with pytest.raises(Invalid):
            act(cast, dropped, **({} if act is go_on else {"title": "x"}))
    with pytest.raises(Blocked):
        drop_cycle(actor=cast.bob, cycle=make_cycle(cast, idea, "study"), reason="x")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"scale": "galaxy"}, "scale"),
        ({"purpose": ""}, "purpose"),
        ({"prediction": "x" * 10_001}, "prediction"),
        ({"question": "a\x00b"}, "question"),
        ({"plan_what": "Call MRN 12345678"}, "plan_what"),
        ({"study_by": clock.today() - timedelta(days=4000)}, "study_by"),
        ({"planned_until": clock.today() - timedelta(days=30)}, "planned_until"),
        ({"learning": "Early."}, "learning"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(cast, idea, said, field):
    with pytest.raises(Invalid) as refused:
        make_cycle(cast, idea, **said)
    assert field in refused.value.errors
    assert not PdsaCycle.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "x" * 81}, "title"),
        ({"plan_who": "x" * 301}, "plan_who"),
        ({"scale": "galaxy"}, "scale"),
        ({"scale": ""}, "scale"),
        ({"study_by": clock.today() - timedelta(days=30)}, "study_by"),
    ],
)
def test_nor_is_it_written_later(cast, idea, said, field):
    cycle = make_cycle(cast, idea)
    with pytest.raises(Invalid) as refused:
        write(cast, cycle, **said)
    assert field in refused.value.errors


def test_it_does_not_end_before_it_began(cast, idea):
    cycle = make_cycle(cast, idea, "do")
    with pytest.raises(Invalid) as refused:
        write(cast, cycle, ended_on=cycle.began_on - timedelta(days=1))
    assert "ended_on" in refused.value.errors


@pytest.mark.parametrize(
    "groups",
    [
        [{"group": "", "finding": "met"}],
        [{"group": "A", "finding": "maybe"}],
        [{"group": "A", "finding": "met"}, {"group": " a", "finding": "met"}],
        [{"group": f"G{number}", "finding": "met"} for number in range(31)],
    ],
)
def test_groups_that_cannot_be_kept_are_refused(cast, idea, groups):
    cycle = make_cycle(cast, idea, "study")
    with pytest.raises(Invalid):
        write(cast, cycle, groups=groups)
    assert not cycle.groups.exists()


@pytest.mark.parametrize("name", ["began_on", "ended_on"])
def test_a_day_that_has_not_come_is_not_when_it_was(cast, idea, name):
    cycle = make_cycle(cast, idea, "do")
    with pytest.raises(Invalid) as refused:
        write(cast, cycle, **{name: clock.today() + timedelta(days=9)})
    assert name in refused.value.errors


def test_the_same_again_changes_nothing(cast, idea):
    cycle = make_cycle(cast, idea, "study")
    cycle = write(cast, cycle, **DONE["study"])
    before = Event.objects.count()
    assert write(cast, cycle, **DONE["study"]).version == cycle.version
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["charlie", "erin", "ada", "nobody"])
def test_who_may_not_edit_the_initiative_tests_nothing(cast, idea, name):
    viewer, cycle = getattr(cast, name), make_cycle(cast, idea)
    for act in (
        lambda: plan_cycle(actor=viewer, idea=idea, **plan(cast)),
        lambda: write_cycle(actor=viewer, cycle=cycle, title="x"),
        lambda: advance_cycle(actor=viewer, cycle=cycle),
        lambda: drop_cycle(actor=viewer, cycle=cycle, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_somebody_else_was_faster(cast, idea):
    cycle = make_cycle(cast, idea)
    with pytest.raises(Stale):
        write_cycle(actor=cast.bob, cycle=cycle, version=cycle.version + 1, title="x")


def test_what_one_may_not_see_is_not_there(cast, idea):
    cycle = make_cycle(cast, idea)
    assert queries.cycle(cast.ada, cycle.pk) == cycle
    with pytest.raises(PdsaCycle.DoesNotExist):
        queries.cycle(cast.nobody, cycle.pk)


@pytest.mark.parametrize("many", [1, 3])
def test_reading_takes_the_same_queries_however_many(cast, idea, many, django_assert_num_queries):
    for number in range(many):
        make_cycle(cast, idea, title=f"Cycle {number}")
    with django_assert_num_queries(3):
        rows = [
            (one.owner, one.idea.initiative, list(one.groups.all()))
            for one in queries.cycles(cast.lee)
        ]
    assert len(rows) == many
