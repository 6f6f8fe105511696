"""What administrators and auditors see of the engine, and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.accountability import queries
from initiatives.accountability.models import ChatAddress, Delivery, Engine, Preference
from initiatives.accountability.services import Terms, keep_policy, stop_engine, sweep
from initiatives.accountability.services.plan import plan
from initiatives.base import clock
from initiatives.history.queries import events
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.services import answer_cover, ask_cover
from tests.factories import make_user, seat
from tests.initiatives.accountability.noon import promise
from tests.initiatives.accountability.test_policies import OWNER, keep

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "sam", "charlie", "erin", "ada", "lee", "root", "nobody")
OVERSEERS = {"ada", "root"}


def refuse(person, address=None):
    Preference.objects.create(
        person=person,
        unreachable_address=address or person.email,
        unreachable_since=clock.now(),
        unreachable_because="550 No such user.",
    )


def connect(person, **fields):
    ChatAddress.objects.create(person=person, address="https://chat.example/x", **fields)


def those_who_find(cast, query):
    return {name for name in EVERYONE if query(getattr(cast, name)).exists()}


def test_messages_and_whom_mail_does_not_reach_are_read_by_those_who_oversee(cast):
    promise(cast, -1)
    sweep()
    refuse(cast.alice)
    assert those_who_find(cast, queries.messages) == OVERSEERS
    assert those_who_find(cast, queries.unreachable) == OVERSEERS
    assert those_who_find(cast, queries.told_people) == OVERSEERS
    (one,) = Delivery.objects.all()
    for name in set(EVERYONE) - OVERSEERS:
        with pytest.raises(Delivery.DoesNotExist):
            queries.message(getattr(cast, name), one.pk)


def test_of_what_a_message_told_only_administrators_and_its_person_read(cast):
    promise(cast, -1)
    sweep()
    one = Delivery.objects.get()
    found = those_who_find(cast, lambda viewer: queries.occasions_of(viewer, one))
    assert found == {"alice", "root"}


def test_a_list_of_messages_does_not_read_what_they_say(cast):
    promise(cast, -1)
    sweep()
    with CaptureQueriesContext(connection) as captured:
        list(queries.messages(cast.root))
    assert '"body"' not in captured[-1]["sql"]
    assert '"subject"' not in captured[-1]["sql"]


def test_an_engine_that_stands_still_is_told_to_administrators_alone(cast):
    Engine.objects.create(pk=1)
    assert queries.standstill(cast.root) is None
    stop_engine(actor=cast.root, reason="Moving.")
    told = {name for name in EVERYONE if queries.standstill(getattr(cast, name))}
    assert told == {"root"}


def test_history_of_the_engine_is_read_by_those_who_oversee(cast):
    stop_engine(actor=cast.root, reason="Moving.")
    found = those_who_find(cast, lambda viewer: events(viewer).filter(verb="stopped reminders"))
    assert found == OVERSEERS


def test_another_address_than_the_refused_one_may_work(cast):
    refuse(cast.alice, "old@example.org")
    assert not queries.unreachable(cast.root).exists()


def test_who_is_told_by_chat_all_the_same_is_marked_so(cast):
    for person in (cast.alice, cast.bob):
        promise(cast, 3, owner=person)
        refuse(person)
    connect(cast.alice)
    connect(cast.bob, broken_at=clock.now())
    found = {one.name: one.has_chat for one in queries.unreachable(cast.root)}
    assert found == {"Alice": True, "Bob": False}
    assert {one.open_commitments for one in queries.unreachable(cast.root)} == {1}


def test_a_closed_account_is_not_among_those_to_be_put_right(cast):
    refuse(cast.alice)
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    assert not queries.unreachable(cast.root).exists()


@pytest.fixture
def lost(cast):
    """A promise of someone unreachable, with nobody above who can be reached."""
    made = promise(cast, 3)
    for person in (cast.alice, cast.lee, cast.root):
        refuse(person)
    return made


def found_untold(cast):
    return list(queries.untold(cast.ada))


def test_where_nobody_can_be_told_it_is_found_and_plan_tells_nobody(cast, lost):
    assert found_untold(cast) == [lost]
    assert plan() == 0
    assert not queries.untold(cast.erin).exists()


@pytest.mark.parametrize("rescue", ["chat", "lead", "superuser", "cover", "owner"])
def test_where_somebody_can_be_told_it_is_not_found(cast, lost, rescue):
    if rescue == "chat":
        connect(cast.alice)
    elif rescue == "lead":
        seat(make_user("Second"), Role.LEAD, cast.hospital)
    elif rescue == "superuser":
        make_user("Boss", is_superuser=True)
    elif rescue == "cover":
        today = clock.today()
        cover = ask_cover(
            actor=cast.alice, person=cast.alice, stand_in=cast.bob, starts=today, ends=today
        )
        answer_cover(actor=cast.bob, cover=cover, accept=True)
    else:
        Preference.objects.filter(person=cast.alice).delete()
    assert found_untold(cast) == []
    assert plan() > 0


def test_a_lead_of_another_place_does_not_help(cast, lost):
    seat(make_user("Second"), Role.LEAD, cast.clinic)
    assert found_untold(cast) == [lost]


def test_people_wait_for_their_hour_once_each(cast):
    for _ in range(3):
        promise(cast, -1)
    promise(cast, -1, owner=cast.bob)
    plan()
    assert queries.people_waiting() == 2
    sweep()
    assert queries.people_waiting() == 0


def test_who_put_a_version_in_force_is_known(cast):
    first = queries.system_policy()
    second = keep(cast)
    kept = queries.keepers_of(cast.nobody, [first, second])
    assert {pk: event.actor for pk, event in kept.items()} == {second.pk: cast.root}
    assert [one.number for one in queries.versions_of(cast.nobody, first)] == [2, 1]
    assert queries.latest_number(None, "") == 2
    assert queries.latest_number(cast.hospital, "") == 0


def test_the_policy_that_decides_for_a_commitment_is_found(cast):
    made = promise(cast, 3)
    system = queries.deciding_for(cast.alice, made)
    assert (system.entity, system.kind) == (None, "")
    own = keep_policy(actor=cast.lee, entity=cast.hospital, kind="", terms=Terms([OWNER]))
    assert queries.deciding_for(cast.alice, made) == own
    assert queries.deciding_at(cast.alice, cast.clinic, "") == system


def test_the_first_of_an_effect_are_those_that_one_may_see(cast):
    for due_in in (2, 1, 0):
        promise(cast, due_in)
    plan()
    owed = list(queries.reminders(cast.root))
    assert len(owed) == 3
    first = queries.first_visible(cast.root, owed, 2)
    assert [one.due_on for one in first] == sorted(one.due_on for one in owed)[:2]
    assert queries.first_visible(cast.charlie, owed, 2) == []
