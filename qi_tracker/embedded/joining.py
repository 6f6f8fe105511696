"""Being one of the users of an embedded server: the first starts it, the last out stops it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qi_tracker.embedded import locks
from qi_tracker.embedded.server import Server
from qi_tracker.processes import command_of

KEEPER = "qi_tracker.embedded.keeper"

LONGEST_START = 300.0  # after a crash PostgreSQL first syncs all its files, on any disk
LONGEST_STOP = 60.0
PAUSE = 0.02
ROOT = Path(__file__).resolve().parent.parent.parent


class ServiceFailed(Exception):
    """An embedded server did not start; the message ends with what it said."""


@dataclass
class Membership:
    """The use of one server, from `join` to `leave`."""

    server: Server
    users: int = -1
    keeper: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        """The server's address; raises ServiceFailed before the first start."""
        access = self.server.access()
        if access is None:
            raise ServiceFailed(
                f"{self.server.title} has not been started in {self.server.folder}."
            )
        return self.server.url(access)

    def join(self) -> None:
        """Start the server if it does not run, and wait for it; waits as well while it stops."""
        self.server.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.users = locks.opened(self.server.folder / "users.lock")
        locks.share(self.users)
        self.ensure()

    def ensure(self) -> None:
        """Wait until it is ready, with a new keeper if there is none; raises ServiceFailed."""
        end = time.monotonic() + LONGEST_START
        keeper = None
        while not self.is_ready():
            if keeper and keeper.poll():
                raise ServiceFailed(self.complaint("did not start"))
            keeper = self.keeper = self.start_keeper_if_none() or keeper
            if time.monotonic() > end:
                raise ServiceFailed(self.complaint(f"was not ready in {LONGEST_START:.0f} s"))
            time.sleep(PAUSE)

    def is_ready(self) -> bool:
        """Whether a keeper that has settled in keeps a server that takes connections."""
        access = self.server.access()
        if access is None or not self.pid_of_keeper.exists():
            return False
        return self.is_kept() and self.server.is_ready(access)

    def is_kept(self) -> bool:
        """Whether a keeper lives: it holds its lock until it ends."""
        descriptor = locks.opened(self.lock_of_keeper)
        try:
            return not locks.take(descriptor)
        finally:
            os.close(descriptor)

    @property
    def lock_of_keeper(self) -> Path:
        return self.server.folder / "keeper.lock"

    @property
    def pid_of_keeper(self) -> Path:
        return self.server.folder / "keeper.pid"

    @property
    def keeper_log(self) -> Path:
        return self.server.folder / "keeper.log"

    def start_keeper_if_none(self) -> "subprocess.Popen[bytes] | None":
        """The keeper inherits its lock already held, so there are never two."""
        descriptor = locks.opened(self.lock_of_keeper)
        try:
            if locks.take(descriptor):
                self.pid_of_keeper.unlink(missing_ok=True)
                return self.start_keeper(descriptor)
            return None
        finally:
            os.close(descriptor)

    def start_keeper(self, descriptor: int) -> "subprocess.Popen[bytes]":
        module = [sys.executable, "-m", KEEPER]
        durable = ["durable"] if self.server.durable else []
        with self.keeper_log.open("ab") as log:
            return subprocess.Popen(
                [*module, self.server.key, str(self.server.folder.parent), *durable],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                start_new_session=True,
                pass_fds=(descriptor,),
            )

    def complaint(self, what: str) -> str:
        """A sentence, and the last lines of both logs."""
        folder = self.server.folder
        lines = tail(self.keeper_log) + tail(self.server.log)
        return f"The embedded {self.server.title} {what}. Its logs in {folder} end with:\n{lines}"

    def leave(self) -> None:
        """Give it back; the last to do so waits until the server has stopped."""
        if locks.take(self.users):
            self.wait_for_keeper()
        os.close(self.users)
        if self.keeper:
            self.keeper.poll()

    def wait_for_keeper(self) -> None:
        """Ask the keeper to stop, and see it gone."""
        end = time.monotonic() + LONGEST_STOP
        while self.is_kept() and time.monotonic() < end:
            self.ask_keeper_to_stop()
            time.sleep(PAUSE)

    def ask_keeper_to_stop(self) -> None:
        """Signal the keeper, unless its number is another process's by now."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            pid = int(self.pid_of_keeper.read_text())
            if KEEPER in command_of(pid):
                os.kill(pid, signal.SIGTERM)


@contextmanager
def joined(server: Server) -> Iterator[Membership]:
    """The use of a server for a while."""
    membership = Membership(server)
    try:
        membership.join()
        yield membership
    finally:
        membership.leave()


def tail(log: Path, lines: int = 8) -> str:
    if not log.exists():
        return ""
    return "".join(f"  {line}\n" for line in log.read_text(errors="replace").splitlines()[-lines:])
