"""Waiting for what another process does: until it is so, with a limit that only a hang reaches."""

import time
from collections.abc import Callable

LIMIT = 180.0
PAUSE = 0.05


def until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as the condition holds; raises AssertionError when it never does."""
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, f"It never happened: {what}"
        time.sleep(PAUSE)
