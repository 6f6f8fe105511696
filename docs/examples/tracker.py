"""A small client for the API of QI Tracker: the standard library and nothing else.

It pages through lists, waits and asks again on 429 and while the server restarts, sends If-Match
with a change and an Idempotency-Key with every POST, so that a request that is sent again is
applied once. Copy it and make it yours; tests/api/test_client.py runs it against a live server.

    tracker = Tracker("https://tracker.example.org", token)
    for initiative in tracker.rows("initiatives/", overdue="true", fields="title,owner"):
        print(initiative["title"])
    made = tracker.create("initiatives/", {"title": "Letters in plain language", "entity": 4})
    tracker.change(f"initiatives/{made['id']}/", {"problem": "Few read what we write."})
"""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

Record = dict[str, Any]
TRIES = 5
BUSY = (429, 502, 503, 504)  # asking again later may help


class Problem(Exception):
    """What the API refused, as its problem details (RFC 9457) say."""

    def __init__(self, status: int, body: Record) -> None:
        super().__init__(body.get("detail") or f"The server answered {status}.")
        self.status = status
        self.type: str = body.get("type", "")
        self.errors: dict[str, str] = body.get("errors", {})


@dataclass
class Answer:
    """A body with the headers that came with it; no body where it is still as it was known."""

    body: Any
    etag: str


@dataclass
class Tracker:
    """Calls one system with one token."""

    address: str
    token: str
    timeout: float = 30
    wait: Callable[[float], None] = field(default=time.sleep)

    def get(self, path: str, etag: str = "", **query: str) -> Answer:
        """One record or page; with the `etag` of a known answer, a body only where it changed."""
        asked = f"{path}?{urlencode(query)}" if query else path
        return self.send("GET", asked, headers={"If-None-Match": etag} if etag else {})

    def rows(self, path: str, **query: str) -> Iterator[Record]:
        """All rows of a list, page by page."""
        page = self.get(path, **query).body
        yield from page["results"]
        while page["next"]:
            page = self.send("GET", page["next"]).body
            yield from page["results"]

    def create(self, path: str, body: Record) -> Record:
        """A new record, or whatever else a POST answers; made once, however often it is sent."""
        key = {"Idempotency-Key": str(uuid.uuid4())}
        made: Record = self.send("POST", path, body, key).body
        return made

    def change(self, path: str, body: Record, etag: str = "") -> Record:
        """A record changed as it was read: with its `etag`, or read just now."""
        match = {"If-Match": etag or self.get(path).etag}
        changed: Record = self.send("PATCH", path, body, match).body
        return changed

    def send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request, sent again while the server is busy; raises Problem."""
        for attempt in range(TRIES):
            try:
                return self.sent(method, path, body, headers or {})
            except HTTPError as error:
                last = attempt == TRIES - 1
                if error.code == 304:
                    return Answer(None, error.headers.get("ETag", ""))
                if error.code not in BUSY or last:
                    raise problem_of(error) from None
                self.wait(float(error.headers.get("Retry-After") or 2**attempt))
            except URLError:
                if attempt == TRIES - 1:
                    raise
                self.wait(2**attempt)
        raise AssertionError("the last attempt answers or raises")

    def sent(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        """One request; raises HTTPError for what is no success."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310 - the address is the caller's own
            urljoin(f"{self.address}/api/v1/", path), data, headers, method=method
        )
        request.add_header("Authorization", f"Bearer {self.token}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
            text = answer.read()
            return Answer(json.loads(text) if text else None, answer.headers.get("ETag", ""))


def problem_of(error: HTTPError) -> Problem:
    """What an answer that is no success says."""
    try:
        body = json.loads(error.read())
    except ValueError:
        body = {}
    return Problem(error.code, body if isinstance(body, dict) else {})
