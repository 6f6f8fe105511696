"""Keeping policies: what cannot be kept, what a change would do, and what it does."""

from datetime import time

import pytest

from initiatives.accountability.models import Policy, Reminder
from initiatives.accountability.queries import policies_in_force
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import (
    Terms,
    effect_of_policy,
    keep_policy,
    retire_policy,
    sweep,
)
from initiatives.accountability.services.plan import plan
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people.choices import Role
from tests.factories import make_promise, make_user, seat
from tests.initiatives.accountability.noon import later, promise

pytestmark = pytest.mark.django_db
OWNER = Step("owner", 0)


def keep(cast, *steps, entity=None, kind="", actor=None, **terms):
    terms = Terms(steps or (OWNER,), **terms)
    return keep_policy(actor=actor or cast.root, entity=entity, kind=kind, terms=terms)


@pytest.mark.parametrize(
    ("terms", "field", "says"),
    [
        (Terms([]), "steps", "Nobody would be told"),
        (Terms([Step("lead", 7)]), "steps", "Nobody would be told"),
        (Terms([OWNER, OWNER]), "steps", "twice on one day"),
        (Terms([OWNER, Step("sponsor", -3)]), "steps", "Only the owner"),
        (Terms([OWNER, Step("lead", 0)]), "steps", "Only the owner"),
        (Terms([OWNER, Step("lead", 30), Step("executive", 20)]), "steps", "goes up"),
        (Terms([OWNER, Step("sponsor", 30), Step("lead", 30)]), "steps", "goes up"),
        (Terms([OWNER, Step("board", 30)]), "steps", "cannot be told"),
        (Terms([Step("owner", -400)]), "steps", "at most 365 days"),
        (Terms([Step("owner", days) for days in range(25)]), "steps", "24 steps"),
        (Terms([OWNER], repeat_every=0), "repeat_every", "never end"),
        (Terms([OWNER], repeat_every=-7), "repeat_every", "never end"),
        (Terms([OWNER], repeat_every=400, repeat_longest=400), "repeat_every", "falls silent"),
        (Terms([OWNER], repeat_every=7, repeat_longest=3), "repeat_longest", "cannot be shorter"),
        (Terms([OWNER], repeat_longest=999), "repeat_longest", "falls silent"),
        (Terms([OWNER], shortfall_after=-1), "shortfall_after", "From 1 to 365"),
        (Terms([OWNER], days="lunar"), "days", "calendar days or working days"),
    ],
)
def test_an_impossible_policy_is_refused_with_what_is_wrong(cast, terms, field, says):
    with pytest.raises(Invalid) as refused:
        keep_policy(actor=cast.root, entity=None, kind="", terms=terms)
    assert says in refused.value.errors[field]
    assert not Policy.objects.filter(number=2).exists()


def test_an_unknown_kind_is_refused(cast):
    with pytest.raises(Invalid, match="no kind of commitment"):
        keep(cast, kind="wish")


def test_a_new_version_takes_the_place_of_the_one_before_which_stays_on_record(cast):
    first = keep(cast, OWNER, kind="review")
    second = keep(cast, OWNER, Step("owner", -7), kind="review", quiet_from=time(20))
    first.refresh_from_db()
    assert (first.in_force, second.in_force) == (False, True)
    assert (first.number, second.number) == (1, 2)
    event = Event.objects.get(subject_kind="policy", subject_id=second.pk)
    assert event.before["steps"] == ["T+0 Owner"]
    assert event.after["steps"] == ["T-7 Owner", "T+0 Owner"]


def test_what_was_owed_is_asked_for_anew_and_nothing_is_told_twice(cast):
    told, owed = promise(cast, -1), promise(cast, -1, owner=cast.bob)
    plan()
    Reminder.objects.filter(commitment=told).delete()
    sweep()
    with later(1):
        keep(cast, OWNER, Step("owner", -5))
        assert sweep().sent == 0
    assert Reminder.objects.filter(commitment=owed, state="sent").count() == 1


def test_a_step_that_is_no_more_asked_for_lapses(cast):
    one = promise(cast, 2)
    plan()
    keep(cast, Step("owner", -1))
    plan()
    assert Reminder.objects.get(commitment=one).state == "lapsed"
    with later(1):
        plan()
    assert Reminder.objects.get(commitment=one, state="owed").step == -1


def test_the_effect_names_who_would_be_told_and_who_no_more_and_changes_nothing(cast):
    promise(cast, 2, title="Soon")
    promise(cast, 6, owner=cast.bob, title="Later")
    make_promise(cast.lee, cast.sam, 2, title="Elsewhere", entity=cast.clinic)
    terms = Terms([Step("owner", -7), Step("owner", -6), Step("sponsor", 3)])
    keep(cast, Step("owner", -3), OWNER)
    effect = effect_of_policy(actor=cast.root, entity=cast.hospital, kind="", terms=terms)
    assert effect.commitments == 2
    assert [row.commitment.title for row in effect.told] == ["Later"]
    assert effect.spared == []
    assert not Reminder.objects.exists()
    assert not Policy.objects.filter(entity=cast.hospital).exists()
    none = Terms([Step("owner", 9)])
    effect = effect_of_policy(actor=cast.root, entity=None, kind="", terms=none)
    assert {row.commitment.title for row in effect.spared} == {"Soon", "Elsewhere"}


def test_without_a_policy_of_its_own_a_place_follows_the_next_one_upward(cast):
    own = keep(cast, Step("owner", -1), entity=cast.hospital)
    one = promise(cast, 2)
    assert plan() == 0
    retire_policy(actor=cast.root, policy=own, reason="One rule for all.")
    assert plan() == 1
    assert Reminder.objects.get(commitment=one).step == -3


def test_the_policy_of_the_whole_system_cannot_be_retired(cast):
    (system,) = policies_in_force()
    with pytest.raises(Invalid, match="can be changed, not removed"):
        retire_policy(actor=cast.root, policy=system, reason="No.")


def test_a_version_is_retired_once_and_with_a_reason(cast):
    own = keep(cast, entity=cast.hospital)
    with pytest.raises(Invalid):
        retire_policy(actor=cast.root, policy=own, reason=" ")
    retire_policy(actor=cast.root, policy=own, reason="One rule for all.")
    with pytest.raises(Invalid, match="not in force"):
        retire_policy(actor=cast.root, policy=own, reason="Again.")


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "nobody", "lee"])
def test_only_an_administrator_keeps_the_policy_of_the_whole_system(cast, name):
    with pytest.raises(NotAllowed):
        keep(cast, actor=getattr(cast, name))


def test_the_lead_of_an_entity_keeps_the_policies_there_and_not_elsewhere(cast):
    near = seat(make_user("Near"), Role.LEAD, cast.hospital)
    assert keep(cast, entity=cast.hospital, actor=near).in_force
    with pytest.raises(NotAllowed, match="Clinic"):
        keep(cast, entity=cast.clinic, actor=near)


def test_a_version_that_somebody_else_kept_meanwhile_is_not_written_over(cast):
    terms = Terms([OWNER])
    keep_policy(actor=cast.root, entity=None, kind="", terms=terms, last=1)
    with pytest.raises(Stale, match="Somebody else"):
        keep_policy(actor=cast.root, entity=None, kind="", terms=terms, last=1)
    with pytest.raises(Stale):
        keep_policy(actor=cast.root, entity=cast.hospital, kind="", terms=terms, last=1)
    keep_policy(actor=cast.root, entity=cast.hospital, kind="", terms=terms, last=0)
    assert Policy.objects.filter(in_force=True).count() == 2
