"""A small honest history, changing it behind the tracker's back, and where it then differs.

Where it differs is worked out by comparing tables with copies of them, without any hash.
"""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.history.services import record_all, seal
from tests.factories import make_user

LENGTHS = (1, 2, 3, 5, 8, 4, 1, 6)


def write_history(lengths=LENGTHS, kinds=("initiative", "commitment")):
    """Chains of these lengths; the first half of each lies under one seal, the rest is newer."""
    who = [make_user(), make_user(), None]
    start = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)
    parts = ([], [])
    for key, length in enumerate(lengths, start=1):
        for place in range(length):
            at = start + timedelta(hours=key, minutes=place)
            parts[place > length // 2].append(make(kinds[key % len(kinds)], key, place, at, who))
    for part, day in zip(parts, (2, 3), strict=True):
        record_all(part)
        with clock.at(start + timedelta(days=day)):
            seal(intact=True)
    record_all([make("initiative", 99, 0, start, who), make("initiative", 99, 1, start, who)])


def make(kind, key, place, at, who):
    return Event(
        at=at,
        actor=who[(key + place) % 3],
        verb=("created", "moved", "closed")[place % 3],
        subject_kind=kind,
        subject_id=key,
        subject_label=f"Record “{key}”",
        before={"state": "open", "days": place} if place else {},
        after={"state": "planned", "list": [1, 2.50, None, {"é": "\\u2028"}], "days": place + 1},
        reason="Because." if place % 2 else "",
    )


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def tampering():
    """The protection is lifted, and all that is done is undone at the end."""
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def lay_open():
    """Keep copies of the honest tables for this transaction, and let a chain fork.

    Whoever can lift the triggers can drop the constraint as well.
    """
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE initiatives_event DROP CONSTRAINT event_chain_never_forks")
    for table in ("event", "head"):
        run(f"CREATE TEMP TABLE honest_{table} ON COMMIT DROP AS TABLE initiatives_{table}")


def differences():
    """(kind, record, position) of each event that is not as it was, in the order of verify.

    One that is gone or changed stands where it was written; one that is new, or that was put into
    another record's chain, stands where it is now.
    """
    return run(
        """
        SELECT kind, record, position FROM (
            SELECT h.subject_kind AS kind, h.subject_id AS record, h.position
            FROM honest_event h LEFT JOIN initiatives_event e USING (id)
            WHERE e IS DISTINCT FROM h
            UNION
            SELECT e.subject_kind, e.subject_id, e.position
            FROM initiatives_event e LEFT JOIN honest_event h USING (id)
            WHERE (e.subject_kind, e.subject_id) IS DISTINCT FROM (h.subject_kind, h.subject_id)
        ) d ORDER BY kind COLLATE "C", record, position
        """
    )
