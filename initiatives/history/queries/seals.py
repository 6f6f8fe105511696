"""Reading seals, and working their digests out anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from initiatives.history.models import Seal

# What a seal hashes: itself, then a line a head; each a JSON array, as PostgreSQL writes it.
DIGEST = """
SELECT s.number, sha256(convert_to(
    jsonb_build_array(
        s.number, extract(epoch FROM s.sealed_at)::text, to_char(s.day, 'YYYY-MM-DD'),
        s.chains, s.events, s.intact, encode(s.former, 'hex')
    )::text || coalesce((
        SELECT string_agg(
            E'\n' || jsonb_build_array(
                h.subject_kind, h.subject_id, h.length, encode(h.hash, 'hex'))::text,
            '' ORDER BY h.subject_kind COLLATE "C", h.subject_id, h.length)
        FROM initiatives_sealedhead h WHERE h.seal_id = s.number), ''), 'UTF8'))
"""
OF_ALL = f"{DIGEST} FROM initiatives_seal s"
OF_ONE = f"""{DIGEST} FROM (VALUES
    (%s::bigint, %s::timestamptz, %s::date, %s::bigint, %s::bigint, %s::boolean, %s::bytea)
) s (number, sealed_at, day, chains, events, intact, former)"""


@dataclass(frozen=True)
class Figures:
    """What a collector of figures keeps of the last seal."""

    number: int
    sealed_at: datetime
    intact: bool
    digest: str


def seals() -> QuerySet[Seal]:
    """Every seal, the newest first."""
    return Seal.objects.all()


def latest_seal() -> Seal | None:
    """The newest seal."""
    return seals().first()


def figures() -> Figures | None:
    """The newest seal as figures; None before the first."""
    seal = latest_seal()
    if seal is None:
        return None
    return Figures(seal.number, seal.sealed_at, seal.intact, seal.digest_in_hex)


def digests() -> Mapping[int, bytes]:
    """By number, the digest that each seal and its heads give as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(OF_ALL)
        return {number: bytes(digest) for number, digest in cursor.fetchall()}


def digest_of(seal: Seal) -> bytes:
    """The digest of a seal that is not written yet, its heads being there."""
    values = (seal.chains, seal.events, seal.intact, bytes(seal.former))
    with connection.cursor() as cursor:
        cursor.execute(OF_ONE, [seal.number, seal.sealed_at, seal.day, *values])
        ((_, digest),) = cursor.fetchall()
        return bytes(digest)
