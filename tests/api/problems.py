"""What every problem has in common."""

from typing import Any


def is_problem(response: Any, status: int) -> dict[str, Any]:
    """The body of a problem with this status."""
    body: dict[str, Any] = response.json()
    assert response.status_code == status, body
    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == status
    assert body["type"].startswith("urn:qi-tracker:problem:")
    assert body["title"]
    assert body["detail"]
    return body
