"""Chains as the database makes them, from one connection and from several."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from initiatives.history.models import Event, Head
from initiatives.history.queries import verify
from initiatives.history.rules import Link, Mark, first_fault
from initiatives.history.services import record, record_all
from tests.factories import make_user, rolled_back
from tests.initiatives.history.tampering import differences, lay_open, run, write_history

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
EVENTS = st.builds(
    Event,
    at=st.datetimes(timezones=st.just(UTC)),
    verb=TEXTS,
    subject_kind=st.sampled_from(["initiative", "Ünit", "user"]),
    subject_id=st.integers(1, 3),
    subject_label=TEXTS,
    before=st.dictionaries(TEXTS, VALUES, max_size=2),
    after=st.dictionaries(TEXTS, VALUES, max_size=2),
    reason=TEXTS,
)


def an_event(key, kind="initiative", verb="moved"):
    return Event(verb=verb, subject_kind=kind, subject_id=key, subject_label=f"Record {key}")


def hash_of(event):
    """The hash as somebody outside would work it out, in PostgreSQL's spelling of JSON."""
    seconds = (event.at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1)
    fields = [
        bytes(event.former).hex(),
        event.position,
        event.pk,
        f"{int(seconds) / 1_000_000:.6f}",
        event.actor_id,
        *(event.verb, event.subject_kind, event.subject_id, event.subject_label),
        *(event.before, event.after, event.reason),
    ]
    return sha256(json.dumps(fields, ensure_ascii=False).encode()).digest()


@pytest.mark.django_db
def test_each_event_holds_its_place_and_the_hash_of_the_one_before():
    user = make_user("Ana")
    for verb in ("created", "moved", "closed"):
        record(actor=user, verb=verb, subject=user, after={"a": "ü"}, reason="Why.")
    chain = list(Event.objects.filter(subject_kind="user", subject_id=user.pk).order_by("position"))
    assert [event.position for event in chain] == [1, 2, 3]
    assert [bytes(event.former) for event in chain] == [
        b"",
        bytes(chain[0].hash),
        bytes(chain[1].hash),
    ]
    assert [bytes(event.hash) for event in chain] == [hash_of(event) for event in chain]
    head = Head.objects.get(subject_kind="user", subject_id=user.pk)
    assert (head.length, bytes(head.hash)) == (3, bytes(chain[2].hash))


@pytest.mark.django_db
def test_what_is_given_for_a_place_or_a_hash_is_not_kept():
    forged = an_event(1)
    forged.position, forged.former, forged.hash = 7, b"x", b"y"
    forged.save()
    forged.refresh_from_db()
    assert (forged.position, bytes(forged.former)) == (1, b"")
    assert verify().intact


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE initiatives_head SET length = 0",
        "INSERT INTO initiatives_head VALUES ('user', 77, 1, 'x')",
        "DELETE FROM initiatives_head",
        "TRUNCATE initiatives_head",
        "UPDATE initiatives_seal SET events = 0",
        "DELETE FROM initiatives_seal",
        "TRUNCATE initiatives_seal, initiatives_sealedhead",
        "UPDATE initiatives_sealedhead SET hash = 'x'",
        "DELETE FROM initiatives_sealedhead",
        "TRUNCATE initiatives_sealedhead",
    ],
)
def test_the_database_refuses_to_touch_heads_and_seals(statement):
    write_history((2,))
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        run(statement)
    assert verify().intact


@pytest.mark.django_db
@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EVENTS, max_size=8))
def test_whatever_is_written_holds(events):
    with rolled_back():
        for event in events:
            event.pk = None
        record_all(events)
        assert verify().intact


def links_of(number):
    """A chain of so many links, and its head."""
    links, former = [], b""
    for place in range(1, number + 1):
        own = sha256(former + bytes([place])).digest()
        links.append(Link(place + 100, None, place, former, own, own))
        former = own
    return links, Mark(number, former)


@given(st.integers(1, 9), st.data())
def test_a_change_of_any_one_link_is_found_where_it_is(number, data):
    links, head = links_of(number)
    assert first_fault(links, head) is None
    place = data.draw(st.integers(1, number))
    broken = links[place - 1]
    change = data.draw(st.sampled_from(["content", "former", "hash", "fitting", "gone", "twice"]))
    other = sha256(b"other").digest()
    links[place - 1 : place] = {
        "content": [broken._replace(own=other)],
        "former": [broken._replace(former=other, own=sha256(b"!").digest())],
        "hash": [broken._replace(hash=other)],
        "fitting": [broken._replace(hash=other, own=other)],
        "gone": [],
        "twice": [broken, broken._replace(event=999, own=other)],
    }[change]
    what = {"gone": "removed", "twice": "inserted"}.get(change, "changed")
    fault = first_fault(data.draw(st.permutations(links)), head)
    assert (fault.what, fault.position) == (what, place)


def at_once(*calls):
    """Each in a thread and a connection of its own, all from the same moment on."""
    barrier = Barrier(len(calls))

    def alone(call):
        try:
            barrier.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(alone, calls))


@pytest.mark.django_db(transaction=True)
def test_many_who_write_of_one_record_at_once_make_one_chain():
    def write():
        for _ in range(25):
            an_event(1).save()

    at_once(*[write] * 4)
    assert sorted(Event.objects.values_list("position", flat=True)) == list(range(1, 101))
    assert verify().intact


@pytest.mark.django_db(transaction=True)
def test_bulk_writes_of_the_same_records_in_opposite_orders_do_not_lock_each_other_out():
    keys = range(1, 150)

    def write(order):
        for _ in range(3):
            record_all(an_event(key, kind) for key in order for kind in ("initiative", "user"))

    at_once(lambda: write(keys), lambda: write(keys[::-1]), lambda: write(keys))
    assert Event.objects.count() == 3 * 3 * 2 * 149
    assert verify().intact


@pytest.mark.django_db(transaction=True)
def test_events_that_were_rolled_back_leave_no_gap():
    an_event(1).save()
    with transaction.atomic():
        an_event(1).save()
        transaction.set_rollback(True)
    an_event(1).save()
    assert list(Event.objects.order_by("position").values_list("position", flat=True)) == [1, 2]
    assert verify().intact


@pytest.mark.django_db(transaction=True)
def test_a_check_meanwhile_sees_one_instant():
    write_history()

    def write():
        for key in range(1, 40):
            an_event(key % 8 + 1, "commitment").save()

    def check():
        return all(verify().intact for _ in range(10))

    assert at_once(write, check) == [None, True]


@pytest.mark.django_db
def test_events_from_before_there_were_chains_are_chained_as_if_they_had_been():
    """The migration's own statements, over a history that has lost all hashes and heads."""
    write_history()
    lay_open()
    (module,) = [
        migration.__module__
        for key, migration in MigrationLoader(connection).disk_migrations.items()
        if key[1].endswith("_history_chain")
    ]
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        run("DELETE FROM initiatives_head")
        run("UPDATE initiatives_event SET position = 0, former = '', hash = ''")
        run("SET LOCAL session_replication_role = origin")
    run("ALTER TABLE initiatives_head DISABLE TRIGGER USER")  # which comes later in the migration
    run(import_module(module).CHAIN_WHAT_IS_THERE)
    assert differences() == []
    assert verify().intact
