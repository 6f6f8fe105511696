"""The entry point: what is checked before anything starts, and what a signal does."""

import os
import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from qi_tracker import environment as env
from qi_tracker.embedded import ServiceFailed, locks, services
from qi_tracker.supervisor.preparing import PreparationFailed, prepare
from qi_tracker.supervisor.system import HOST, System

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Refused(Exception):
    """The system cannot start here; the message says what to do."""


def main() -> int:
    """Run until a signal; returns the exit code."""
    for number in STOPPING_SIGNALS:
        signal.signal(number, stop)
    try:
        run()
    except KeyboardInterrupt:
        return 0
    except (ImproperlyConfigured, PreparationFailed, Refused, ServiceFailed) as error:
        print(f"QI Tracker did not start: {error}", file=sys.stderr, flush=True)
        return 1


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """A first signal unwinds everything; a second one does not disturb that."""
    for known in STOPPING_SIGNALS:
        signal.signal(known, signal.SIG_IGN)
    raise KeyboardInterrupt


def run() -> NoReturn:
    """Check, start the services, prepare, then watch over the processes."""
    port = env.number("PORT", 8000)
    require_free(port)
    claim_data_dir()
    os.environ["DJANGO_SETTINGS_MODULE"] = "qi_tracker.settings"
    with services(env.data_dir()) as memberships:
        prepare()
        with System(port, memberships) as system:
            system.watch()


def require_free(port: int) -> None:
    """Raises Refused when somebody else answers at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise Refused(
                f"port {port} cannot be used ({error}). "
                f"Stop what uses it, or choose another: PORT={min(port + 1, 65535)} make run"
            ) from None


def claim_data_dir() -> None:
    """Raises Refused when a system runs on this data folder; the claim ends with this process."""
    folder = env.data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        claim = locks.opened(folder / "supervisor.lock")
    except OSError as error:
        raise Refused(f"{error}. Choose another data folder with QI_DATA_DIR.") from None
    if not locks.take(claim):
        raise Refused(
            f"another copy of it runs on {folder}. Stop that one, or give this one a folder of "
            "its own: QI_DATA_DIR=.data-2 make run"
        )


if __name__ == "__main__":
    sys.exit(main())
