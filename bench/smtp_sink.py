"""A real mail server that keeps nothing but a line a message: `python -m bench.smtp_sink PORT DIR`.

Each message it takes becomes a line of `DIR/taken` (Message-ID, recipient), written before the
server says 250, so what was acknowledged can be counted after any crash. While `DIR/away` exists
nobody is let in, and each attempt becomes a line of `DIR/turned_away`.
"""

import os
import signal
import sys
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Takes whatever comes, unless it is away."""

    def __init__(self, folder: Path) -> None:
        self.away = folder / "away"
        self.taken = appending(folder / "taken")
        self.turned_away = appending(folder / "turned_away")

    async def handle_EHLO(  # noqa: N802 (the name that aiosmtpd calls)
        self, server: SMTP, session: Session, envelope: Envelope, name: str, said: list[str]
    ) -> list[str]:
        session.host_name = name
        if self.away.exists():
            os.write(self.turned_away, b"421\n")
            return ["421 Try again later"]
        return said

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd calls)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content or b""
        headers = BytesHeaderParser().parsebytes(content if isinstance(content, bytes) else b"")
        line = f"{headers['Message-ID']} {envelope.rcpt_tos[0]}\n"
        os.write(self.taken, line.encode())
        return "250 OK"


def appending(path: Path) -> int:
    """A descriptor whose writes go to the end of the file, whole lines at once."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def main(port: str, folder: str) -> None:
    """Serve until told to stop."""
    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": int(port)}
    controller = Controller(Sink(Path(folder)), **options)
    controller.start()
    print("ready", flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
