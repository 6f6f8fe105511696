"""The whole system under its supervisor, as `make run` starts it: real processes, really killed."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qi_tracker.embedded.server import free_port, listens
from qi_tracker.environment import BASE_DIR
from qi_tracker.processes import command_of
from tests.waiting import until

# One system for all tests of this file, in their order: `make test` gives a file to one worker.
pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks processes up in /proc"),
]

SUPERVISOR = [sys.executable, "-m", "qi_tracker.supervisor"]
PARTS = ("database", "broker", "worker", "scheduler", "reminders")


class Running:
    """A supervisor of our own, its log, and what it started."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                SUPERVISOR,
                cwd=BASE_DIR,
                env=environment(self.data, self.port),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def said(self, pattern: str) -> bool:
        return re.search(pattern, self.log.read_text(), re.MULTILINE) is not None

    def ready(self) -> dict[str, Any]:
        """The answer of the probe; empty when nobody answers."""
        try:
            address = f"http://127.0.0.1:{self.port}/healthz/ready"
            with urllib.request.urlopen(address, timeout=10) as response:
                return dict(json.load(response))
        except urllib.error.HTTPError as error:
            return dict(json.load(error))
        except OSError:
            return {}

    def wait_until_it_says_ready(self) -> None:
        """Raises AssertionError with its log when it ends instead, or never says so."""
        with self.showing_its_log():
            until(lambda: self.said("ready at") or self.process.poll() is not None, "ready")
            assert self.process.poll() is None, "The supervisor ended instead."

    @contextmanager
    def showing_its_log(self) -> Iterator[None]:
        """What fails within, fails with what the system said."""
        try:
            yield
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log.read_text()}") from None

    def is_well(self) -> bool:
        return self.ready() == {"status": "ok", **dict.fromkeys(PARTS, "ok")}

    def pid(self, words: str) -> int:
        """The first child of the supervisor whose command has these words; 0 when there is none."""
        return next((pid for pid in self.children() if words in command_of(pid)), 0)

    def children(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def descendants(self) -> list[int]:
        """Every process in a session that a child of the supervisor leads."""
        leaders = set(self.children())
        stats = (entry / "stat" for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid, session in map(pid_and_session, stats) if session in leaders]


def pid_and_session(stat: Path) -> tuple[int, int]:
    """From /proc/PID/stat; the name in parentheses may hold anything."""
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return 0, -1
    return int(stat.parent.name), int(fields[3])


def environment(data: Path, port: int | str) -> dict[str, str]:
    """Nothing of the suite's own servers."""
    inherited = {name: os.environ[name] for name in os.environ if name not in FOREIGN}
    return inherited | {"QI_DATA_DIR": str(data), "PORT": str(port), "QI_DEMO": "no"}


FOREIGN = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("system"))
    try:
        running.wait_until_it_says_ready()
        yield running
    finally:
        running.process.terminate()
        running.process.wait()


def attempt(data: Path, port: int | str) -> "subprocess.CompletedProcess[str]":
    """Start a supervisor that is expected to refuse."""
    call = environment(data, port)
    return subprocess.run(
        SUPERVISOR, cwd=BASE_DIR, env=call, capture_output=True, text=True, check=False
    )


def test_it_says_that_it_is_ready_when_every_part_is_there(system: Running) -> None:
    assert system.said(rf"^QI Tracker is ready at http://127\.0\.0\.1:{system.port}$")
    assert system.is_well()


def test_web_both_workers_and_scheduler_are_processes_of_their_own(system: Running) -> None:
    words = ("gunicorn", "=celery,email", "=chat", " beat ")
    assert len({system.pid(one) for one in words} - {0}) == 4


@pytest.mark.parametrize(
    ("name", "words"), [("web", "gunicorn"), ("worker", "=celery,email"), ("scheduler", " beat ")]
)
def test_a_process_that_is_killed_is_started_again_and_the_log_says_so(
    system: Running, name: str, words: str
) -> None:
    before = system.pid(words)
    os.kill(before, signal.SIGKILL)
    until(lambda: system.pid(words) not in (0, before), f"there is a new {name}")
    until(system.is_well, "the system is well again")
    assert system.said(f"The {name} process was ended by SIGKILL and is started again")


@pytest.mark.parametrize(("key", "title"), [("postgres", "PostgreSQL"), ("redis", "Redis")])
def test_a_server_that_is_killed_is_started_again_and_the_log_says_so(
    system: Running, key: str, title: str
) -> None:
    file = system.data / key / "pid"
    before = file.read_text()
    os.kill(int(before), signal.SIGKILL)
    until(lambda: file.read_text() != before, f"there is a new {title}")
    until(system.is_well, "the system is well again")
    assert system.said(f"{title} stopped by itself and is started again")


def test_a_command_beside_it_uses_its_servers(system: Running) -> None:
    pid = (system.data / "postgres/pid").read_text()
    command = [sys.executable, "manage.py", "migrate", "--check"]
    call = environment(system.data, system.port)
    result = subprocess.run(command, cwd=BASE_DIR, env=call, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
    assert (system.data / "postgres/pid").read_text() == pid
    assert system.is_well()


def test_a_taken_port_is_refused_with_what_to_do(system: Running, tmp_path: Path) -> None:
    refused = attempt(tmp_path, system.port)
    assert refused.returncode == 1
    assert f"port {system.port} cannot be used" in refused.stderr
    assert f"PORT={system.port + 1} make run" in refused.stderr


def test_a_taken_data_folder_is_refused_with_what_to_do(system: Running) -> None:
    refused = attempt(system.data, free_port())
    assert refused.returncode == 1
    assert "QI_DATA_DIR=" in refused.stderr
    assert system.is_well()


@pytest.mark.parametrize(
    ("port", "data", "says"),
    [
        ("http", "data", "PORT is 'http'; it takes a whole number"),
        ("99999", "data", "port 99999 cannot be used"),
        ("0", "file/data", "Choose another data folder with QI_DATA_DIR"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path, port: str, data: str, says: str
) -> None:
    (tmp_path / "file").touch()
    refused = attempt(tmp_path / data, port)
    assert refused.returncode == 1
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_interrupt_stops_everything_that_it_started(system: Running) -> None:
    pids = system.descendants()
    assert len(pids) > 7  # gunicorn and its two, two workers, scheduler, two keepers
    servers = [int((system.data / key / "pid").read_text()) for key in ("postgres", "redis")]
    system.process.send_signal(signal.SIGINT)
    assert system.process.wait() == 0
    assert [command_of(pid) for pid in pids + servers if command_of(pid)] == []
    assert not listens(system.port)


def test_nothing_is_left_when_the_supervisor_itself_is_killed(system: Running) -> None:
    running = Running(system.data.parent)
    running.wait_until_it_says_ready()
    pids = running.descendants()
    servers = [int((running.data / key / "pid").read_text()) for key in ("postgres", "redis")]
    running.process.kill()
    running.process.wait()
    until(lambda: not any(command_of(pid) for pid in pids + servers), "all of it is gone")
