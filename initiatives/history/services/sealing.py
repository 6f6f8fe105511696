"""Sealing history: one line a day that stands for all of it, to be kept where others cannot write.

The line goes into the database, into a file below QI_DATA_DIR, into the log and into `/metrics`.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from initiatives.base import clock
from initiatives.history.models import Seal
from initiatives.history.queries.seals import digest_of, latest_seal
from initiatives.history.queries.verifying import verify

logger = logging.getLogger(__name__)
ONE_AT_A_TIME = "LOCK TABLE initiatives_seal IN SHARE ROW EXCLUSIVE MODE"
# One statement sees one instant; what is committed a moment later is under the next seal.
COVER = """
WITH moved AS (
    SELECT h.subject_kind, h.subject_id, h.length, h.hash, h.length - coalesce((
        SELECT max(s.length) FROM initiatives_sealedhead s
        WHERE s.subject_kind = h.subject_kind AND s.subject_id = h.subject_id), 0) AS events
    FROM initiatives_head h WHERE NOT EXISTS (
        SELECT FROM initiatives_sealedhead s WHERE s.subject_kind = h.subject_kind
            AND s.subject_id = h.subject_id AND s.length = h.length)
), covered AS (
    INSERT INTO initiatives_sealedhead (seal_id, subject_kind, subject_id, length, hash)
    SELECT %s, subject_kind, subject_id, length, hash FROM moved
)
SELECT count(*), coalesce(sum(events), 0) FROM moved
"""


def seal_daily() -> Seal | None:
    """Today's seal, if there is none yet; days that were missed are under it as well.

    History is checked first, and the seal says whether it held.
    """
    if sealed_today():
        return None
    verdict = verify()
    for one in verdict.breaks[:10]:
        logger.error("History is broken: %s", one.message)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        if sealed_today():  # by another worker, while this one checked
            return None
        return seal(intact=verdict.intact)


def sealed_today() -> bool:
    """Whether there is a seal of today, in the system's time zone."""
    latest = latest_seal()
    return latest is not None and latest.day >= clock.today()


@transaction.atomic
def seal(*, intact: bool) -> Seal:
    """Seal what was written since the last seal; `intact` says whether a check found no fault."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        latest = latest_seal()
        number = latest.number + 1 if latest else 1
        cursor.execute(COVER, [number])
        chains, events = cursor.fetchone()
    made = Seal(number=number, day=clock.today(), chains=chains, events=int(events), intact=intact)
    made.former = bytes(latest.digest) if latest else b""
    made.digest = digest_of(made)
    made.save(force_insert=True)
    transaction.on_commit(lambda: keep(made))
    return made


def keep(made: Seal) -> None:
    """Say the seal where it outlasts the database: in the log, and in a file of one line a seal."""
    logger.info("History was sealed: %s", made)
    folder = Path(settings.DATA_DIR) / "seals"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "history.txt").open("a", encoding="utf-8") as file:
            file.write(f"{made}\n")
    except OSError as error:
        logger.warning("The seal could not be written to %s: %s", folder, error)
