"""The processes of the system, and the loop that watches over them."""

import os
import selectors
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from types import TracebackType
from typing import NoReturn, Self

from qi_tracker.embedded import KINDS, Membership
from qi_tracker.roles import ROLES, command
from qi_tracker.supervisor.guard import Guard
from qi_tracker.supervisor.program import Program

HOST = "127.0.0.1"
PAUSE = 0.25
PROBE_EVERY = 0.5
LONGEST_STOP = 8.0


class System:
    """Everything that runs, from entering to leaving the context."""

    def __init__(self, port: int, memberships: Iterable[Membership]) -> None:
        self.address = f"http://{HOST}:{port}"
        self.programs = [Program(name, command(name)) for name in ROLES]
        self.guards = [Guard(membership) for membership in memberships]
        self.selector = selectors.DefaultSelector()
        self.announced = False
        self.probe_due = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything, all at once and then whatever is left."""
        end = time.monotonic() + LONGEST_STOP
        for program in self.programs:
            program.ask_to_stop()
        for program in self.programs:
            program.end(end - time.monotonic())

    def watch(self) -> NoReturn:
        """Start what is due, print what is said, notice what died; until a signal."""
        while True:
            for program in self.programs:
                self.tend(program)
            for guard in self.guards:
                self.tend_service(guard)
            self.announce_once()
            self.listen()

    def tend(self, program: Program) -> None:
        """Start a program that is due; clear up after one that died."""
        if program.is_due():
            program.start()
            self.selector.register(program.output, selectors.EVENT_READ, program)
        elif not program.is_running() and program.process:
            self.print_lines(program)
            self.selector.unregister(program.output)
            say("supervisor", program.bury())

    def tend_service(self, guard: Guard) -> None:
        """Restore a keeper that died; if its server moved, the programs must learn of it."""
        for line in guard.lines():
            say(guard.name, line)
        if sentence := guard.restore():
            say("supervisor", sentence)
        self.tell_address(guard)

    def tell_address(self, guard: Guard) -> None:
        """Put a new address of a server into the environment and start the programs with it."""
        names = {kind: name for name, kind in KINDS.items()}
        name = names[type(guard.membership.server)]
        if os.environ[name] != guard.membership.url:
            os.environ[name] = guard.membership.url
            for program in self.programs:
                program.ask_to_stop()

    def announce_once(self) -> None:
        """Say that the system is ready, when everything in it says so."""
        if self.announced or time.monotonic() < self.probe_due:
            return
        self.probe_due = time.monotonic() + PROBE_EVERY
        if answers(f"{self.address}/healthz/ready"):
            self.announced = True
            print(f"QI Tracker is ready at {self.address}", flush=True)

    def listen(self) -> None:
        """Print what the programs say, for a moment."""
        for key, _ in self.selector.select(PAUSE):
            self.print_lines(key.data)

    def print_lines(self, program: Program) -> None:
        for line in program.lines():
            say(program.name, line)


def say(name: str, line: str) -> None:
    """One line of the log."""
    print(f"{name:<10} | {line}", flush=True)


def answers(address: str) -> bool:
    """Whether a probe says yes."""
    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 (our own address)
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False
