"""What a process of the system can be: `python -m qi_tracker.roles web`, one image for all.

`python -m qi_tracker.roles check web` asks whether the process beside it lives.
"""

import os
import sys
from typing import NoReturn

from qi_tracker import signs

CELERY = "celery --quiet --app=workers.app"
WORKER = f"{CELERY} worker --without-gossip --without-mingle"
ROLES = {
    "web": "gunicorn --config=python:qi_tracker.web_server qi_tracker.wsgi",
    "worker": f"{WORKER} --queues=celery,email",
    "chat": f"{WORKER} --queues=chat,webhooks --concurrency=2",
    "scheduler": f"{CELERY} beat --pidfile=",
}
JOBS = {
    "migrate": "django migrate --noinput",
    "prepared": "django migrate --check",  # fails while tables are missing; a process waits for it
}


def command(name: str) -> list[str]:
    """The command of a role or a job; raises KeyError for an unknown one."""
    return [sys.executable, "-m", *(ROLES | JOBS)[name].split()]


def main(arguments: list[str]) -> NoReturn:
    """Become that process."""
    known = [*ROLES, *JOBS]
    if len(arguments) == 2 and arguments[0] == "check" and arguments[1] in ROLES:
        sys.exit(signs.complaint(arguments[1]) or None)
    if len(arguments) != 1 or arguments[0] not in known:
        sys.exit(f"Name one of: {', '.join(known)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    words = command(arguments[0])
    os.execv(words[0], words)  # noqa: S606 (no shell is the point)


if __name__ == "__main__":
    main(sys.argv[1:])
