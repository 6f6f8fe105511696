"""Calls the API as somebody would, and holds every answer against the schema."""

from collections.abc import Iterable
from typing import Any

from rest_framework.test import APIClient

from tests.api import conformance

EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")


class Caller(APIClient):
    """Calls as somebody, with their token; `/api/v1/` is put before every address."""

    def generic(  # type: ignore[override]
        self, method: str, path: str, data: Any = "", *args: Any, **kwargs: Any
    ) -> Any:
        path = path if path.startswith(("/", "http")) else f"/api/v1/{path}"
        response = super().generic(method, path, data, *args, **kwargs)
        if found := conformance.operation_of(method, path):
            conformance.check(found[1], response, data)
        return response

    def walk(self, path: str) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        rows, following = [], path
        while following:
            page = self.get(following).json()
            rows += page["results"]
            following = page["next"]
        return rows


def answers(call: Any, cast: Any, path: str, body: Any, who: Iterable[str]) -> dict[str, int]:
    """The status that each of these people gets for a POST, one after the other."""
    return {name: call(getattr(cast, name)).post(path, body).status_code for name in who}


def seen(call: Any, cast: Any, path: str) -> set[str]:
    """Who of the cast gets to read this."""
    return {name for name in EVERYONE if call(getattr(cast, name)).get(path).status_code == 200}
