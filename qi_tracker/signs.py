"""Whether a process of this machine lives, judged without loading it: `roles check ROLE`.

Web is asked; the others touch a file of their own from the loop that does their work, so a process
that hangs lets its file grow old. Whether all parts are there, `/healthz/ready` says.
"""

import time
import urllib.request

from qi_tracker import environment as env

EVERY = 5
KEPT = 4 * EVERY
PATIENCE = 4


def touch(part: str) -> None:
    """Say that this process lives; raises OSError where its folder cannot be written."""
    folder = env.signs_dir()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / part).touch()


def forget(part: str) -> None:
    """Take the sign away, as a process does that ends in good order."""
    (env.signs_dir() / part).unlink(missing_ok=True)


def complaint(role: str) -> str:
    """Why the process that plays this role is not well; empty when it is."""
    return complaint_of_web() if role == "web" else complaint_of_file(role)


def complaint_of_file(part: str) -> str:
    """A sign that is missing or older than `KEPT` seconds."""
    try:
        age = time.time() - (env.signs_dir() / part).stat().st_mtime
    except OSError:
        return f"The {part} has left no sign of life."
    return f"The last sign of life of the {part} is {age:.0f} s old." if age > KEPT else ""


def complaint_of_web() -> str:
    """Asked on this machine, whatever address it listens on."""
    address = f"http://127.0.0.1:{env.number('PORT', 8000)}/healthz/live"
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):
            return ""
    except OSError as error:
        return f"The pages do not answer at {address}: {error}"
