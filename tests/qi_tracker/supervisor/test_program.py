"""One process under supervision."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from qi_tracker.processes import command_of
from qi_tracker.supervisor import program as module
from qi_tracker.supervisor.program import Program
from tests.waiting import until

TWO_LINES = "print('one'); print('two'); import time; time.sleep(600)"
WITH_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf'); time.sleep(600)"


@pytest.fixture
def started() -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.end(0)


def start(started: list[Program], code: str) -> Program:
    program = Program("example", [sys.executable, "-c", code])
    started.append(program)
    program.start()
    return program


def wait_for_lines(program: Program, number: int) -> list[str]:
    """What it has said, once it has said so much."""
    found: list[str] = []

    def enough() -> bool:
        found.extend(program.lines())
        return len(found) >= number

    until(enough, f"it says {number} lines")
    return found


def test_it_says_whole_lines_as_they_come(started: list[Program]) -> None:
    program = start(started, TWO_LINES)
    assert wait_for_lines(program, 2) == ["one", "two"]
    assert program.lines() == []


def test_a_death_is_told_in_a_sentence_and_followed_by_a_pause(started: list[Program]) -> None:
    program = start(started, "raise SystemExit(3)")
    until(lambda: not program.is_running(), "it ends")
    sentence = "The example process stopped with exit code 3 and is started again in 1 s."
    assert program.bury() == sentence
    assert not program.is_due()
    program.due = 0.0
    assert program.is_due()


def test_the_pause_doubles_while_it_keeps_dying(started: list[Program]) -> None:
    program = start(started, "")
    pauses = []
    for _ in range(7):
        until(lambda: not program.is_running(), "it ends")
        pauses.append(program.bury().split()[-2])
        program.start()
    assert pauses == ["1", "2", "4", "8", "16", "30", "30"]


def test_the_pause_is_short_again_after_a_long_life(
    started: list[Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEADY_AFTER", 0.0)
    program = start(started, "")
    program.wait = 16.0
    until(lambda: not program.is_running(), "it ends")
    assert program.bury().endswith("again in 1 s.")


def test_a_signal_is_named(started: list[Program]) -> None:
    program = start(started, TWO_LINES)
    assert program.process is not None
    program.process.send_signal(signal.SIGKILL)
    until(lambda: not program.is_running(), "it ends")
    assert "was ended by SIGKILL" in program.bury()


def test_its_children_end_with_it(started: list[Program]) -> None:
    program = start(started, WITH_A_CHILD)
    child = int(wait_for_lines(program, 1)[0])
    program.ask_to_stop()
    program.end(module.STEADY_AFTER)
    until(lambda: not command_of(child), "the child is gone")


def test_one_that_does_not_listen_is_ended(started: list[Program]) -> None:
    program = start(started, DEAF)
    assert wait_for_lines(program, 1) == ["deaf"]
    program.ask_to_stop()
    program.end(0)
    assert not program.is_running()


def test_it_sees_the_environment_of_its_start(
    started: list[Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QI_TEST_VALUE", "new address")
    program = start(started, "import os; print(os.environ['QI_TEST_VALUE'])")
    assert wait_for_lines(program, 1) == ["new address"]
    assert os.environ["QI_TEST_VALUE"] == "new address"
