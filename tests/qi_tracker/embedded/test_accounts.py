"""The servers never run as root, and nothing of the machine is opened for that."""

import os
import pwd
import stat
from pathlib import Path

import psycopg
import pytest

from qi_tracker.embedded import accounts
from qi_tracker.embedded.accounts import Account, everyone_reaches
from qi_tracker.embedded.joining import joined
from qi_tracker.embedded.postgres import Postgres

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands servers over")


def modes(path: Path) -> dict[Path, tuple[int, int, int]]:
    """Permissions and owners of a folder and everything above it."""
    facts = {place: place.stat() for place in (path, *path.parents)}
    return {place: (fact.st_mode, fact.st_uid, fact.st_gid) for place, fact in facts.items()}


def test_no_existing_folder_is_changed(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)
    data = shut / "project" / ".data"
    data.mkdir(parents=True)
    before = modes(data)
    with joined(Postgres(data, durable=False)) as membership, psycopg.connect(membership.url):
        assert modes(data) == before
    assert modes(data) == before


@needs_root
def test_the_server_runs_as_nobody_else_does(tmp_path: Path) -> None:
    with joined(Postgres(tmp_path, durable=False)) as membership:
        pid = int((membership.server.folder / "pid").read_text())
        owner = Path(f"/proc/{pid}").stat().st_uid
    assert owner in accounts.OWN_NUMBERS
    assert owner not in {entry.pw_uid for entry in pwd.getpwall()}
    assert (tmp_path / "postgres/data").stat().st_uid == owner


@needs_root
def test_programs_out_of_reach_are_copied_to_a_place_of_roots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "COPIES", tmp_path / "copies")
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)
    (shut / "bin").mkdir()
    (shut / "bin" / "server").write_text("program")
    (shut / "other").mkdir()
    copy = Account(tmp_path / "data").within_reach(shut, ["bin", "lib"], "server-1")
    assert copy == tmp_path / "copies" / "server-1"
    assert (copy / "bin" / "server").read_text() == "program"
    assert [path.name for path in copy.iterdir()] == ["bin"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o755
    assert stat.S_IMODE(shut.stat().st_mode) == 0o700
    assert Account(tmp_path / "data").within_reach(shut, ["bin"], "server-1") == copy
    assert [path.name for path in copy.parent.iterdir()] == ["server-1"]


@needs_root
def test_data_that_somebody_owns_are_served_as_theirs(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    assert Account(tmp_path).number == 12345


def test_a_shut_folder_above_is_noticed(tmp_path: Path) -> None:
    inner = tmp_path / "shut" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not everyone_reaches(inner)
    assert everyone_reaches(Path("/"))
