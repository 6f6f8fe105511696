"""`make bench NAME=load`: fifty people use the production server at once, and then servers die.

The floor is the health page. One more asks it once a second beside them, by the same driver and in
the same queues: the ratio of a case is its p95 by that page's. And all of them ask it, and then
everything, without a pause: the ratio of the rate is ours by that page's. Every answer is checked,
and at the end the ledger of what was confirmed is compared with the database: an error, a loss or
a double ends the bench with what was wrong.

QI_BENCH_SECONDS (180 for each of the two long phases), QI_BENCH_PEOPLE, QI_BENCH_THINK and
QI_BENCH_SCALES make it smaller or busier.
"""

import os
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db import connection

from bench.crowd import Crowd
from bench.judging import REFUSED
from bench.ledger import FOUND, compare
from bench.measure import Figure
from bench.served import served
from bench.sized import build
from bench.visitors import visitors
from bench.walker import Told, Walker, faults
from initiatives.base import clock

SECONDS = int(os.environ.get("QI_BENCH_SECONDS", "180"))
PEOPLE = int(os.environ.get("QI_BENCH_PEOPLE", "50"))
SCALE = int(os.environ.get("QI_BENCH_SCALES", "10000").split(",")[0])
THINK = float(os.environ.get("QI_BENCH_THINK", "15"))  # seconds between two requests, on average
PROBED = 1.0  # seconds between two requests for the health page
SHORT = SECONDS / 6  # how long the short phases take
Deaths = tuple[tuple[float, str, signal.Signals], ...]
# What happens at which part of the phase: to which server, by which signal.
DEATHS: Deaths = (
    (1 / 8, "postgres", signal.SIGKILL),
    (3 / 8, "redis", signal.SIGKILL),
    (4 / 8, "postgres", signal.SIGINT),  # as an operator restarts it
    (6 / 8, "redis", signal.SIGKILL),
    (6 / 8, "postgres", signal.SIGKILL),
)


def load() -> Iterator[Figure]:
    """Both halves: all is well, and servers die."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    build(SCALE, clock.today())
    found = visitors(PEOPLE)
    connection.close()
    with served() as port:
        crowd, prober = Crowd(found, port), Crowd(found[:1], port, PEOPLE)
        told(crowd, SHORT, THINK / 10, Walker.use)  # each process has answered
        yield from well(crowd, prober)
        yield from dying(crowd, prober)
    connection.creation.destroy_test_db("", verbosity=0)


def well(crowd: Crowd, prober: Crowd) -> Iterator[Figure]:
    """Nothing is refused; what it costs, beside the health page."""
    alone = told(crowd, SHORT, 0, Walker.probe)
    mixed, health = beside(crowd, prober)
    hurried = told(crowd, SHORT, 0, Walker.use)
    all_well([*alone, *mixed, *health, *hurried])
    yield from (row(name, answers, health) for name, answers in by_name(mixed + health))
    yield row(f"all, {len(mixed) / SECONDS:.1f}/s", mixed, health)
    yield rate("without a pause", hurried, alone)


def dying(crowd: Crowd, prober: Crowd) -> Iterator[Figure]:
    """Servers die meanwhile; then nothing is lost, and all is well again."""
    answers, health = beside(crowd, prober, DEATHS)
    crowd.settle()
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        wrong = faults(answers + health) + compare(crowd.writes, cursor.fetchall())
    connection.close()
    if wrong:
        raise RuntimeError("\n".join(wrong))
    after = told(crowd, SHORT, THINK, Walker.use)
    all_well(after)
    refused = sum(one.verdict == REFUSED for one in answers)
    longest = max(one.spent for one in answers) / 1000
    confirmed = f"{crowd.confirmed()} of {len(crowd.writes)} writes confirmed"
    yield row(f"servers die, {refused} refused, longest {longest:.1f} s", answers, health)
    yield row(f"after it, {confirmed}", after, health)


def beside(crowd: Crowd, prober: Crowd, deaths: Deaths = ()) -> tuple[list[Told], list[Told]]:
    """What people were answered in a long phase, and what the prober was meanwhile."""
    began = time.monotonic()
    with prober.walking(PROBED, Walker.probe):
        answers = told(crowd, SECONDS, THINK, Walker.use, deaths)
    return answers, since(prober, began)


def told(
    crowd: Crowd,
    seconds: float,
    think: float,
    step: Callable[[Walker], None],
    deaths: Deaths = (),
) -> list[Told]:
    """What people were answered in so many seconds."""
    began = time.monotonic()
    with crowd.walking(think, step):
        for part, server, how in deaths:
            time.sleep(max(began + part * seconds - time.monotonic(), 0))
            end(settings.DATA_DIR / server, how)
        time.sleep(max(began + seconds - time.monotonic(), 0))
    return since(crowd, began)


def since(crowd: Crowd, began: float) -> list[Told]:
    """Answered from that moment on."""
    return [one for one in crowd.told if one.at >= began]


def end(folder: Path, how: signal.Signals) -> None:
    """Its keeper starts it again; raises FileNotFoundError where the server is not our own."""
    os.kill(int((folder / "pid").read_text()), how)


def all_well(answers: list[Told]) -> None:
    """Raises RuntimeError with what was not."""
    wrong = faults(answers) + [f"{one.name} {REFUSED}" for one in answers if one.verdict == REFUSED]
    if wrong:
        raise RuntimeError("\n".join(wrong))


def by_name(answers: list[Told]) -> Iterator[tuple[str, list[Told]]]:
    """What was asked, with its answers."""
    for name, group in groupby(sorted(answers, key=lambda one: one.name), lambda one: one.name):
        yield name, list(group)


def high(answers: list[Told]) -> float:
    """The time within which 95 of 100 were answered, in milliseconds."""
    taken = sorted(one.spent for one in answers)
    return taken[int(len(taken) * 0.95)]


def row(name: str, answers: list[Told], health: list[Told]) -> Figure:
    """How long it took, its p95 beside that of the health page."""
    floor = high(health)
    median = statistics.median(one.spent for one in answers)
    measured = (round(median, 2), round(high(answers), 2), round(floor, 2))
    case = f"{name} ({len(answers)})"
    return Figure("load", case, SCALE, None, *measured, round(high(answers) / floor, 2), None)


def rate(name: str, answers: list[Told], bare: list[Told]) -> Figure:
    """Milliseconds a request of all people together; the ratio is our rate by the bare one."""
    took, floor = (SHORT * 1000 / len(group) for group in (answers, bare))
    case = f"{name}, {1000 / took:,.1f}/s"
    measured = (round(took, 2), round(high(answers), 2), round(floor, 2))
    return Figure("load", case, SCALE, None, *measured, round(floor / took, 3), None)
