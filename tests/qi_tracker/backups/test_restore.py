"""A backup comes back on another server, whole, and nothing else is taken for one."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from initiatives.base import clock
from initiatives.history.services import seal
from initiatives.jobs.choices import Job
from initiatives.jobs.queries import run_of
from qi_tracker.backups import BackupRefused
from qi_tracker.backups.archive import unpacked
from qi_tracker.backups.manifest import counts
from qi_tracker.embedded.joining import joined
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.environment import BASE_DIR
from tests.factories import Cast, make_promise
from tests.initiatives.accountability.noon import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A backup of a small system with a sealed history."""
    with clock.at(NOON):
        cast = Cast()
        make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
        seal(intact=True)
    file = tmp_path / "backup.tar"
    call_command("backup", str(file), stdout=StringIO())
    return file


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    with joined(Postgres(tmp_path / "elsewhere", durable=False)) as server:
        yield server.url


def restore(file: Path, address: str) -> "subprocess.CompletedProcess[str]":
    """The command, as an operator runs it against another server."""
    call = [sys.executable, "manage.py", "restore", str(file)]
    environment = {**os.environ, "DATABASE_URL": address}
    return subprocess.run(
        call, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def tables(address: str) -> int:
    with psycopg.connect(address) as link:
        found = link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        row = found.fetchone()
        assert row is not None
        return int(row[0])


def test_all_of_it_comes_back_with_its_history(made: Path, elsewhere: str) -> None:
    """Every table has its rows, the chain holds, and a second restore is refused."""
    told = restore(made, elsewhere)
    assert told.returncode == 0, told.stderr
    assert "History is intact" in told.stdout
    with psycopg.connect(elsewhere) as link:
        rows = {name: link.execute(f"SELECT count(*) FROM {name}").fetchone() for name in counts()}
    assert {name: row and row[0] for name, row in rows.items()} == counts()
    assert counts()["public.initiatives_event"] > 0
    again = restore(made, elsewhere)
    assert again.returncode == 1
    assert "The database is not empty" in again.stderr


def test_what_is_changed_cut_or_foreign_changes_nothing(made: Path, elsewhere: str) -> None:
    whole = made.read_bytes()
    middle = len(whole) // 2
    hostile = {
        "cut": whole[:middle],
        "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
        "foreign": b"PGDMP\x01\x0e" + whole[:4000],
    }
    for name, content in hostile.items():
        file = made.with_name(name)
        file.write_bytes(content)
        told = restore(file, elsewhere)
        assert (told.returncode, "Traceback" in told.stderr) == (1, False), name
        assert tables(elsewhere) == 0


def test_a_database_that_is_used_stays_as_it_is(made: Path) -> None:
    before = counts()
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(made), stdout=StringIO())
    assert counts() == before


def test_a_file_that_exists_is_not_written_over(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(made), stdout=StringIO())
    assert made.read_bytes() == before
    assert sorted(made.parent.iterdir()) == [made]


def test_the_pages_know_when_it_was_made_and_whether_it_could_be(made: Path) -> None:
    run = run_of(Job.BACKUP)
    assert run is not None and run.ended_at is not None
    assert run.failures == 0
    with pytest.raises(CommandError):
        call_command("backup", str(made), stdout=StringIO())
    run.refresh_from_db()
    assert (run.failures, run.error) == (1, "BackupRefused; the command said why.")


def test_only_its_owner_may_read_it(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_it_says_what_is_in_it(made: Path) -> None:
    with unpacked(made) as (told, dump):
        assert told.tables == counts()
        assert dump.read_bytes().startswith(b"PGDMP")
        assert told.seal
        assert "initiatives.0001_tables" in told.migrations


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"format": 99}, "no backup of QI Tracker"),
        ({"tables": 7}, "damaged"),
        ({"sha256": "0" * 64}, "damaged"),
        ({"migrations": [7]}, "damaged"),
        ({"extra": 1}, "no backup of QI Tracker"),
    ],
)
def test_a_manifest_that_lies_is_refused(
    made: Path, change: dict[str, object], complaint: str
) -> None:
    with pytest.raises(BackupRefused, match=complaint), unpacked(rewritten(made, change)):
        pass


def rewritten(made: Path, change: dict[str, object]) -> Path:
    """The same archive with another manifest."""
    target = made.with_name("rewritten.tar")
    with tarfile.open(made) as old, tarfile.open(target, "w") as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content is not None
            data = content.read()
            if entry.name == "manifest.json":
                data = json.dumps({**json.loads(data), **change}).encode()
            entry.size = len(data)
            new.addfile(entry, BytesIO(data))
    return target


def test_a_newer_release_is_named(made: Path, elsewhere: str) -> None:
    told = restore(rewritten(made, {"migrations": ["initiatives.9999_later"]}), elsewhere)
    assert "made by a newer release (initiatives.9999_later" in told.stderr
    assert tables(elsewhere) == 0


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "none" / "x"), stdout=StringIO())
