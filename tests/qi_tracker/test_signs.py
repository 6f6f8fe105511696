"""A process that hangs is told from one that works, without a server and without Django."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from qi_tracker import heartbeat, signs
from qi_tracker.environment import BASE_DIR


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the signs of this test lie; it is made on first use."""
    monkeypatch.setenv("QI_SIGNS_DIR", str(tmp_path / "signs"))
    return tmp_path / "signs"


def check(role: str) -> tuple[int, str]:
    """The command that an engine runs."""
    call = [sys.executable, "-m", "qi_tracker.roles", "check", role]
    result = subprocess.run(call, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr


@pytest.mark.parametrize("role", ["worker", "chat", "scheduler"])
def test_a_process_that_never_said_anything_is_not_well(role: str) -> None:
    assert check(role) == (1, f"The {role} has left no sign of life.\n")


@pytest.mark.parametrize("role", ["worker", "chat", "scheduler"])
def test_one_that_works_is_well_and_one_that_ended_is_not(role: str) -> None:
    heartbeat.record(role)
    assert check(role) == (0, "")
    heartbeat.forget(role)
    assert check(role)[0] == 1


def test_one_that_hangs_is_not_well(folder: Path) -> None:
    heartbeat.record("worker")
    then = time.time() - signs.KEPT - 100
    os.utime(folder / "worker", (then, then))
    code, said = check("worker")
    assert code == 1
    assert said.startswith("The last sign of life of the worker is 1")


def test_a_broker_that_is_away_makes_no_worker_ill(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr("django.core.cache.cache.set", away)
    heartbeat.record("worker")
    assert signs.complaint("worker") == ""
    assert "gone" in caplog.text


def test_a_folder_that_cannot_be_written_hides_no_worker_from_the_others(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("no folder")
    heartbeat.record("worker")
    assert heartbeat.is_fresh("worker")
    assert "could not leave its sign of life" in caplog.text


@pytest.mark.django_db
def test_pages_that_answer_are_well(
    live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", live_server.url.rpartition(":")[2])
    assert signs.complaint("web") == ""


def test_pages_that_nobody_serves_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    assert signs.complaint("web").startswith("The pages do not answer at http://127.0.0.1:1/")


def test_the_check_loads_nothing_that_takes_time() -> None:
    code = "import sys; from qi_tracker import roles; print('django.db' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
