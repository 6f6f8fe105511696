"""The operations of the API as its schema lists them, each with the call that the tests make."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from initiatives.people.models import User
from tests.api import conformance
from tests.api.calls import WRITES
from tests.api.reads import READS
from tests.api.world import REGISTER, World
from tests.permissions.places import System
from tests.permissions.walking import Asked

ROOT = "/api/v1/"
MISSING = "No call of {}: add one to tests/api/calls.py or tests/api/reads.py."
TOLD = {401: "sign in", 403: "403", 404: "404"}
MAY = range(200, 300)


def everything() -> list[Asked]:
    """A call of every method and path of the schema, in its order."""
    known, paths = known_calls(), conformance.schema()["paths"]
    operations = [f"{how.upper()} {path}" for path, methods in paths.items() for how in methods]
    unknown = [name for name in operations if name not in known]
    assert unknown == [], MISSING.format(", ".join(unknown))
    return [known[name] for name in operations]


def known_calls() -> dict[str, Asked]:
    """The first call of each operation that the tests of the API make."""
    found: dict[str, Asked] = {}
    for method, path, body in (*(("GET", path, None) for path in READS), *(w[1:] for w in WRITES)):
        sent = "POST" if method == "FILE" else method
        described = conformance.operation_of(sent, ROOT + re.sub(r"\$\w+", "1", path))
        assert described, f"The schema has no {sent} {path}."
        row = f"{sent} {described[0].removeprefix(ROOT)}"
        found.setdefault(f"{sent} {described[0]}", Asked(row, method, path, body))
    return found


class Caller:
    """Calls the API as each of the people; that a token is asked for is tested in tests/api."""

    def __init__(self, system: System) -> None:
        self.people = system.people

    def __call__(self, who: str, asked: Asked, world: World) -> str:
        client = APIClient(raise_request_exception=False)
        if who in self.people:  # read anew, who remembers nothing
            client.force_authenticate(User.objects.get(pk=self.people[who].pk))
        status = sent(client, asked, world).status_code
        return "may" if status in MAY else TOLD.get(status, str(status))


def sent(client: APIClient, asked: Asked, world: World) -> Any:
    """The answer to a call; a change says that it is based on any version."""
    path = ROOT + world.filled(asked.path)
    if asked.method == "FILE":
        content = asked.body.encode() if asked.body else REGISTER
        body = {"file": SimpleUploadedFile("register.csv", content)}
        return client.post(path, body, format="multipart")
    send = getattr(client, asked.method.lower())
    return send(path, world.filled(asked.body), format="json", HTTP_IF_MATCH="*")
