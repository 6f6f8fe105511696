"""A backup that is restored elsewhere keeps the chains, the seals and the protection."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from initiatives.history.queries import seals, verify
from qi_tracker.embedded.postgres import Postgres
from tests.initiatives.history.tampering import run, write_history

RESTORED = "restored_history"
ADD = """
INSERT INTO initiatives_event
    (at, verb, subject_kind, subject_id, subject_label, before, after, reason)
VALUES (now(), 'moved', 'initiative', 2, 'Record', '{}', '{}', '')
"""


@pytest.fixture
def address(transactional_db):
    """Of the server; the restored database goes at the end."""
    run(f"CREATE DATABASE {RESTORED} TEMPLATE template0")
    yield "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**connection.settings_dict)
    run(f"DROP DATABASE {RESTORED}")


@contextmanager
def looking_at(name):
    """The tracker uses another database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def tool(program, *arguments):
    """Run one of PostgreSQL's own programs."""
    where = Postgres(Path(settings.DATA_DIR)).programs / program
    done = subprocess.run([where, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_restored_backup_verifies_against_the_kept_seals_and_goes_on(address, tmp_path):
    write_history()
    kept = {one.number: bytes(one.digest).hex() for one in seals()}
    tool("pg_dump", "-Fc", "-f", tmp_path / "backup", address + connection.settings_dict["NAME"])
    tool("pg_restore", "--no-owner", "-d", address + RESTORED, tmp_path / "backup")
    with looking_at(RESTORED):
        run(ADD)
        with pytest.raises(DatabaseError, match="append-only"):
            run("TRUNCATE initiatives_event CASCADE")
        verdict = verify(kept)
        assert verdict.intact
        assert (verdict.events, verdict.chains, verdict.kept) == (33, 9, 2)
        run("SET session_replication_role = replica")
        run("UPDATE initiatives_event SET verb = 'x' WHERE position = 8")
        (found,) = verify(kept).breaks
        assert (found.what, found.position) == ("changed", 8)
