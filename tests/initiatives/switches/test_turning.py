"""Who switches a part off and on, with a reason that stays, and what is so by default."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people import queries
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import features_off
from initiatives.people.services import turn_switch
from initiatives.people.signing_in import signed_in
from initiatives.switches.choices import WHILE_OFF, Feature
from initiatives.switches.models import Switch
from initiatives.switches.queries import every_switch, is_on
from tests.factories import make_entity, make_user, seat
from tests.initiatives.switches.turning import switch_of, turn

pytestmark = pytest.mark.django_db
OTHERS = ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody")


def test_everything_is_on_until_somebody_says_otherwise(cast):
    assert not Switch.objects.exists()
    assert all(is_on(feature) for feature in Feature)
    assert [one.is_on for one in queries.switches(cast.root)] == [True] * len(Feature)
    assert set(WHILE_OFF) == set(Feature)


def test_a_part_of_a_later_release_gets_its_row(cast):
    Switch.objects.create(feature=Feature.WEBHOOKS)
    assert set(every_switch().values_list("feature", flat=True)) == set(Feature)


def test_it_is_turned_with_who_when_and_why(cast):
    off = turn(cast, "webhooks", False, "  The engine moves. ")
    assert (off.is_on, off.reason, off.turned_by, off.version) == (
        False,
        "The engine moves.",
        cast.root,
        2,
    )
    assert not is_on(Feature.WEBHOOKS)
    on = turn(cast, "webhooks", True, "It has moved.")
    assert (on.is_on, on.version) == (True, 3)
    events = Event.objects.filter(subject_kind="switch").order_by("pk")
    assert [(one.verb, one.before, one.after, one.reason) for one in events] == [
        ("switched off", {"is_on": True}, {"is_on": False}, "The engine moves."),
        ("switched on", {"is_on": False}, {"is_on": True}, "It has moved."),
    ]


def test_what_stands_so_already_is_left_as_it_is(cast):
    turn(cast, "chat", False)
    assert turn(cast, "chat", False, "Again.").version == 2
    assert Event.objects.filter(subject_kind="switch").count() == 1


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_turns_one(cast, name):
    with pytest.raises(NotAllowed):
        turn_switch(
            actor=getattr(cast, name), switch=switch_of("chat"), is_on=False, reason="I like to."
        )
    assert is_on(Feature.CHAT)


def test_an_administrator_of_one_place_does_not(cast):
    local = seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital)
    with pytest.raises(NotAllowed, match="whole system"):
        turn_switch(actor=local, switch=switch_of("chat"), is_on=False, reason="For all.")


def test_one_of_two_systems_is_not_the_whole(cast):
    make_entity("Another system")
    root = User.objects.get(pk=cast.root.pk)
    with pytest.raises(NotAllowed, match="whole system"):
        turn_switch(actor=root, switch=switch_of("chat"), is_on=False, reason="For all.")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
def test_it_takes_a_reason(cast, reason):
    with pytest.raises(Invalid) as refusal:
        turn(cast, "chat", False, reason)
    assert set(refusal.value.errors) == {"reason"}
    assert is_on(Feature.CHAT)


def test_two_who_turn_it_do_not_turn_it_past_each_other(cast):
    seen = switch_of("exports")
    turn(cast, "exports", False)
    with pytest.raises(Stale):
        turn_switch(actor=cast.root, switch=seen, is_on=False, reason="Late.", version=seen.version)


@pytest.mark.parametrize("name", ["root", "ada"])
def test_administrators_and_auditors_read_them(cast, name):
    assert queries.switches(getattr(cast, name)).count() == len(Feature)


@pytest.mark.parametrize("name", ["alice", "lee", "erin", "nobody"])
def test_nobody_else_reads_them(cast, name):
    pk = switch_of("chat").pk
    assert not queries.switches(getattr(cast, name)).exists()
    with pytest.raises(Switch.DoesNotExist):
        queries.switch(getattr(cast, name), pk)


def test_the_database_holds_what_must_be_so(cast):
    off = turn(cast, "chat", False)
    for broken, error in (
        (off.delete, DatabaseError),
        (lambda: Switch.objects.filter(pk=off.pk).update(reason=""), IntegrityError),
        (lambda: Switch.objects.create(feature="chat"), IntegrityError),
    ):
        with pytest.raises(error), transaction.atomic():
            broken()


def test_who_signs_in_brings_along_what_is_off_at_no_cost(cast, django_assert_num_queries):
    turn(cast, "workforce", False)
    turn(cast, "webhooks", False)
    with django_assert_num_queries(1):
        person = signed_in(cast.nobody.pk)
        assert features_off(person) == {"workforce", "webhooks"}
    with django_assert_num_queries(1):
        assert features_off(cast.nobody) == features_off(cast.nobody) == {"workforce", "webhooks"}
