"""Whatever dies: nothing is lost, and what comes twice is what was in flight at a kill.

SMTP has no exactly-once: a process that dies between the server's answer and its own booking sends
that one message again, with the same id.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.chaos.running import Running, running
from tests.waiting import until

pytestmark = pytest.mark.chaos
OWED = 5000
KILLS = (400, 1000, 1700, 2300, 3600)  # a worker, when so many messages were taken
IN_FLIGHT = 1  # of one worker, whatever its threads: one drain at a time in a process
WORKERS = 2


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as system:
        yield system


def test_nothing_is_lost_and_little_comes_twice_whatever_dies(system: Running) -> None:
    system.start_sink()
    system.owe(OWED)
    for _ in range(2):
        system.start("qi_tracker.roles", "scheduler")
    workers = [system.start("qi_tracker.roles", "worker") for _ in range(WORKERS)]
    for kill, taken in enumerate(KILLS):
        until(partial(system.has_taken, taken), f"{taken} messages were taken")
        victim = kill % WORKERS
        workers[victim].kill()
        workers[victim] = system.start("qi_tracker.roles", "worker")
        if kill == 1:
            system.kill_server(system.redis)
        if kill == 2:
            system.kill_server(system.postgres)
        if kill == 3:
            refuse_for_a_while(system)
    until(lambda: all_settled(system), "nothing is owed any more")
    check(system)


def refuse_for_a_while(system: Running) -> None:
    """The mail server lets nobody in until it has turned five away."""
    (system.folder / "away").touch()
    until(lambda: len(system.lines("turned_away")) >= 5, "five were turned away")
    (system.folder / "away").unlink()


def all_settled(system: Running) -> bool:
    """Every reminder was sent, and no message is left to send."""
    owed = system.ask("SELECT count(*) FROM initiatives_reminder WHERE state = 'sent'")
    left = system.ask("SELECT count(*) FROM initiatives_delivery WHERE state = 'pending'")
    return (owed, left) == ([(OWED,)], [(0,)])


def check(system: Running) -> None:
    """What the mail server took, against what is in the books."""
    taken = system.taken()
    assert len(taken) == OWED
    assert all(len(ids) == 1 for ids in taken.values()), "a second message had another id"
    doubled = sum(sum(ids.values()) - 1 for ids in taken.values())
    assert doubled <= len(KILLS) * IN_FLIGHT + WORKERS * IN_FLIGHT  # and once the database
    assert system.ask("SELECT DISTINCT state, leased_until FROM initiatives_delivery") == [
        ("sent", None)
    ]
    assert system.ask("SELECT count(*) FROM initiatives_delivery") == [(OWED,)]
    assert system.ask("SELECT count(*) FROM initiatives_reminder") == [(OWED,)]
