"""Planning: one statement writes a row for each occasion that has come, and for no other."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.accountability.models import (
    ChatAddress,
    Holiday,
    Policy,
    Preference,
    Reminder,
    Snooze,
)
from initiatives.accountability.queries import policies_in_force
from initiatives.accountability.rules.steps import step_for, steps_of
from initiatives.accountability.services import end_snooze, snooze
from initiatives.accountability.services.plan import plan
from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.people.models import Cover, User
from initiatives.people.services import end_role
from tests.factories import Cast, make_entity, make_promise, make_user, rolled_back, seat
from tests.initiatives.accountability.noon import NOON, later, promise

pytestmark = pytest.mark.django_db


def owed():
    """Who is owed what, in short: name, audience and step."""
    rows = Reminder.objects.filter(state="owed").order_by("step", "recipient__name")
    return [(row.recipient.name, row.audience, row.step) for row in rows]


def keep(*steps, entity=None, kind="", **fields):
    """A policy with these steps, in force in place of the one before."""
    policies_in_force()
    Policy.objects.filter(entity=entity, kind=kind).update(in_force=False)
    policy = Policy.objects.create(entity=entity, kind=kind, number=99, **fields)
    for step in steps:
        policy.steps.create(audience=step[0], days=step[1], urgent=len(step) > 2)
    return policy


def working_days_late(due, today, pattern, off):
    """Counted one day at a time, as a person would."""
    first, last = min(due, today), max(due, today)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    count = sum(day.isoweekday() in pattern and day not in off for day in days)
    return count if today >= due else -count


@given(
    due=st.lists(st.integers(-70, 20), min_size=1, max_size=6),
    zone=st.sampled_from(["America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati", "UTC"]),
    hour=st.integers(0, 23),
    before=st.lists(st.integers(0, 20), max_size=4, unique=True),
    repeat=st.integers(1, 20),
    more=st.integers(0, 20),
    counted=st.sampled_from(["calendar", "working"]),
    pattern=st.sets(st.integers(1, 7), min_size=1),
    off=st.sets(st.integers(-40, 20), max_size=3),
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_statement_plans_what_the_pure_rule_says(
    due, zone, hour, before, repeat, more, counted, pattern, off
):
    with rolled_back(), clock.at(NOON.replace(hour=hour)):
        cast = Cast()
        owner = make_user(time_zone=zone, working_days=sorted(pattern))
        today = clock.today(zone)
        closed = {today + timedelta(days=day) for day in off}
        Holiday.objects.bulk_create(Holiday(day=day, name="Off") for day in closed)
        policy = keep(
            *[("owner", -days) for days in before],
            days=counted,
            repeat_every=repeat,
            repeat_longest=repeat + more,
        )
        made = [make_promise(cast.lee, owner, days, initiative=cast.initiative) for days in due]
        plan()
        planned = dict(
            Reminder.objects.filter(recipient=owner).values_list("commitment_id", "step")
        )
        steps = steps_of(policy, 200)
    expected = {}
    for one in made:
        late = (today - one.due_on).days
        if counted == "working":
            late = working_days_late(one.due_on, today, pattern, closed)
        expected[one.pk] = step_for(late, "owner", steps)
    assert planned == {key: step for key, step in expected.items() if step is not None}


def test_what_is_overdue_climbs_to_sponsor_lead_and_executive(cast):
    promise(cast, 0)
    for days in (0, 14, 30, 60):
        with later(days):
            plan()
    assert [row for row in owed() if row[1] != "owner"] == [
        ("Sam", "sponsor", 14),
        ("Lee", "lead", 30),
        ("Erin", "executive", 60),
    ]


def test_the_nearest_lead_is_told_and_not_those_above(cast):
    seat(make_user("Near"), Role.LEAD, cast.hospital)
    promise(cast, -30)
    plan()
    assert ("Near", "lead", 30) in owed()
    assert ("Lee", "lead", 30) not in owed()


def test_where_no_lead_is_left_an_administrator_is_told(cast):
    end_role(actor=cast.root, membership=cast.lee.memberships.get(), reason="Left.")
    one = promise(cast, -29)
    with later(1):
        plan()
    assert ("Root", "lead", 30) in owed()
    assert one.owner.name == "Alice"


def test_where_nobody_holds_any_office_a_superuser_is_told(db):
    with clock.at(NOON):
        system = make_entity("System")
        User.objects.create_superuser("super@example.org", name="Super")
        gone = make_user("Gone")
        make_promise(User.objects.get(name="Super"), gone, -1, entity=system)
        User.objects.filter(pk=gone.pk).update(is_active=False)
        plan()
    assert owed() == [("Super", "stand_in", 0)]


@pytest.mark.parametrize("how", ["inactive", "refused"])
def test_what_an_unreachable_person_owns_goes_to_the_lead(cast, how):
    promise(cast, -1)
    if how == "inactive":
        User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    else:
        Preference.objects.create(person=cast.alice, unreachable_address=cast.alice.email)
    plan()
    assert owed() == [("Lee", "stand_in", 0)]


def test_what_was_owed_lapses_when_a_person_cannot_be_reached_and_comes_back(cast):
    promise(cast, -1)
    plan()
    preference = Preference.objects.create(person=cast.alice, unreachable_address=cast.alice.email)
    plan()
    assert owed() == [("Lee", "stand_in", 0)]
    assert Reminder.objects.get(recipient=cast.alice).state == "lapsed"
    preference.delete()
    plan()
    assert ("Alice", "owner", 0) in owed()


def test_a_new_address_is_tried(cast):
    promise(cast, -1)
    Preference.objects.create(person=cast.alice, unreachable_address="old@example.org")
    plan()
    assert owed() == [("Alice", "owner", 0)]


def test_a_snooze_quiets_the_owner_but_nobody_above(cast):
    one = promise(cast, -14)
    snooze(actor=cast.alice, commitment=one, until=date(2027, 3, 20), reason="Waiting for data.")
    plan()
    assert owed() == [("Sam", "sponsor", 14)]


def test_the_end_of_a_snooze_is_a_new_occasion(cast):
    one = promise(cast, -1)
    plan()
    Reminder.objects.update(state="cancelled")
    snooze(actor=cast.alice, commitment=one, until=date(2027, 3, 12), reason="Waiting.")
    with later(1):
        assert plan() == 0
    with later(2):
        assert plan() == 1
    assert Reminder.objects.get(state="owed").snoozes == 1


def test_ending_a_snooze_reminds_again_at_once(cast):
    one = promise(cast, -1)
    snooze(actor=cast.alice, commitment=one, until=date(2027, 3, 30), reason="Waiting.")
    end_snooze(actor=cast.alice, commitment=one)
    plan()
    assert owed() == [("Alice", "owner", 0)]


def test_a_moved_date_ends_a_snooze(cast):
    one = promise(cast, -1)
    Snooze.objects.create(
        commitment=one,
        person=cast.alice,
        generation=one.generation,
        begun_on=date(2027, 3, 10),
        until=date(2027, 4, 10),
        reason="Waiting.",
    )
    type(one).objects.filter(pk=one.pk).update(generation=2)
    plan()
    assert owed() == [("Alice", "owner", 0)]


@pytest.mark.parametrize(("state", "told"), [("accepted", True), ("asked", False)])
def test_who_agreed_to_cover_gets_copies_while_the_owner_still_is_told(cast, state, told):
    promise(cast, -1)
    Cover.objects.create(
        person=cast.alice,
        stand_in=cast.bob,
        starts=date(2027, 3, 10),
        ends=date(2027, 3, 10),
        state=state,
        created_by=cast.alice,
    )
    plan()
    assert (("Bob", "cover", 0) in owed()) is told
    assert ("Alice", "owner", 0) in owed()
    with later(6):
        plan()
    assert ("Bob", "cover", 7) not in owed()


@pytest.mark.parametrize(
    ("digests", "instead", "broken", "channels"),
    [
        (True, None, False, {"email"}),
        (True, False, False, {"email", "chat"}),
        (True, True, False, {"chat"}),
        (True, True, True, {"email"}),
        (False, None, False, set()),
        (False, False, False, {"chat"}),
    ],
)
def test_a_person_is_told_by_the_channels_they_chose(cast, digests, instead, broken, channels):
    Preference.objects.create(person=cast.alice, digests=digests)
    if instead is not None:
        ChatAddress.objects.create(
            person=cast.alice,
            address="https://hooks.slack.com/services/T/B/x",
            service="Slack",
            instead_of_email=instead,
            broken_at=NOON if broken else None,
        )
    promise(cast, -1)
    plan()
    told = Reminder.objects.filter(recipient=cast.alice).values_list("channel", flat=True)
    assert set(told) == channels


def test_what_escalates_comes_by_mail_whatever_was_switched_off(cast):
    Preference.objects.create(person=cast.sam, digests=False)
    promise(cast, -14)
    plan()
    assert ("Sam", "sponsor", 14) in owed()


def test_urgent_steps_are_marked_and_reach_those_without_digests(cast):
    keep(("owner", -14), ("owner", 3, "urgent"))
    Preference.objects.create(person=cast.alice, digests=False)
    promise(cast, -3)
    promise(cast, 3)
    plan()
    assert [(row.step, row.urgent) for row in Reminder.objects.all()] == [(3, True)]


def test_the_policy_of_the_place_and_kind_decides(cast):
    keep(("owner", -1), entity=cast.hospital, kind="review")
    promise(cast, 3, kind="review")
    promise(cast, 3)
    plan()
    assert owed() == [("Alice", "owner", -3)]
    with later(2):
        plan()
    assert ("Alice", "owner", -1) in owed()


def test_a_second_plan_writes_nothing(cast):
    promise(cast, -30)
    assert plan() > 0
    assert plan() == 0


def test_undated_or_distant_promises_are_never_due(cast):
    promise(cast, 15)
    assert plan() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_takes_the_same_queries_however_many_are_owed(
    cast, rows, django_assert_num_queries
):
    for _ in range(rows):
        promise(cast, -30)
    policies_in_force()
    with django_assert_num_queries(8):
        plan()
