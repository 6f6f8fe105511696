"""One process under supervision: started, read, started again when it dies, stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from qi_tracker.environment import BASE_DIR
from qi_tracker.processes import dies_with_parent

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
STEADY_AFTER = 30.0
CHUNK = 65536


@dataclass
class Program:
    """A command under a name, and its process while it runs."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    wait: float = FIRST_WAIT
    started: float = 0.0
    due: float = 0.0
    unfinished: bytes = b""

    def start(self) -> None:
        """Start it as the leader of a process group; it dies with the supervisor."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=BASE_DIR,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=dies_with_parent(),
        )
        os.set_blocking(self.output.fileno(), False)

    @property
    def output(self) -> IO[bytes]:
        assert self.process is not None and self.process.stdout is not None
        return self.process.stdout

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def lines(self) -> list[str]:
        """Whole lines that it has printed since the last time."""
        try:
            chunk = os.read(self.output.fileno(), CHUNK)
        except BlockingIOError:
            return []
        *whole, self.unfinished = (self.unfinished + chunk).split(b"\n")
        return [line.decode(errors="replace") for line in whole]

    def bury(self) -> str:
        """Clear up after it died and set when it starts again; returns a sentence about it."""
        assert self.process is not None
        ending = how_it_ended(self.process.returncode)
        self.end_group()
        lived = time.monotonic() - self.started
        self.wait = FIRST_WAIT if lived > STEADY_AFTER else self.wait
        self.due = time.monotonic() + self.wait
        sentence = f"The {self.name} process {ending} and is started again in {self.wait:.0f} s."
        self.wait = min(self.wait * 2, LONGEST_WAIT)
        self.process = None
        return sentence

    def is_due(self) -> bool:
        """Whether the pause after its death is over."""
        return self.process is None and time.monotonic() >= self.due

    def ask_to_stop(self) -> None:
        if self.process and self.is_running():
            self.process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for it to stop, then end whatever is left of its group."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(seconds, 0))
        self.end_group()
        self.process.wait()

    def end_group(self) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.output.close()
        self.unfinished = b""


def how_it_ended(code: int) -> str:
    """An exit code in words; a negative one is a signal."""
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"stopped with exit code {code}"
