"""The keeper of one embedded server: `python -m qi_tracker.embedded.keeper KIND DATA_DIR`.

It inherits the keeper's lock already held, starts the server, and starts it again with growing
pauses when it dies, but not without end. It stops it when asked to, or when no user is left: it
then holds the users' lock itself, so that nobody comes in before the server is gone.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from qi_tracker.embedded import locks
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.embedded.server import Access, Server, write_private
from qi_tracker.embedded.valkey import Valkey
from qi_tracker.processes import command_of

KINDS: dict[str, type[Server]] = {kind.key: kind for kind in (Postgres, Valkey)}
PAUSE = 0.1
PATIENCE = 30.0
FIRST_WAIT = 0.1
STEADY_AFTER = 10.0
MOST_DEATHS = 4


class Keeper:
    """Runs one server until nobody uses it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.asked = False
        self.users = locks.opened(server.folder / "users.lock")

    def run(self) -> None:
        """Keep the server; returns when it has been stopped for good."""
        access = self.server.access()
        if access:
            self.stop_leftover(access)
        access = self.server.settle_access()
        write_private(self.server.folder / "keeper.pid", str(os.getpid()))
        self.server.prepare(access)
        deaths = 0
        while not self.done():
            deaths = 1 if self.run_once(access) > STEADY_AFTER else deaths + 1
            if not self.done():
                self.rest_after(deaths)

    def rest_after(self, deaths: int) -> None:
        """Wait before the next start; raises RuntimeError after too many deaths in a row."""
        if deaths > MOST_DEATHS:
            raise RuntimeError(f"{self.server.title} died {deaths} times in a row.")
        say(f"{self.server.title} stopped by itself and is started again.")
        self.rest(FIRST_WAIT * 2**deaths)

    def run_once(self, access: Access) -> float:
        """Run the server until it ends or nobody needs it; returns how long it lived."""
        started = time.monotonic()
        process = self.server.start(access)
        while process.poll() is None and not self.done():
            time.sleep(PAUSE)
        stop(process, self.server.stop_signal)
        return time.monotonic() - started

    def rest(self, seconds: float) -> None:
        """Wait, unless nobody needs the server any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.done():
            time.sleep(PAUSE)

    def done(self) -> bool:
        """Whether it was asked to stop or every user is gone; stays so."""
        self.asked = self.asked or locks.take(self.users)
        return self.asked

    def ask(self, *_: object) -> None:
        """A signal asks to stop."""
        self.asked = True

    def stop_leftover(self, access: Access) -> None:
        """Stop a server whose keeper was killed and which outlived it."""
        pid = self.server.leftover(access)
        if pid is None:
            return
        say(f"A {self.server.title} of an earlier run is still there and is stopped.")
        for number in (self.server.stop_signal, signal.SIGQUIT, signal.SIGKILL):
            os.kill(pid, number)
            if gone(pid):
                return


def stop(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Stop a server as it likes to be stopped, or harder if it does not."""
    for attempt in (number, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(attempt)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            continue


def gone(pid: int) -> bool:
    """Whether a process that is not a child ends while we wait."""
    end = time.monotonic() + PATIENCE
    while command_of(pid) and time.monotonic() < end:
        time.sleep(PAUSE)
    return not command_of(pid)


def say(sentence: str) -> None:
    """A line of the keeper's log."""
    print(time.strftime("%Y-%m-%d %H:%M:%S"), sentence, flush=True)


def main(kind: str, data_dir: str, durable: str = "") -> None:
    """Keep a server of this kind in this folder."""
    keeper = Keeper(KINDS[kind](Path(data_dir), durable=bool(durable)))
    signal.signal(signal.SIGTERM, keeper.ask)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        keeper.run()
    except Exception as error:
        say(f"{type(error).__name__}: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
