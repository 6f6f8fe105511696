"""What the chain of history costs: checking beside reading the rows, writing beside bare inserts.

The rows are 100,000 events of 20,000 records as a running system has them. The floor of a check
fetches every column of every event, in no order; a stricter one has the database read them all and
send nothing. That of writing inserts the same rows into the same table, its chain switched off.
"""

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from bench.measure import Figure, figure, times
from initiatives.history.models import Event
from initiatives.history.queries import verify
from initiatives.history.services import record_all, seal
from initiatives.people.models import User

EVENTS, RECORDS = 100_000, 20_000
BULK, SINGLE, ROUNDS = 5_000, 500, 9
FIELDS = "at, actor_id, verb, subject_kind, subject_id, subject_label, before, after, reason"
READ = "SELECT * FROM initiatives_event"
READ_INSIDE = "SELECT sum(octet_length(e::text)) FROM initiatives_event e"
# Records have unlike numbers of events, as they come: most a few, some many.
FILL = f"""
INSERT INTO initiatives_event ({FIELDS})
SELECT now() - (%s - n) * interval '1 minute', %s,
    (ARRAY['created', 'moved', 'revised', 'closed'])[1 + n %% 4],
    (ARRAY['initiative', 'commitment', 'shortfall'])[1 + r %% 3], r, 'Record ' || r,
    jsonb_build_object('state', 'open', 'due_on', '2026-03-01', 'owner', 'Somebody'),
    jsonb_build_object('state', 'closed', 'due_on', '2026-04-01', 'owner', 'Another ' || n),
    CASE WHEN n %% 3 = 0 THEN 'Because it could not be done before the budget came.' ELSE '' END
FROM (
    SELECT n, 1 + (CASE WHEN n %% 4 = 0 THEN n ELSE n * 7919::bigint %% (n / 3 + 1) END)
        %% %s AS r
    FROM generate_series(1, %s) AS n
) numbered ORDER BY n
"""  # noqa: S608 (a constant)
SWITCH = "ALTER TABLE initiatives_event {} TRIGGER pgtrigger_chain_6cf82"


def history() -> Iterator[Figure]:
    """Checking, sealing, and writing in bulk and singly."""
    who = User.objects.create_user("history@bench.example", name="Ana")
    with connection.cursor() as cursor:
        cursor.execute(FILL, [EVENTS, who.pk, RECORDS, EVENTS])
        seal(intact=True)
        cursor.execute("VACUUM ANALYZE")
    yield figure("history", "verify", EVENTS, check, read, repeat=7)
    yield figure("history", "verify, floor inside", EVENTS, check, read_inside, repeat=7)
    yield writing("write in bulk", BULK, lambda: record_all(events(who, BULK)))
    yield writing("write singly", SINGLE, lambda: save(events(who, SINGLE)))


def check() -> None:
    """The whole check; raises unless it finds the history intact, and of the right size."""
    verdict = verify()
    if not verdict.intact or verdict.events < EVENTS:
        raise RuntimeError(f"An honest history was found broken: {verdict}")


def read() -> None:
    """Every row of the same table, streamed and thrown away."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(READ)
        while cursor.fetchmany(2000):
            pass


def read_inside() -> None:
    """The database reads every column of every row, and sends nothing."""
    with connection.cursor() as cursor:
        cursor.execute(READ_INSIDE)


def writing(case: str, number: int, write: Callable[[], object]) -> Figure:
    """Milliseconds an event, with the chain and with its trigger switched off."""

    def run() -> None:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)

    taken, floors = [], []
    times(run, 1)  # to warm up
    for _ in range(ROUNDS):  # by turns, as other work on the machine comes and goes
        taken += [one / number for one in times(run, 1)]
        with unchained():
            floors += [one / number for one in times(run, 1)]
    median, floor = statistics.median(taken), statistics.median(floors)
    figures = round(median, 4), round(max(taken), 4), round(floor, 4), round(median / floor, 2)
    return Figure("history", case, number, None, *figures, None)


@contextmanager
def unchained() -> Iterator[None]:
    """Events are plain rows for a while."""
    with connection.cursor() as cursor:
        cursor.execute(SWITCH.format("DISABLE"))
        yield
        cursor.execute(SWITCH.format("ENABLE"))


def events(who: User, number: int) -> list[Event]:
    """Events of as many records that are there already."""
    return [
        Event(
            actor=who,
            verb="moved",
            subject_kind="initiative",
            subject_id=3 * key + 3,
            subject_label=f"Record {key}",
            before={"due_on": "2026-03-01"},
            after={"due_on": "2026-04-01"},
            reason="The budget came late.",
            position=1_000_000 + key,  # these three are the trigger's, where there is one
            former=bytes(32),
            hash=bytes(32),
        )
        for key in range(number)
    ]


def save(written: list[Event]) -> None:
    """Events as services write them, a statement each."""
    for one in written:
        one.save()
