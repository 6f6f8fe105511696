"""The migrated schema, made once for a run and kept for later ones: migrating takes half a minute.

What is kept lies in pytest's cache under a hash of all migrations, so a new one is applied anew.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from qi_tracker.embedded.postgres import Postgres
from qi_tracker.environment import BASE_DIR

CACHE = BASE_DIR / ".pytest_cache" / "schema"
TEMPLATE = "qi_template"


def template(address: str, folder: Path) -> str:
    """The name of a database with the schema and nothing else, on the server of this run."""
    with one_at_a_time(folder / "template.lock"), psycopg.connect(address, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            link.execute(f"CREATE DATABASE {TEMPLATE}")
            fill(f"{address.rpartition('/')[0]}/{TEMPLATE}", folder)
    return TEMPLATE


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """The workers of a run make it together."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fill(address: str, folder: Path) -> None:
    """By what an earlier run kept, or by the migrations."""
    programs = Postgres(folder, durable=False).programs
    kept = CACHE / f"{digest()}.sql"
    if kept.exists():
        quiet = ["--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        run(programs / "psql", *quiet, "--file", kept, "--dbname", address)
        return
    environment = {**os.environ, "DATABASE_URL": address}
    run(sys.executable, "manage.py", "migrate", "--verbosity=0", environment=environment)
    keep(programs / "pg_dump", address, kept)


def keep(program: Path, address: str, kept: Path) -> None:
    """Write the dump under another name first: whoever finds it finds it whole."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for former in CACHE.glob("*.sql"):
        former.unlink(missing_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    run(program, "--no-owner", "--file", draft, "--dbname", address)
    draft.rename(kept)


def run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    """Raises CalledProcessError, with what the program said on standard error before it."""
    arguments = [str(part) for part in command]
    subprocess.run(arguments, cwd=BASE_DIR, env=environment, check=True, stdout=subprocess.DEVNULL)


def digest() -> str:
    """What the schema follows from: every migration, and the versions of the packages."""
    patterns = (
        "initiatives/migrations/*.py",
        "initiatives/**/*.sql",
        "initiatives/status/reporting/*.py",
        "requirements/*.txt",
    )
    sources = [source for pattern in patterns for source in BASE_DIR.glob(pattern)]
    whole = hashlib.sha256()
    for source in sorted(sources):
        whole.update(source.read_bytes())
    return whole.hexdigest()[:16]
