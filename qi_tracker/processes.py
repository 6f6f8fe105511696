"""Small facts about processes of this machine that the standard library does not offer."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def dies_with_parent(number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: the child gets this signal when its parent dies; nothing but on Linux.

    The library is loaded here, before the fork; between fork and exec only the call is made.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def command_of(pid: int) -> str:
    """The command line of a running process; empty when there is none."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return b" ".join(words).decode(errors="replace")
    except OSError:
        return "" if Path("/proc/self").exists() else command_by_ps(pid)


def command_by_ps(pid: int) -> str:
    """The same where there is no /proc."""
    call = ["ps", "-o", "command=", "-p", str(pid)]
    return subprocess.run(call, capture_output=True, text=True, check=False).stdout
