"""Which request the present work is done for: a short name that every line of the log carries.

It begins in a browser or at a proxy, or is made here; workers take it over with what they are sent.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Long enough for a UUID or a trace of others; nothing that could forge a line or a field of a log.
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

present: ContextVar[str] = ContextVar("present", default="")


def current() -> str:
    """The name of the request that is being answered; empty outside of one."""
    return present.get()


def new() -> str:
    """A name that nobody can guess and everybody can read out: 20 signs."""
    return secrets.token_hex(10)


def accepted(given: object) -> str:
    """What was given if it is sane, else a new one."""
    return given if isinstance(given, str) and SANE.fullmatch(given) else new()


@contextmanager
def of(name: str) -> Iterator[str]:
    """Work within this is done for that request."""
    token = present.set(name)
    try:
        yield name
    finally:
        present.reset(token)
