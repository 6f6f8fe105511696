"""PostgreSQL's own programs, of the embedded wheel or of the path, none older than the server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.db import connection

from qi_tracker.backups import BackupRefused
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.environment import data_dir

VERSION = re.compile(r"\) (\d+)")


def program(name: str) -> Path:
    """The first of that name that can speak with the server; raises BackupRefused without one."""
    needed = server_version()
    found = {path: version_of(path) for path in candidates(name)}
    for path, version in found.items():
        if version >= needed:
            return path
    older = f" There is only one of version {max(found.values())}." if found else ""
    raise BackupRefused(
        f"{name} of PostgreSQL {needed} or later is needed and not found.{older} "
        f"Install PostgreSQL's client programs, or run this where they are."
    )


def candidates(name: str) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield Postgres(data_dir()).programs / name
    if found := shutil.which(name):
        yield Path(found)


def version_of(path: Path) -> int:
    """Its major version; 0 if it says none."""
    said = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)
    number = VERSION.search(said.stdout)
    return int(number[1]) if number else 0


def server_version() -> int:
    """The major version of the server that Django uses."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def run(name: str, *options: str, given: IO[bytes] | None = None) -> None:
    """Run a program on Django's database; raises BackupRefused with what it said.

    The password goes by the environment, so that no list of processes shows it.
    """
    result = subprocess.run(
        [str(program(name)), *options],
        stdin=given or subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        check=False,
    )
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().splitlines()
        raise BackupRefused(f"{name} failed: {' '.join(said[:3]) or 'it did not say why.'}")


def environment() -> dict[str, str]:
    """How libpq finds Django's database, with TLS as Django uses it."""
    settings = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    told = {libpq: str(settings[name]) for name, libpq in names.items() if settings[name]}
    tls = {
        f"PG{name.upper()}": str(value)
        for name, value in settings["OPTIONS"].items()
        if name.startswith("ssl")
    }
    return {"PATH": os.defpath, "LC_ALL": "C", "PGDATABASE": settings["NAME"], **told, **tls}
