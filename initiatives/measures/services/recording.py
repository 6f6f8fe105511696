"""Recording observations: all of them or none; what is corrected is kept as it was."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from initiatives.base import clock
from initiatives.base.checks import complaint
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, touch
from initiatives.history.services import record
from initiatives.measures import rules
from initiatives.measures.choices import ObservationState
from initiatives.measures.models import Measure, Observation, OperationalDefinition, Stratum
from initiatives.measures.rules.figures import MOST, Entry, complaints
from initiatives.measures.rules.periods import period_of
from initiatives.measures.services.data_due import keep_promises
from initiatives.measures.services.watching import watch_recorded
from initiatives.people.models import User

TOLD = 100  # complaints at once
TEXTS = {"source": 200, "note": 500, "excluded_because": 300, "because": 300}
SAID = ("numerator", "denominator", "value", "state", "source", "note", "excluded_because")
REPLACE = """
UPDATE initiatives_observation o SET replaced_by_id = pairs.later
FROM unnest(%s::bigint[], %s::bigint[]) AS pairs (former, later) WHERE o.id = pairs.former
"""


@dataclass(frozen=True)
class Recorded:
    """How many observations are new, corrected, and as they were."""

    new: int
    corrected: int
    same: int


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
        raise Invalid({"entries": f"Give 1 to {MOST:,} observations at once."})
    measure = locked(measure, version)
    definition = in_force(measure)
    entries = [in_order(entry, strata) for strata in [strata_of(measure)] for entry in entries]
    standing = standing_at(measure, entries)
    check(entries, definition, strata_of(measure), standing, clock.today(actor.time_zone))
    fresh = [entry for entry in entries if differs(entry, standing.get(entry.place))]
    write(actor, measure, definition, fresh, standing)
    corrected = sum(entry.place in standing for entry in fresh)
    done = Recorded(len(fresh) - corrected, corrected, len(entries) - len(fresh))
    if fresh:
        touch(measure)
        record(
            actor=actor,
            verb="recorded",
            subject=measure,
            after={"definition": definition.number, "new": done.new, "corrected": corrected},
        )
        keep_promises(actor=actor, measure=measure, periods=of_everybody(fresh))
        watch_recorded(measure, len(entries))
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


def in_force(measure: Measure) -> OperationalDefinition:
    """The definition under which data are recorded; raises Invalid where none is approved."""
    definition = measure.definitions.filter(in_force=True).first()
    if definition is None:
        raise Invalid({"definition": "Nothing can be recorded before a definition is approved."})
    return definition


def strata_of(measure: Measure) -> dict[int, int]:
    """The groups by which the measure is stratified: their vocabularies, by key."""
    found = Stratum.objects.filter(stratification__measures=measure)
    return dict(found.values_list("pk", "stratification_id"))


def in_order(entry: Entry, strata: dict[int, int]) -> Entry:
    """Where two groups meet, they stand in the order of their vocabularies."""
    one, other = entry.stratum, entry.other_stratum
    if one is None or other is None or strata.get(one, 0) <= strata.get(other, 0):
        return entry
    return Entry(**{**vars(entry), "stratum": other, "other_stratum": one})


def standing_at(
    measure: Measure, entries: Sequence[Entry]
) -> dict[tuple[object, ...], Observation]:
    """What stands recorded in the periods of these entries, by place."""
    found = measure.observations.filter(
        replaced_by=None,
        starts__gte=min(entry.starts for entry in entries),
        starts__lte=max(entry.starts for entry in entries),
    )
    return {(one.starts, one.stratum_id, one.other_stratum_id): one for one in found}


def check(
    entries: Sequence[Entry],
    definition: OperationalDefinition,
    strata: dict[int, int],
    standing: dict[tuple[object, ...], Observation],
    today: date,
) -> None:
    """Raises Invalid with what is wrong, by row and field."""
    places = Counter(entry.place for entry in entries)
    errors: dict[str, str] = {}
    for row, entry in enumerate(entries, 1):
        found = [
            *complaints(entry, definition, today),
            *of_groups(entry, strata),
            *of_texts(entry),
            *of_correction(entry, standing.get(entry.place)),
        ]
        if places[entry.place] > 1:
            found.append(("starts", "This period and group is given more than once."))
        for field, message in found:
            errors.setdefault(f"{row}.{field}", message)
        if len(errors) >= TOLD:
            break
    if errors:
        raise Invalid(errors)


def of_groups(entry: Entry, strata: dict[int, int]) -> Iterable[tuple[str, str]]:
    """Groups are of the measure's own vocabularies, and two of two different ones."""
    for field in ("stratum", "other_stratum"):
        key = getattr(entry, field)
        if key is not None and key not in strata:
            yield field, "This group is in no vocabulary of the measure."
    if entry.other_stratum is not None:
        if entry.stratum is None:
            yield "stratum", "Name the first group where two meet."
        elif strata.get(entry.stratum) == strata.get(entry.other_stratum):
            yield "other_stratum", "Two groups that meet are of different vocabularies."


def of_texts(entry: Entry) -> Iterable[tuple[str, str]]:
    """Short, and without what looks like health information."""
    for field, longest in TEXTS.items():
        text = getattr(entry, field)
        if message := complaint(text):
            yield field, message
        elif len(text) > longest:
            yield field, f"Keep this within {longest} characters."
    if entry.state not in ObservationState.values:
        yield "state", f"Choose one of {', '.join(ObservationState.values)}."


def of_correction(entry: Entry, former: Observation | None) -> Iterable[tuple[str, str]]:
    """What was final is corrected with a reason."""
    final = former is not None and former.state == ObservationState.FINAL
    if final and differs(entry, former) and not entry.because.strip():
        yield "because", "This period and group is recorded as final; say why it is corrected."


def differs(entry: Entry, former: Observation | None) -> bool:
    """Whether an entry says anything else than what stands."""
    return former is None or any(getattr(entry, name) != getattr(former, name) for name in SAID)


def write(
    actor: User,
    measure: Measure,
    definition: OperationalDefinition,
    entries: Sequence[Entry],
    standing: dict[tuple[object, ...], Observation],
) -> None:
    """Write the rows; what they correct names them before they are there, and so makes way."""
    keys = next_keys(len(entries))
    pairs = [
        (standing[entry.place].pk, key)
        for key, entry in zip(keys, entries, strict=True)
        if entry.place in standing
    ]
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(REPLACE, [list(column) for column in zip(*pairs, strict=True)])
    now = clock.now()
    Observation.objects.bulk_create(
        [
            Observation(
                pk=key,
                measure=measure,
                definition=definition,
                starts=entry.starts,
                ends=period_of(entry.starts, definition.frequency)[1],
                stratum_id=entry.stratum,
                other_stratum_id=entry.other_stratum,
                corrected_because=entry.because.strip() if entry.place in standing else "",
                entered_by=actor,
                entered_at=now,
                **{name: getattr(entry, name) for name in SAID},
            )
            for key, entry in zip(keys, entries, strict=True)
        ],
        batch_size=2000,
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
