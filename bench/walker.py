"""Somebody who uses the system: thinks, reads, writes, and sends again what was not confirmed."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from random import Random
from threading import Event
from uuid import UUID

from bench.asking import Answer, Asked, Browser
from bench.judging import REFUSED, judged
from bench.ledger import MARK, Write
from bench.mix import HEALTH, READINGS, STALE, WRITING, WRITINGS, Reading, Writing
from bench.visitors import Visitor

AGAIN = 10  # of a hundred confirmed writes by the API are sent once more, as by a lost answer
OK = 200


@dataclass(frozen=True)
class Told:
    """An answer: to what, at which moment, after how many milliseconds, and what was wrong."""

    name: str
    at: float
    spent: float
    verdict: str


class Walker:
    """One visitor with a connection of their own; the same seed does the same things."""

    def __init__(self, visitor: Visitor, port: int, seed: int) -> None:
        self.visitor, self.browser = visitor, Browser(port)
        self.chance = Random(seed)
        self.name = f"{MARK}{seed}"
        self.told: list[Told] = []
        self.writes: list[Write] = []

    def walk(self, stop: Event, think: float, step: "Callable[[Walker], None]") -> None:
        """Until it is time to stop; `think` are seconds in the middle, 0 for none."""
        while not stop.wait(self.chance.expovariate(1 / think) if think else 0):
            step(self)

    def use(self) -> None:
        """One thing: what is not confirmed is sent again first."""
        if self.pending:
            self.send(self.pending[0])
        elif self.chance.randrange(100) < WRITING:
            self.write(self.chance.choices(WRITINGS, [one.share for one in WRITINGS])[0])
        else:
            self.read(self.chance.choices(READINGS, [one.share for one in READINGS])[0])

    def probe(self) -> None:
        """Ask how the system is, as a load balancer does."""
        self.ask("health", HEALTH)

    @property
    def pending(self) -> list[Write]:
        return [write for write in self.writes if write.pending]

    def read(self, reading: Reading) -> None:
        self.ask(reading.name, reading.asked(self.visitor, self.chance))

    def write(self, writing: Writing) -> None:
        """Something new, or a revision of the version that there is."""
        version = self.version() if writing.changes else None
        if writing.changes and version is None:
            return
        text = f"{self.name} {len(self.writes)}"
        key = str(UUID(int=self.chance.getrandbits(128)))
        write = Write(writing, text, writing.ask(self.visitor, text, key, version))
        self.writes.append(write)
        self.send(write)

    def version(self) -> int | None:
        """Of one's own initiative; None where that cannot be read now."""
        answer = self.own()
        return int(answer.headers["etag"].strip('"').partition("-")[0]) if answer else None

    def own(self) -> Answer | None:
        return self.ask("initiative API", Asked(f"/api/v1/initiatives/{self.visitor.initiative}/"))

    def send(self, write: Write) -> None:
        """Once more; by now it may be there, though nobody said so."""
        write.sent += 1
        answer = self.ask(write.writing.name, write.asked, write.writing.expects, write.sent > 1)
        if answer is None:
            return
        if answer.status == STALE:
            self.look_for(write)
        elif write.writing.by_api and not write.writing.changes:
            self.take(write, json.loads(answer.body)["id"])
        else:
            write.confirmed = True

    def look_for(self, write: Write) -> None:
        """The version is gone: by the write itself, whose answer was lost, or without it."""
        if answer := self.own():
            write.confirmed = json.loads(answer.body)["problem"] == write.text
            write.dropped = not write.confirmed

    def take(self, write: Write, record: int) -> None:
        """It made this record; sent again it makes no other."""
        if write.confirmed and record != write.record:
            self.note(write.writing.name, 0, f"made {write.record} and then {record}")
        again = not write.confirmed and self.chance.randrange(100) < AGAIN
        write.confirmed, write.record = True, record
        if again:
            self.send(write)

    def ask(
        self, name: str, asked: Asked, expects: int = OK, may_be_stale: bool = False
    ) -> Answer | None:
        """The answer where it is right; every one is noted."""
        began = time.perf_counter()
        try:
            answer = self.browser.ask(self.visitor.badge, asked)
            stale = may_be_stale and answer.status == STALE
            verdict = judged(asked, answer, STALE if stale else expects)
        except (OSError, HTTPException, ValueError, KeyError) as error:
            answer, verdict = None, f"{type(error).__name__}: {error}"
        self.note(name, (time.perf_counter() - began) * 1000, verdict)
        return None if verdict else answer

    def note(self, name: str, spent: float, verdict: str) -> None:
        self.told.append(Told(name, time.monotonic(), spent, verdict))


def faults(told: list[Told]) -> list[str]:
    """What was wrong, apart from what was refused kindly."""
    return [f"{one.name} {one.verdict}" for one in told if one.verdict and one.verdict != REFUSED]
