import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError

from initiatives.accountability.services import acknowledge
from initiatives.framework.services import approve_definition
from initiatives.history import queries
from initiatives.history.models import Event
from initiatives.history.services import record
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import User
from initiatives.people.services import create_entity, grant_role
from tests.factories import Cast, make_promise, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    user = make_user("Ana")
    return record(actor=user, verb="created", subject=user, after={"name": "Ana"})


def by_hand(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(verb="forged"),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: by_hand("TRUNCATE initiatives_event CASCADE"),
        lambda event: by_hand("UPDATE initiatives_event SET reason = 'x'"),
    ],
)
def test_the_database_refuses_to_change_or_remove_history(event, tamper):
    with pytest.raises((InternalError, DatabaseError), match="pgtrigger"), transaction.atomic():
        tamper(event)
    assert Event.objects.get(pk=event.pk).verb == "created"


def test_an_event_says_who_what_when_before_after_and_why(event):
    assert event.actor.name == "Ana"
    assert (event.subject_kind, event.subject_id, event.subject_label) == (
        "user",
        event.actor.pk,
        "Ana",
    )


def test_everyone_sees_the_events_of_what_they_may_see_and_no_other():
    cast = Cast()
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    acknowledge(actor=cast.alice, commitment=promise)
    for name, sees in {
        "alice": True,
        "bob": True,
        "sam": True,
        "lee": True,
        "erin": True,
        "ada": True,
        "charlie": False,
        "nobody": False,
    }.items():
        viewer = User.objects.get(pk=getattr(cast, name).pk)
        about = queries.events(viewer).filter(subject_kind="commitment", subject_id=promise.pk)
        assert about.exists() is sees, name


def seen(viewer, kind, record):
    viewer = User.objects.get(pk=viewer.pk)
    return queries.events(viewer).filter(subject_kind=kind, subject_id=record.pk).exists()


def test_what_was_done_to_an_account_is_read_by_its_owner_and_by_those_who_oversee():
    cast = Cast()
    grant_role(actor=cast.root, user=cast.bob, entity=cast.clinic, role=Role.MEMBER)
    who = ("bob", "root", "ada", "lee", "erin", "alice", "nobody")
    assert [name for name in who if seen(getattr(cast, name), "user", cast.bob)] == [
        *("bob", "root", "ada")
    ]


def test_what_was_done_to_what_is_published_is_read_by_everyone():
    cast = Cast()
    made = create_entity(
        actor=cast.root,
        name="Ward",
        short_name="Ward",
        kind=EntityKind.DEPARTMENT,
        parent=cast.clinic,
    )
    assert seen(cast.nobody, "entity", made)
    term = approve_definition(actor=cast.lee, term="equity", text="Fair.", source="Own.")
    assert seen(cast.nobody, "definition", term)
