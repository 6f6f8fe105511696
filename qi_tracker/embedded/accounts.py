"""Who runs a server when the launcher is root: a user of its own, and no folder is opened to it.

Servers refuse root (PostgreSQL) or should not have it. The user is a bare number without an entry
in the list of accounts, so nothing else runs as it and nothing is added to the machine. It reaches
its data through an inherited descriptor and never walks the path; programs that lie where it cannot
walk are copied once to a place of root's that everyone may read.
"""

import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# 60578 to 61183 is given to nobody, neither by Debian nor by systemd (systemd.io/UIDS-GIDS).
OWN_NUMBERS = range(60_990, 61_184)
COPIES = Path("/var/lib/qi-tracker")


class Account:
    """The present user; in place of root the owner of the data, at first a number of its own."""

    def __init__(self, data: Path) -> None:
        owner = data.stat().st_uid if data.exists() else 0
        self.number = (owner or own_number()) if os.geteuid() == 0 else None

    def popen(self) -> dict[str, Any]:
        """Arguments that make `subprocess` start a process as this account."""
        return as_user(self.number)

    def named(self) -> dict[str, Any]:
        """The same for a program that asks for the name of its user, which a number has not."""
        return as_user(None if self.number is None else named_number())

    def give(self, folder: Path, *, named: bool = False) -> None:
        """Make a folder and all in it this account's own."""
        number = named_number() if named else self.number
        if self.number is None or number is None:
            return
        os.chown(folder, number, number)
        for path in folder.rglob("*"):
            os.chown(path, number, number, follow_symlinks=False)

    def within_reach(self, folder: Path, parts: Sequence[str], name: str) -> Path:
        """The folder, or a copy of these parts of it where the account cannot walk to it.

        Programs find their libraries beside them, so the parts keep their places.
        """
        if self.number is None or everyone_reaches(folder):
            return folder
        copy = COPIES / name
        if not copy.exists():
            copy_for_everyone(folder, parts, copy)
        return copy


def as_user(number: int | None) -> dict[str, Any]:
    return {} if number is None else {"user": number, "group": number, "extra_groups": []}


def own_number() -> int:
    """The first number of the range that no account of this machine has."""
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return next(number for number in OWN_NUMBERS if number not in taken)


def named_number() -> int:
    """The number of an account without rights; raises KeyError on a machine that has none."""
    return pwd.getpwnam("nobody").pw_uid


def everyone_reaches(folder: Path) -> bool:
    """Whether every user may walk to a folder and read in it."""
    modes = [path.stat().st_mode for path in (folder, *folder.resolve().parents)]
    return all(mode & stat.S_IXOTH for mode in modes) and bool(modes[0] & stat.S_IROTH)


def copy_for_everyone(folder: Path, parts: Sequence[str], copy: Path) -> None:
    """Copy programs to a place of root's; a second process that does the same loses nothing."""
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=copy.parent, prefix=f"{copy.name}."))
    for part in parts:
        if (folder / part).exists():
            shutil.copytree(folder / part, draft / part)
    draft.chmod(0o755)
    try:
        draft.rename(copy)
    except OSError:
        shutil.rmtree(draft)
        if not copy.exists():
            raise
