"""The production server as a process of its own, and people who are signed in there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.asking import HOST, Asked, Badge
from initiatives.people.models import User
from initiatives.people.services import issue_token
from qi_tracker.embedded.server import free_port, listens
from qi_tracker.environment import BASE_DIR
from qi_tracker.processes import dies_with_parent
from qi_tracker.roles import command

PROCESSES = 2
COLLECT = ("manage.py", "collectstatic", "--noinput", "--verbosity=0")


def badge_of(user: User) -> Badge:
    """A session and a token of somebody's."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Badge(session, issue_token(user=user, name="bench")[1])


def ask_here(badge: Badge, asked: Asked) -> int:
    """In this process, where statements can be counted; returns the status."""
    answer = Client().generic(
        asked.verb,
        asked.path,
        asked.body() or "",
        asked.content_type(),
        headers=badge.headers(asked),
    )
    return int(answer.status_code)


@contextmanager
def served() -> Iterator[int]:
    """gunicorn as it is deployed, with two processes, over the database of the bench; its port."""
    port = free_port()
    env = os.environ | production(port) | {"DATABASE_URL": database()}
    subprocess.run([sys.executable, *COLLECT], cwd=BASE_DIR, env=env, check=True)
    server = subprocess.Popen(
        command("web"), cwd=BASE_DIR, env=env, preexec_fn=dies_with_parent(), start_new_session=True
    )
    try:
        while not listens(port):
            if server.poll() is not None:
                raise RuntimeError("The server of the bench did not start.")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def production(port: int) -> dict[str, str]:
    """As a deployed system has it, but for the redirect to HTTPS, which the proxy ends."""
    return {
        "QI_PRODUCTION": "yes",
        "QI_SECRET_KEY": settings.SECRET_KEY,
        "QI_CONTACT_KEY": settings.CONTACT_KEYS[0],
        "QI_ALLOWED_HOSTS": HOST,
        "QI_REDIRECT_TO_HTTPS": "no",
        "QI_STATIC_ROOT": str(settings.DATA_DIR / "bench-static"),
        "QI_API_RATE": "1000000/min",
        "QI_API_TOKEN_RATE": "1000000/min",
        "QI_WEB_PROCESSES": str(PROCESSES),
        "PORT": str(port),
        "GUNICORN_CMD_ARGS": "--log-level=warning",
    }


def database() -> str:
    """The address of the database of the bench."""
    address = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
