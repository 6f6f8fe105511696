"""The internet on one's own machine: names of one's choice, and a real HTTPS server behind them.

Only three things are put in: what names mean, whom TLS trusts, and that loopback is allowed.
"""

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

import pytest

from initiatives.base import addresses

CERTIFICATE = Path(__file__).parent / "data" / "chat.pem"
LOOPBACK = (ip_network("127.0.0.0/8"),)
PUBLIC = "93.184.215.14"


class Asked(NamedTuple):
    """One request that came."""

    host: str
    path: str
    headers: dict[str, str]
    body: Any
    raw: bytes


class Server(ThreadingHTTPServer):
    """Answers each request with `status`, `headers` and `body`; see `silent` and `endless`."""

    daemon_threads = True
    # Who hangs up on us in the middle of an answer is meant to.
    handle_error = lambda *args: None  # noqa: E731

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.status, self.headers, self.body = 200, dict[str, str](), b"ok"
        self.silent = self.endless = False
        self.over = Event()
        self.place = ("127.0.0.1", self.server_port)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.loads(said) if said else None
        headers = dict(self.headers)
        self.server.asked.append(Asked(headers.get("Host", ""), self.path, headers, body, said))
        if self.server.silent:
            self.server.over.wait()
        else:
            self.answer()

    do_GET = do_POST  # noqa: N815

    def answer(self) -> None:
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        if self.server.endless:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)
        while self.server.endless and not self.server.over.wait(0.05):
            self.wfile.write(b".")

    def log_message(self, *args: object) -> None:
        """Nothing to see."""


class Outside:
    """What names mean, and the server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.names: dict[str, list[list[tuple[str, int]]]] = {}
        self.looked_up: list[str] = []

    def name(self, host: str, *answers: str | tuple[str, int]) -> None:
        """Let a name mean these addresses, one at each look-up; the last one stays."""
        places = [answer if isinstance(answer, tuple) else (answer, 443) for answer in answers]
        self.names[host] = [[place] for place in places]

    def also(self, host: str, *addresses: str) -> None:
        """Let a name mean all of these addresses at once."""
        self.names[host] = [[(address, 443) for address in addresses]]

    def look_up(self, host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host not in self.names:
            return resolver(host, *args, **kwargs)
        self.looked_up.append(host)
        answers = self.names[host]
        places = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(family(place[0]), socket.SOCK_STREAM, 6, "", place) for place in places]


def family(address: str) -> socket.AddressFamily:
    return socket.AF_INET if ip_address(address).version == 4 else socket.AF_INET6


resolver = socket.getaddrinfo


@contextmanager
def outside(patch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """Names as given, the server running. Loopback is still refused: see `open_loopback`."""
    server = Server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made = Outside(server)
    patch.setattr(socket, "getaddrinfo", made.look_up)
    patch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        patch.delenv(name, raising=False)
    try:
        yield made
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def open_loopback(patch: pytest.MonkeyPatch) -> None:
    """Let the guard reach the server of this machine."""
    patch.setattr(addresses, "ALSO_ALLOWED", LOOPBACK)


@contextmanager
def closed_port() -> Iterator[tuple[str, int]]:
    """An address at which nobody listens: it is taken."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()
