"""Many people at once, each in a thread of their own."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from bench.judging import REFUSED
from bench.ledger import Write
from bench.visitors import Visitor
from bench.walker import Told, Walker

TRIES = 60
PAUSE = 1.0  # seconds between two tries to settle


class Crowd:
    """They share nothing but the server, so what one of them knows is what the ledger knows."""

    def __init__(self, visitors: Iterable[Visitor], port: int, seed: int = 0) -> None:
        self.walkers = [
            Walker(visitor, port, seed + number) for number, visitor in enumerate(visitors)
        ]

    @contextmanager
    def walking(self, think: float, step: Callable[[Walker], None] = Walker.use) -> Iterator[None]:
        """All of them do something again and again, until the block ends."""
        stop = Event()
        with ThreadPoolExecutor(len(self.walkers)) as pool:
            walks = [pool.submit(one.walk, stop, think, step) for one in self.walkers]
            try:
                yield
            finally:
                stop.set()
        for walk in walks:
            walk.result()

    def settle(self) -> None:
        """Whatever may be sent again is sent until it is confirmed; raises AssertionError."""
        pause = Event()
        for _ in range(TRIES):
            waiting = [one for one in self.walkers if one.pending]
            if not waiting:
                return
            for walker in waiting:
                walker.send(walker.pending[0])
            pause.wait(PAUSE if any(one.pending for one in waiting) else 0)
        raise AssertionError("Some writes were never confirmed.")

    @property
    def told(self) -> list[Told]:
        """Every answer."""
        return [told for walker in self.walkers for told in list(walker.told)]

    @property
    def writes(self) -> list[Write]:
        """The whole ledger."""
        return [write for walker in self.walkers for write in list(walker.writes)]

    def confirmed(self) -> int:
        return sum(write.confirmed for write in self.writes)

    def refused(self) -> int:
        return sum(told.verdict == REFUSED for told in self.told)
