"""The guard for requests to addresses that people gave: they reach the public internet only.

It stands where urllib3 opens a connection, the last place where the host is still a name. There the
name is resolved once, each address is judged, and one of just these is connected to. A judgement
made earlier would say nothing: a name may mean another place a second later, and a redirect brings
another name. What TLS checks and `Host` says stays the name. Everything that is built on urllib3,
such as requests, passes there.

The hooks are laid once for the process, on the first use, and do nothing outside `guarded()`: a
context variable says whether this thread is within, so other users of urllib3 notice nothing. A
thread that is started within is outside.
"""

import functools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from os import environ
from typing import Any

from initiatives.base.addresses import INTERNET, Reach, resolve

LARGEST_ANSWER = 64 * 1024


@contextmanager
def guarded(seconds: float, reach: Reach = INTERNET) -> "Iterator[Guard]":
    """Within, urllib3 connects to where it may reach only, and what it asks ends in `seconds`.

    A connection elsewhere raises Invalid for the field `address`. Proxies and passwords of the
    environment are not used: a proxy would connect for us, unjudged. The seconds do not count the
    time that the system's resolver takes, which nobody can interrupt.
    """
    lay_hooks()
    guard = Guard(reach)
    timer = threading.Timer(seconds, guard.end)
    timer.daemon = True
    token = current.set(guard)
    timer.start()
    try:
        yield guard
    finally:
        current.reset(token)
        timer.cancel()
        guard.close()


class Guard:
    """What becomes of the requests within one `guarded()`.

    `status` is that of the last answer, `error` why there is none, `late` whether the time is over.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.status: int | None = None
        self.error: Exception | None = None
        self.late = False
        self._lock = threading.Lock()
        self._connections: list[socket.socket] = []

    def connect(
        self, plain: Callable[..., socket.socket], host: str, port: int, *rest: Any, **options: Any
    ) -> socket.socket:
        """Connect to what the host stands for now; raises Invalid, and OSError if none answers."""
        reason = OSError("This name has no address.")
        for place in resolve(host, port, self.reach):
            if self.late:
                raise TimeoutError("The time for this request is over.")
            try:
                return self.watch(plain(place, *rest, **options))
            except OSError as error:
                reason = error
        raise reason

    def watch(self, connection: socket.socket) -> socket.socket:
        """Keep a second handle on it: TLS moves the first one into an object of its own."""
        with self._lock:
            self._connections.append(connection.dup())
        if self.late:
            self.end()
        return connection

    def end(self) -> None:
        """The time is over: whoever waits for one of these connections finds it closed."""
        self.late = True
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the second handles back."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def ask(self, plain: Callable[..., Any], session: Any, *args: Any, **kwargs: Any) -> Any:
        """Let requests ask, and note what comes of it."""
        session.trust_env = False
        self.status = self.error = None
        options = {**kwargs, "stream": True}
        if options.get("verify", True) is True:
            options["verify"] = authorities()
        try:
            answer = plain(session, *args, **options)
            shorten(answer)
            if not self._connections:
                raise RuntimeError("An answer came by a connection that was not judged.")
        except Exception as error:
            self.error = error
            raise
        self.status = answer.status_code
        return answer


def authorities() -> str | bool:
    """The file of certificates that the operator trusts, as requests reads it; True: its own.

    A firewall that reads along signs with a certificate of its own, which only that file knows.
    """
    return environ.get("REQUESTS_CA_BUNDLE") or environ.get("CURL_CA_BUNDLE") or True


def shorten(answer: Any) -> None:
    """Read no more of an answer than is of use here: how long it gets is up to its sender."""
    body = b""
    with answer:
        for piece in answer.iter_content(8192):
            body += piece
            if len(body) >= LARGEST_ANSWER:
                break
    answer._content, answer._content_consumed = body[:LARGEST_ANSWER], True


current: ContextVar[Guard | None] = ContextVar("guard of outgoing requests", default=None)
laying = threading.Lock()
laid = threading.Event()


def lay_hooks() -> None:
    """Once for the process, and late: what never sends need not load these packages."""
    import requests
    from urllib3.util import connection

    with laying:
        if not laid.is_set():
            lay(connection, "create_connection", connecting)
            lay(requests.Session, "request", asking)
            laid.set()


def lay(owner: Any, name: str, around: Callable[[Any], Any]) -> None:
    setattr(owner, name, around(getattr(owner, name)))


def connecting(plain: Callable[..., socket.socket]) -> Callable[..., socket.socket]:
    """How urllib3 connects: within a guard, to what it judged."""

    @functools.wraps(plain)
    def create_connection(address: tuple[str, int], *rest: Any, **options: Any) -> socket.socket:
        guard = current.get()
        if guard is None:
            return plain(address, *rest, **options)
        return guard.connect(plain, *address, *rest, **options)

    return create_connection


def asking(plain: Callable[..., Any]) -> Callable[..., Any]:
    """How requests asks: within a guard, with its eyes on the answer."""

    @functools.wraps(plain)
    def request(session: Any, *args: Any, **kwargs: Any) -> Any:
        guard = current.get()
        if guard is None:
            return plain(session, *args, **kwargs)
        return guard.ask(plain, session, *args, **kwargs)

    return request
