"""Locks on files: the kernel gives them back however their holder ended."""

import fcntl
import os
from pathlib import Path


def opened(path: Path) -> int:
    """A descriptor of a lock file, made where it is missing; no child inherits it by itself."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def share(descriptor: int) -> None:
    """Wait for a shared lock."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def take(descriptor: int) -> bool:
    """Whether the exclusive lock was free, and is now held."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
