"""What is asked of the server, by whom, and what came back."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until no answer is one
CSRF = "a" * 32
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PREFIXES = ("", "__Host-")  # of cookies, out of production and in it


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

    @property
    def by_api(self) -> bool:
        return self.path.startswith("/api/")

    def body(self) -> str | None:
        """What is sent, as the wire takes it."""
        if self.fields is not None:
            return urlencode({**self.fields, "csrfmiddlewaretoken": CSRF})
        return None if self.data is None else json.dumps(self.data)

    def content_type(self) -> str:
        return FORM if self.fields is not None else JSON


@dataclass(frozen=True)
class Badge:
    """Who somebody is: by the key of a session at pages, by a token at the API."""

    session: str
    token: str

    def headers(self, asked: Asked) -> dict[str, str]:
        """Who asks, in the way of what is asked."""
        if asked.by_api:
            return {"Authorization": f"Bearer {self.token}", **asked.headers}
        cookies = (
            f"{prefix}{name}={value}"
            for prefix in PREFIXES
            for name, value in (("sessionid", self.session), ("csrftoken", CSRF))
        )
        return {"Cookie": "; ".join(cookies), **asked.headers}


@dataclass(frozen=True)
class Answer:
    """What came back, with the milliseconds until it was read."""

    status: int
    headers: dict[str, str]
    body: bytes
    spent: float


class Browser:
    """A connection to the server, made anew as often as that ends it."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=PATIENCE)

    def ask(self, badge: Badge, asked: Asked) -> Answer:
        """The whole answer; raises OSError or HTTPException where none comes."""
        headers = {**badge.headers(asked), "Content-Type": asked.content_type()}
        start = time.perf_counter()
        try:
            self.connection.request(asked.verb, asked.path, asked.body(), headers)
            answer = self.connection.getresponse()
            body = answer.read()
        except BaseException:
            self.connection.close()
            raise
        spent = (time.perf_counter() - start) * 1000
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, body, spent)
