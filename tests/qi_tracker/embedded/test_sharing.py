"""Several processes use one server; it outlives none of them and survives what they suffer."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from qi_tracker.embedded.joining import Membership, joined
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.embedded.server import Server
from qi_tracker.embedded.valkey import Valkey
from qi_tracker.environment import BASE_DIR
from tests.waiting import until

USER = """
import sys
from pathlib import Path
from qi_tracker.embedded.joining import joined
from qi_tracker.embedded.valkey import Valkey
with joined(Valkey(Path(sys.argv[1]))) as membership:
    print(membership.url, flush=True)
    sys.stdin.read()
"""


def another_user(folder: Path) -> "subprocess.Popen[str]":
    """A process of its own that uses the server until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def url_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return str(process.stdout.readline()).strip()


def pid_in(server: Server, file: str = "pid") -> int:
    return int((server.folder / file).read_text())


def is_up(membership: Membership) -> bool:
    access = membership.server.access()
    return access is not None and membership.server.is_ready(access)


def test_the_first_starts_it_and_the_last_out_stops_it(tmp_path: Path) -> None:
    with joined(Valkey(tmp_path)) as first:
        pid = pid_in(first.server)
        with joined(Valkey(tmp_path)) as second:
            assert second.url == first.url
        assert is_up(first)
        assert pid_in(first.server) == pid
    assert not is_up(first)


def test_a_process_beside_another_uses_the_same_server(tmp_path: Path) -> None:
    process = another_user(tmp_path)
    url = url_of(process)
    with joined(Valkey(tmp_path)) as membership:
        assert membership.url == url
        process.communicate()
        assert is_up(membership)


def test_a_user_that_is_killed_leaves_no_server_behind(tmp_path: Path) -> None:
    process = another_user(tmp_path)
    url_of(process)
    membership = Membership(Valkey(tmp_path))
    assert is_up(membership)
    process.kill()
    process.communicate()
    until(lambda: not membership.is_kept(), "the keeper stops when its only user was killed")
    assert not is_up(membership)


@pytest.mark.parametrize("kind", [Postgres, Valkey])
def test_a_server_that_is_killed_is_there_again_at_its_address(
    tmp_path: Path, kind: type[Server]
) -> None:
    with joined(kind(tmp_path, durable=False)) as membership:
        url, pid = membership.url, pid_in(membership.server)
        os.kill(pid, signal.SIGKILL)
        until(lambda: pid_in(membership.server) != pid and is_up(membership), "it is there again")
        assert membership.url == url


@pytest.mark.parametrize("kind", [Postgres, Valkey])
def test_a_keeper_that_is_killed_is_replaced(tmp_path: Path, kind: type[Server]) -> None:
    with joined(kind(tmp_path, durable=False)) as membership:
        os.kill(pid_in(membership.server, "keeper.pid"), signal.SIGKILL)
        until(lambda: not membership.is_kept(), "the keeper is gone")
        membership.ensure()
        assert is_up(membership)
    assert not is_up(membership)


def test_a_server_that_outlived_its_keeper_is_stopped_by_the_next(tmp_path: Path) -> None:
    server = Valkey(tmp_path)
    server.folder.mkdir(parents=True)
    orphan = server.start(server.settle_access())
    until(lambda: is_up(Membership(server)), "the orphan is up")
    with joined(Valkey(tmp_path)) as membership:
        orphan.wait()
        assert is_up(membership)
        assert pid_in(membership.server) != orphan.pid


def test_a_number_that_is_another_process_by_now_is_left_alone(tmp_path: Path) -> None:
    with joined(Postgres(tmp_path, durable=False)):
        pass
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with contextlib.closing(Bystander(bystander)):
        for file in ("pid", "keeper.pid"):
            (tmp_path / "postgres" / file).write_text(str(bystander.pid))
        pidfile = tmp_path / "postgres/data/postmaster.pid"
        pidfile.write_text(f"{bystander.pid}\n{tmp_path}\n0\n1\n\n127.0.0.1\n0\nready\n")
        with joined(Postgres(tmp_path, durable=False)) as m, psycopg.connect(m.url):
            assert bystander.poll() is None
        assert bystander.poll() is None


class Bystander:
    """A process that nobody here may touch; closing ends it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
