"""The reminder engine against the bare mail server: how many messages a second, as a ratio.

The floor is one connection that feeds the same bytes to the same server in the same run. Here a
ratio is our rate by the bare one: one is as fast as the server takes it.
"""

import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.policy import SMTP

from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measure import Figure
from bench.owed import fill
from initiatives.accountability.choices import Channel, DeliveryState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.services import drain, prepare
from initiatives.accountability.services.carriers import Mail
from initiatives.people.models import Entity, User
from qi_tracker.embedded.server import free_port, listens

OWED = int(os.environ.get("QI_BENCH_OWED", "20000"))
A_DIGEST = 5  # promises in a digest
ROUNDS = 3
BARE = 2000  # messages that the bare connection sends


def reminders() -> Iterator[Figure]:
    """Single reminders and digests, with one worker and with two; and planning them."""
    settings.MAILS_PER_MINUTE = settings.HOLD_ABOVE = 0
    with mail_server() as port:
        for case, people, promises in (("single", OWED, 1), ("digest", OWED // A_DIGEST, A_DIGEST)):
            empty()
            fill(people, promises, urgent=case == "single")
            yield planning(case)
            size = one_message(port)
            for workers in (1, 2):
                yield sending(case, people, workers, port, size)


def planning(case: str) -> Figure:
    """One sweep that finds all of it owed; the floor inserts as many bare rows."""
    with CaptureQueriesContext(connection) as captured:
        took = seconds(prepare)
    owed = Reminder.objects.count()
    bare = seconds(insert_bare_rows)
    per_row, floor = took / owed * 1000, bare / owed * 1000
    return Figure(
        "reminders",
        f"plan {case}, {owed / took:,.0f}/s",
        owed,
        len(captured),
        round(per_row, 4),
        round(per_row, 4),
        round(floor, 4),
        round(took / bare, 2),
        None,
    )


def insert_bare_rows() -> None:
    """As many rows of the same shape, from the rows that are there."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (LIKE initiatives_reminder INCLUDING INDEXES)")
        cursor.execute("INSERT INTO bare SELECT * FROM initiatives_reminder")
        cursor.execute("DROP TABLE bare")


def sending(case: str, messages: int, workers: int, port: int, content: bytes) -> Figure:
    """Milliseconds a message over several rounds, beside those of the bare connection."""
    taken, floors = [], []
    for _ in range(ROUNDS):
        owe_again()
        floors.append(bare_rate(port, content))
        taken.append(drained(workers, port) / messages * 1000)
    median, floor = statistics.median(taken), statistics.median(floors)
    return Figure(
        "reminders",
        f"{case}, {workers} worker{'s' if workers > 1 else ''}, {1000 / median:,.0f}/s",
        messages,
        None,
        round(median, 3),
        round(max(taken), 3),
        round(floor, 3),
        round(floor / median, 2),
        len(content),
    )


def drained(workers: int, port: int) -> float:
    """Seconds from the word to start until the last worker has nothing left to send."""
    processes = [start_worker(port) for _ in range(workers)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    began = time.perf_counter()
    for process in processes:
        process.communicate("go\n")
    took = time.perf_counter() - began
    left = Delivery.objects.exclude(state=DeliveryState.SENT).count()
    if left:
        raise RuntimeError(f"{left} messages were not sent.")
    return took


def start_worker(port: int) -> "subprocess.Popen[str]":
    """A worker process on the database of this bench."""
    database = connection.settings_dict
    address = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{database['USER']}:{database['PASSWORD']}@{address}",
        "QI_MAIL_HOST": "127.0.0.1",
        "QI_MAIL_PORT": str(port),
        "QI_MAIL_TLS": "no",
        "QI_MAILS_PER_MINUTE": "0",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bench.drain"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def bare_rate(port: int, content: bytes) -> float:
    """Milliseconds a message over one connection that does nothing else."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        began = time.perf_counter()
        for _ in range(BARE):
            server.sendmail("a@example.org", ["b@example.org"], content)
        return (time.perf_counter() - began) / BARE * 1000


def one_message(port: int) -> bytes:
    """The bytes of a message as the engine makes it."""
    prepared = mail.get_connection("django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    drain(Channel.EMAIL, carrier=Mail(prepared), keep_going=at_most(1))
    return SMTP.linesep.encode().join(mail.outbox[0].message().as_bytes().splitlines())


def at_most(batches: int) -> Callable[[], bool]:
    """True until so many messages were begun."""
    left = iter(range(batches + 1))
    return lambda: next(left, None) is not None


def owe_again() -> None:
    """All of it is owed, and in messages that are still to go."""
    Reminder.objects.update(state="owed", delivery=None)
    Delivery.objects.all().delete()
    prepare()


def empty() -> None:
    """Nothing is left of the case before."""
    with connection.cursor() as cursor:
        names = ", ".join(
            model._meta.db_table for model in (Commitment, Reminder, Delivery, User, Entity)
        )
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute("SET session_replication_role = origin")


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


@contextmanager
def mail_server() -> Iterator[int]:
    """The port of a mail server that takes everything."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.smtp_sink", str(port), folder], stdout=subprocess.DEVNULL
        )
        try:
            while not listens(port):
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()
            server.wait()
