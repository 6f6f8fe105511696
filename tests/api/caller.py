"""Calls the API as somebody would."""

from typing import Any

from rest_framework.test import APIClient


class Caller(APIClient):
    """Calls as somebody, with their token; `/api/v1/` is put before every address."""

    def generic(  # type: ignore[override]
        self, method: str, path: str, *args: Any, **kwargs: Any
    ) -> Any:
        path = path if path.startswith(("/", "http")) else f"/api/v1/{path}"
        return super().generic(method, path, *args, **kwargs)

    def walk(self, path: str) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        rows, following = [], path
        while following:
            page = self.get(following).json()
            rows += page["results"]
            following = page["next"]
        return rows
