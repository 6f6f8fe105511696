"""Back up and restore, each checked from end to end."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from initiatives.history.queries import Verdict, verify
from qi_tracker.backups import BackupRefused
from qi_tracker.backups.archive import digest_of, pack, unpacked
from qi_tracker.backups.manifest import Manifest, applied, counts, known, manifest
from qi_tracker.backups.programs import program, run, server_version


def backup(target: Path) -> Manifest:
    """Write a backup of the database as it is at one instant; nobody has to wait for it.

    Raises BackupRefused where the file exists or cannot be written, or where pg_dump fails.
    """
    if target.exists():
        raise BackupRefused(f"{target} exists already, and is not written over.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}.")
    program("pg_dump")
    with TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        dump = Path(folder) / ".dump"
        told = dumped(dump)
        told = replace(told, sha256=digest_of(dump))
        pack(target, dump, told)
    return told


def dumped(dump: Path) -> Manifest:
    """Dump, and count in the snapshot that is dumped."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        told = manifest()
        run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}")
    return told


def restore(source: Path) -> tuple[Manifest, Verdict]:
    """Restore into an empty database, whole or not at all; then check history and every count.

    Raises BackupRefused, before anything is written unless the message says otherwise.
    """
    with unpacked(source) as (told, dump):
        require_fitting(told)
        require_empty()
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        with dump.open("rb") as given:
            run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", given=given)
    require_equal(told)
    return told, verify()


def require_fitting(told: Manifest) -> None:
    """Raises BackupRefused for what a newer release or server has written."""
    if newer := sorted(set(told.migrations) - known()):
        raise BackupRefused(
            f"It was made by a newer release ({newer[-1]} is not known here). "
            "Restore it with that release."
        )
    if told.postgresql > server_version():
        raise BackupRefused(
            f"It was made from PostgreSQL {told.postgresql}, and this server is older."
        )


def require_empty() -> None:
    """Raises BackupRefused where the database has tables."""
    if there := counts():
        raise BackupRefused(
            f"The database is not empty: it has {len(there)} tables. Create a new one, name it in "
            "DATABASE_URL, and restore into that."
        )


def require_equal(told: Manifest) -> None:
    """Raises BackupRefused where what was restored is not what was backed up."""
    found = counts()
    differ = [
        f"{name} has {found.get(name, 0)} rows in place of {rows}"
        for name, rows in told.tables.items()
        if found.get(name) != rows
    ]
    if differ:
        raise BackupRefused(f"It was restored, but not whole: {'; '.join(differ[:5])}.")


def missing_migrations() -> list[str]:
    """What `migrate` has still to do after a restore from an older release."""
    return sorted(known() - set(applied()))
