"""What a backup says of itself, read from the database in one snapshot."""

from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_origin

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from initiatives.base import clock
from initiatives.history import queries as history
from qi_tracker.backups import BackupRefused
from qi_tracker.backups.programs import server_version

FORMAT = 1
TABLES = """
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


@dataclass(frozen=True)
class Manifest:
    """`tables` has the number of rows by name; `seal` is the last seal of history as printed."""

    format: int
    release: str
    made_at: str
    postgresql: int
    migrations: list[str]
    tables: dict[str, int]
    seal: str
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def manifest(sha256: str = "") -> Manifest:
    """Of the database as the present transaction sees it."""
    seal = history.latest_seal()
    return Manifest(
        format=FORMAT,
        release=release(),
        made_at=clock.now().isoformat(timespec="seconds"),
        postgresql=server_version(),
        migrations=applied(),
        tables=counts(),
        seal=str(seal) if seal else "",
        sha256=sha256,
    )


def read_manifest(told: Any) -> Manifest:
    """Raises BackupRefused where it is none of ours."""
    kinds = {field.name: get_origin(field.type) or field.type for field in fields(Manifest)}
    known = isinstance(told, dict) and set(told) == set(kinds)
    if not known or told["format"] != FORMAT:
        raise BackupRefused("This is no backup of QI Tracker that this release knows.")
    if not all(type(told[name]) is kind for name, kind in kinds.items()):
        raise BackupRefused("Its manifest is damaged.")
    if not all(isinstance(one, str) for one in told["migrations"]):
        raise BackupRefused("Its manifest is damaged.")
    return Manifest(**told)


def counts() -> dict[str, int]:
    """Rows by table, of every schema that is not the server's own."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 (quoted by the server)
            found[name] = int(cursor.fetchone()[0])
        return found


def applied() -> list[str]:
    """The migrations that were run, as app.name."""
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done)


def known() -> set[str]:
    """The migrations that this release has."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def release() -> str:
    """The version of what runs, where it is installed as a package."""
    try:
        return version("qi-tracker")
    except PackageNotFoundError:
        return ""
