"""Real processes of a system of its own, to be killed: servers, mail sink, workers, schedulers."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from qi_tracker.embedded.joining import Membership, joined
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.embedded.server import free_port, listens
from qi_tracker.embedded.valkey import Valkey
from qi_tracker.environment import BASE_DIR
from tests.waiting import until


class Running:
    """The system, and what its mail server has taken."""

    def __init__(self, folder: Path, postgres: Membership, redis: Membership) -> None:
        self.folder, self.postgres, self.redis = folder, postgres, redis
        self.port = free_port()
        self.started: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "DATABASE_URL": postgres.url,
            "REDIS_URL": redis.url,
            "QI_DATA_DIR": str(folder),
            "QI_DEMO": "no",
            "QI_MAIL_HOST": "127.0.0.1",
            "QI_MAIL_PORT": str(self.port),
            "QI_MAIL_TLS": "no",
            "QI_SWEEP_SECONDS": "1",
            "QI_LEASE_SECONDS": "5",
            "QI_RETRY_SECONDS": "1",
            "QI_MAILS_PER_MINUTE": "0",
            "QI_HOLD_ABOVE": "0",
            "QI_WEBHOOK_NETWORKS": "127.0.0.0/8",
        }

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """A process of the system; its log is in the folder."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.started.append(process)
        return process

    def start_sink(self) -> None:
        self.start("bench.smtp_sink", str(self.port), str(self.folder))
        until(lambda: listens(self.port), "the mail server answers")

    def owe(self, people: int) -> None:
        """So many people are owed a digest."""
        assert self.start("bench.owed", str(people)).wait() == 0, self.log()

    def log(self) -> str:
        return (self.folder / "log").read_text()[-5000:]

    def lines(self, name: str) -> list[str]:
        """What the mail server has written."""
        file = self.folder / name
        return file.read_text().splitlines() if file.exists() else []

    def has_taken(self, messages: int) -> bool:
        return len(self.lines("taken")) >= messages

    def taken(self) -> dict[str, Counter[str]]:
        """The message ids that each recipient was sent, and how often."""
        found: dict[str, Counter[str]] = {}
        for line in self.lines("taken"):
            message_id, recipient = line.split()
            found.setdefault(recipient, Counter())[message_id] += 1
        return found

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows of the system's own database; none while it is away."""
        try:
            with psycopg.connect(self.postgres.url, connect_timeout=5) as connection:
                return connection.execute(statement).fetchall()
        except psycopg.OperationalError:
            return []

    def kill_server(self, server: Membership) -> None:
        """SIGKILL; its keeper starts it again."""
        file = server.server.folder / "pid"
        before = file.read_text()
        os.kill(int(before), signal.SIGKILL)
        until(lambda: file.read_text() != before, f"there is a new {server.server.title}")

    @contextmanager
    def silent(self, server: Membership) -> Iterator[None]:
        """It takes connections and answers nothing, as one does whose machine has hung."""
        pid = int((server.server.folder / "pid").read_text())
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def stop(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Servers of its own in this folder, and whatever the test starts."""
    with ExitStack() as stack:
        servers = [stack.enter_context(joined(kind(folder))) for kind in (Postgres, Valkey)]
        system = Running(folder, *servers)
        stack.callback(system.stop)
        yield system
