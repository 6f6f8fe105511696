"""Recording observations: all of them or none; what is corrected is kept as it was."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, touch
from initiatives.history.services import record
from initiatives.measures import rules
from initiatives.measures.models import Measure
from initiatives.measures.rules.figures import MOST, Entry
from initiatives.measures.rules.periods import period_of
from initiatives.measures.services.data_due import keep_promises
from initiatives.measures.services.trying import Recorded, Trial, tried
from initiatives.measures.services.watching import watch_recorded
from initiatives.people.models import User

TOLD = 100  # complaints at once
COLUMNS = (
    *("id", "measure_id", "definition_id", "starts", "ends", "stratum_id", "other_stratum_id"),
    *("numerator", "denominator", "value", "state", "source", "note", "excluded_because"),
    *("corrected_because", "entered_by_id", "entered_at"),
)
# For many rows at once; constraints and triggers hold as they do for an INSERT.
COPY = f"COPY initiatives_observation ({', '.join(COLUMNS)}) FROM STDIN"
REPLACE = """
UPDATE initiatives_observation o SET replaced_by_id = pairs.later
FROM unnest(%s::bigint[], %s::bigint[]) AS pairs (former, later) WHERE o.id = pairs.former
"""


@transaction.atomic
def record_observations(
    *, actor: User, measure: Measure, entries: Sequence[Entry], version: int | None = None
) -> Recorded:
    """Record what was counted, all of it or nothing; the same again changes nothing.

    Raises Invalid with a complaint by row (`12.numerator`, counted from 1). A final observation is
    corrected only with a reason.
    """
    rules.may_record(actor, measure).require()
    if not 0 < len(entries) <= MOST:
        raise Invalid(
            {"entries": _("Give 1 to %(most)s observations at once.") % {"most": f"{MOST:,}"}}
        )
    trial = tried(locked(measure, version), entries, clock.today(actor.time_zone))
    errors: dict[str, str] = {}
    for row, field, message in islice(trial.complaints(), TOLD):
        errors.setdefault(f"{row + 1}.{field}", message)
    if errors:
        raise Invalid(errors)
    return keep(actor, trial)


def keep(actor: User, trial: Trial, **more: Any) -> Recorded:
    """Write what is new of a trial without complaints, with one event that says `more` too.

    The measure of the trial is locked.
    """
    done = trial.outcome()
    if done.new or done.corrected:
        write(actor, trial)
        touch(trial.measure)
        after = {"definition": trial.definition.number, "new": done.new}
        after |= {"corrected": done.corrected} | more
        record(actor=actor, verb="recorded", subject=trial.measure, after=after)
        keep_promises(actor=actor, measure=trial.measure, periods=of_everybody(trial.fresh()))
        watch_recorded(trial.measure, len(trial.entries))
    return done


def of_everybody(entries: Iterable[Entry]) -> set[date]:
    """The periods for which these entries say a figure of everybody."""
    return {
        entry.starts
        for entry in entries
        if entry.stratum is None and (entry.numerator is not None or entry.value is not None)
    }


def note_counts_seen(*, actor: User, measure: Measure) -> None:
    """Note that somebody who holds the data role saw the counts themselves."""
    record(actor=actor, verb="saw counts of", subject=measure)


def write(actor: User, trial: Trial) -> None:
    """Write the rows; what they correct names them before they are there, and so makes way."""
    entries, standing = trial.fresh(), trial.standing
    keys = next_keys(len(entries))
    pairs = [
        (standing[entry.place].pk, key)
        for key, entry in zip(keys, entries, strict=True)
        if entry.place in standing
    ]
    with connection.cursor() as cursor:
        if pairs:
            cursor.execute(REPLACE, [list(column) for column in zip(*pairs, strict=True)])
        with cursor.copy(COPY) as copy:
            for line in lines(actor, trial, keys, entries):
                copy.write_row(line)


def lines(
    actor: User, trial: Trial, keys: Sequence[int], entries: Sequence[Entry]
) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of COLUMNS."""
    measure, definition, now = trial.measure.pk, trial.definition, clock.now()
    ends = {
        starts: period_of(starts, definition.frequency)[1]
        for starts in {entry.starts for entry in entries}
    }
    for key, entry in zip(keys, entries, strict=True):
        yield (
            *(key, measure, definition.pk, entry.starts, ends[entry.starts]),
            *(entry.stratum, entry.other_stratum, entry.numerator, entry.denominator, entry.value),
            *(entry.state, entry.source, entry.note, entry.excluded_because),
            entry.because.strip() if entry.place in trial.standing else "",
            *(actor.pk, now),
        )


def next_keys(number: int) -> list[int]:
    """So many keys for rows that are still to be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('initiatives_observation', 'id')) "
            "FROM generate_series(1, %s)",
            [number],
        )
        return [row[0] for row in cursor.fetchall()]
