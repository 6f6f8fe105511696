"""What the keeper needs to know about a server, and what is common to both kinds."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from qi_tracker.embedded.accounts import Account
from qi_tracker.processes import command_of, dies_with_parent

LOOPBACK = "127.0.0.1"
LARGEST_LOG = 5_000_000


@dataclass(frozen=True)
class Access:
    """Where a server listens, and the password that it asks for.

    It listens on loopback only. Other people of the machine reach that as well, so there is a
    random password; a socket in a closed folder would do, were its path not limited to 100 bytes.
    """

    port: int
    password: str


class Server(ABC):
    """One embedded server in a folder of its own below the data folder."""

    key: ClassVar[str]
    title: ClassVar[str]
    stop_signal: ClassVar[signal.Signals]

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.folder = data_dir / self.key
        self.durable = durable
        self.account = Account(self.folder / "data")

    @abstractmethod
    def prepare(self, access: Access) -> None:
        """Make what must be there before the first start; does nothing later."""

    @abstractmethod
    def command(self, access: Access) -> list[str]:
        """The command that runs it in the foreground."""

    @abstractmethod
    def is_ready(self, access: Access) -> bool:
        """Whether it takes connections now."""

    @abstractmethod
    def url(self, access: Access) -> str:
        """The address that Django and Celery take."""

    def configuration(self, access: Access) -> str:
        """What the server reads from its standard input, where nobody else sees it."""
        return ""

    def descriptors(self) -> tuple[int, ...]:
        """Open descriptors that the server inherits."""
        return ()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def access(self) -> Access | None:
        """Where it listens; None before the first start."""
        try:
            return Access(**json.loads((self.folder / "access.json").read_text()))
        except FileNotFoundError:
            return None

    def settle_access(self) -> Access:
        """The password as before and the port as before, or a free one where that is taken."""
        before = self.access() or Access(0, secrets.token_urlsafe(24))
        access = Access(free_port(before.port), before.password)
        write_private(self.folder / "access.json", json.dumps(access.__dict__))
        return access

    def start(self, access: Access) -> "subprocess.Popen[bytes]":
        """Start it in a session of its own, so that a Ctrl-C at a terminal is not its business."""
        keep_log_small(self.log)
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command(access),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd="/",
                env=plain_environment(),
                start_new_session=True,
                pass_fds=self.descriptors(),
                preexec_fn=dies_with_parent(self.stop_signal),
                **self.account.popen(),
            )
        assert process.stdin is not None
        with process.stdin:
            process.stdin.write(self.configuration(access).encode())
        write_private(self.folder / "pid", str(process.pid))
        return process

    def leftover(self, access: Access) -> int | None:
        """The server that a keeper left behind, if it still runs; its number may be another's."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (FileNotFoundError, ValueError):
            return None
        return pid if self.is_mine(command_of(pid), access) else None

    def is_mine(self, command: str, access: Access) -> bool:
        """Whether a command line is that of this very server."""
        return Path(self.command(access)[0]).name in command and str(access.port) in command


def listens(port: int) -> bool:
    """Whether something takes connections at this port of loopback."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port(wanted: int = 0) -> int:
    """The wanted port of loopback if it is free, else any that is."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, and that is never seen half written."""
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    draft.replace(path)


def keep_log_small(log: Path) -> None:
    """Put a log aside that has grown; one older log is kept."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        shutil.move(log, log.with_name("log.1"))


def plain_environment() -> dict[str, str]:
    """An environment in which nothing of the caller's changes how a server behaves."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
