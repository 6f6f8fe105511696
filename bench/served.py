"""The production server as a process of its own, and people who ask it over a kept connection."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from initiatives.people.models import User
from initiatives.people.services import issue_token
from qi_tracker.embedded.server import free_port, listens
from qi_tracker.environment import BASE_DIR
from qi_tracker.processes import dies_with_parent
from qi_tracker.roles import command

HOST, PROCESSES = "127.0.0.1", 2
CSRF = "a" * 32
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Asked:
    """A request: `fields` make it a form that is sent, `data` a call with JSON."""

    path: str
    fields: dict[str, str] | None = None
    data: dict[str, object] | None = None
    method: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def verb(self) -> str:
        sends = self.fields is not None or self.data is not None
        return self.method or ("POST" if sends else "GET")

    def body(self) -> str | None:
        """What is sent, as the wire takes it."""
        if self.fields is not None:
            return urlencode({**self.fields, "csrfmiddlewaretoken": CSRF})
        return None if self.data is None else json.dumps(self.data)

    def content_type(self) -> str:
        return FORM if self.fields is not None else JSON


class Person:
    """Somebody who is signed in: with a cookie at pages, with a token at the API."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.client.cookies["csrftoken"] = CSRF
        self.token = issue_token(user=user, name="bench")[1]

    def headers(self, asked: Asked) -> dict[str, str]:
        """Who asks, in the way of what is asked."""
        if asked.path.startswith("/api/"):
            return {"Authorization": f"Bearer {self.token}", **asked.headers}
        cookies = "; ".join(f"{name}={one.value}" for name, one in self.client.cookies.items())
        return {"Cookie": cookies, **asked.headers}

    def ask_here(self, asked: Asked) -> int:
        """In this process, where statements can be counted; returns the status."""
        client = self.client if not asked.path.startswith("/api/") else Client()
        answer = client.generic(
            asked.verb,
            asked.path,
            asked.body() or "",
            asked.content_type(),
            headers=self.headers(asked),
        )
        return int(answer.status_code)


class Browser:
    """A connection to the server that is kept, as browsers keep theirs."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=120)

    def ask(self, person: Person, asked: Asked) -> tuple[int, int, float]:
        """The status, the bytes of the answer's body, and the milliseconds until it was read."""
        headers = {**person.headers(asked), "Content-Type": asked.content_type()}
        start = time.perf_counter()
        self.connection.request(asked.verb, asked.path, asked.body(), headers)
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, len(body), (time.perf_counter() - start) * 1000


@contextmanager
def served() -> Iterator[Browser]:
    """gunicorn as it is deployed, with two processes, over the database of the bench."""
    port = free_port()
    env = environment(port)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, cwd=BASE_DIR, env=env, check=True)
    server = subprocess.Popen(
        command("web"), cwd=BASE_DIR, env=env, preexec_fn=dies_with_parent(), start_new_session=True
    )
    try:
        while not listens(port):
            if server.poll() is not None:
                raise RuntimeError("The server of the bench did not start.")
            time.sleep(0.1)
        yield Browser(port)
    finally:
        server.terminate()
        server.wait()


def environment(port: int) -> dict[str, str]:
    """As a deployed system has it, but for the redirect to HTTPS, which the proxy ends."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    return os.environ | {
        "QI_PRODUCTION": "yes",
        "QI_SECRET_KEY": settings.SECRET_KEY,
        "QI_CONTACT_KEY": settings.CONTACT_KEYS[0],
        "QI_ALLOWED_HOSTS": HOST,
        "QI_REDIRECT_TO_HTTPS": "no",
        "QI_STATIC_ROOT": str(settings.DATA_DIR / "bench-static"),
        "QI_API_RATE": "1000000/min",
        "QI_WEB_PROCESSES": str(PROCESSES),
        "DATABASE_URL": database,
        "PORT": str(port),
    }
