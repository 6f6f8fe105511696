"""Checking the whole history: the database finds the chains that do not hold, the rules say why.

Everything is read from one snapshot, so events that are written meanwhile do not disturb.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from initiatives.history.queries.seals import digests
from initiatives.history.rules import Fault, Link, Mark, first_fault

LISTED = 1000
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# The inner OFFSET keeps the planner from carrying whole rows into the sort.
BROKEN = """
WITH broken AS (
    SELECT subject_kind, subject_id FROM (
        SELECT subject_kind, subject_id, position, former, own,
            row_number() OVER chain AS place, lag(hash, 1, ''::bytea) OVER chain AS said
        FROM (
            SELECT subject_kind, subject_id, position, former, hash,
                initiatives_event_hash(e) = hash AS own
            FROM initiatives_event e OFFSET 0
        ) hashed
        WINDOW chain AS (PARTITION BY subject_kind, subject_id ORDER BY position)
    ) linked
    WHERE NOT own OR position <> place OR former <> said
    UNION
    SELECT subject_kind, subject_id FROM initiatives_head h WHERE NOT EXISTS (
        SELECT FROM initiatives_event e
        WHERE e.subject_kind = h.subject_kind AND e.subject_id = h.subject_id
            AND e.position = h.length AND e.hash = h.hash)
    UNION
    SELECT subject_kind, subject_id FROM initiatives_event e WHERE NOT EXISTS (
        SELECT FROM initiatives_head h
        WHERE h.subject_kind = e.subject_kind AND h.subject_id = e.subject_id
            AND h.length >= e.position)
    UNION
    SELECT subject_kind, subject_id FROM initiatives_sealedhead s WHERE NOT EXISTS (
        SELECT FROM initiatives_event e
        WHERE e.subject_kind = s.subject_kind AND e.subject_id = s.subject_id
            AND e.position = s.length AND e.hash = s.hash)
)
SELECT subject_kind, subject_id FROM broken ORDER BY subject_kind COLLATE "C", subject_id
"""
LINKS = """
SELECT id, CASE WHEN isfinite(at) THEN at END, position, former, hash, initiatives_event_hash(e)
FROM initiatives_event e WHERE subject_kind = %s AND subject_id = %s ORDER BY position, id
"""
HEAD = "SELECT length, hash FROM initiatives_head WHERE subject_kind = %s AND subject_id = %s"
SEALED = """
SELECT length, hash FROM initiatives_sealedhead
WHERE subject_kind = %s AND subject_id = %s ORDER BY length
"""
COUNTS = """
SELECT (SELECT count(*) FROM initiatives_event), (SELECT count(*) FROM initiatives_head),
    (SELECT count(*) FROM initiatives_seal)
"""
NUMBERS = """
SELECT number, digest, former, to_char(day, 'YYYY-MM-DD') FROM initiatives_seal
UNION SELECT DISTINCT seal_id, NULL::bytea, NULL::bytea, NULL FROM initiatives_sealedhead h
WHERE NOT EXISTS (SELECT FROM initiatives_seal s WHERE s.number = h.seal_id)
"""


@dataclass(frozen=True)
class Break:
    """The first event of a record that is not as it was written, or a seal that is not.

    `kind` and `record` say whose chain it is; for a seal they are `seal` and its number.
    """

    kind: str
    record: int
    what: str
    message: str
    position: int | None = None
    event: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """What was found: `breaks` are the first, `broken` is how many there are in all."""

    events: int
    chains: int
    seals: int
    kept: int
    breaks: list[Break]
    broken: int

    @property
    def intact(self) -> bool:
        return not self.broken


def verify(kept: Mapping[int, str] | None = None) -> Verdict:
    """Check every event, every head and every seal; `kept` are digests by number of seal.

    Breaks come by kind and key of the record, then seals by number.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute(SNAPSHOT)
        found = breaks(kept or {})
        first = list(islice(found, LISTED))
        broken = len(first) + sum(1 for _ in found)
        ((events, chains, seals),) = rows(COUNTS)
        return Verdict(events, chains, seals, len(kept or {}), first, broken)


def breaks(kept: Mapping[int, str]) -> Iterator[Break]:
    """Every break, in a stable order."""
    for kind, record in rows(BROKEN):
        # The database found it broken, so it is, should the rules ever fail to see where.
        yield broken_chain(kind, record, first_fault(*chain(kind, record)) or Fault("order", 1))
    yield from broken_seals(kept)


def chain(kind: str, record: int) -> tuple[list[Link], Mark | None, list[Mark]]:
    """The events of a record as links, its head, and what seals remember of it."""
    of = [kind, record]
    heads = [Mark(length, bytes(digest)) for length, digest in rows(HEAD, of)]
    sealed = [Mark(length, bytes(digest)) for length, digest in rows(SEALED, of)]
    return [link_of(row) for row in rows(LINKS, of)], heads[0] if heads else None, sealed


def link_of(row: tuple[Any, ...]) -> Link:
    event, at, position, former, kept, own = row
    return Link(event, at, position, bytes(former), bytes(kept), bytes(own))


def rows(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def broken_chain(kind: str, record: int, fault: Fault) -> Break:
    """A break of a record's chain, in words."""
    which = f"event {fault.event}, " if fault.event else ""
    when = f" of {fault.at:%Y-%m-%d %H:%M:%S} UTC" if fault.at else ""
    message = f"{kind} {record}: {which}number {fault.position} of its chain{when}, {fault.words}."
    return Break(kind, record, fault.what, message, fault.position, fault.event, fault.at)


def broken_seals(kept: Mapping[int, str]) -> Iterator[Break]:
    """Seals that are gone, that do not follow the one before, or differ from what was kept."""
    known = rows(NUMBERS)
    standing = {
        number: (bytes(digest), bytes(former), day)
        for number, digest, former, day in known
        if digest is not None
    }
    named = {number for number, *_ in known} | kept.keys()
    anew, before, digest_before = digests(), 0, b""
    for number in sorted(named):
        if number != before + 1:
            yield broken_seal(before + 1, "was removed")
        before = number
        if number not in standing:
            yield broken_seal(number, "was removed")
            continue
        digest, former, day = standing[number]
        if (anew[number], former) != (digest, digest_before):
            yield broken_seal(number, f"of {day}, or a head under it, was changed")
        elif kept.get(number, digest.hex()) != digest.hex():
            yield broken_seal(number, f"of {day} is not the one that was kept")
        digest_before = digest


def broken_seal(number: int, words: str) -> Break:
    """A break of the line of seals, in words."""
    return Break("seal", number, "seal", f"seal {number} {words}.")
