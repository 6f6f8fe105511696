"""Calls of services and their tokens, and of many records in one request."""

from datetime import timedelta
from typing import Any

SOON = timedelta(days=30)
SERVICES: tuple[tuple[str, str, str, Any], ...] = (
    (
        "root",
        "POST",
        "services/",
        {"name": "Register", "purpose": "Writes figures.", "answered_by": "$bob"},
    ),
    (
        "root",
        "POST",
        "services/$service/hand-over/",
        {"answered_by": "$bob", "reason": "Lee moved on."},
    ),
    (
        "root",
        "POST",
        "services/$service/tokens/",
        {"name": "Nightly", "scope": "read:status write:observations", "days": 30},
    ),
    ("root", "POST", "services/$service/tokens/revoke/", {"token": "$token"}),
)
BULK: tuple[tuple[str, str, str, Any], ...] = (
    ("lee", "POST", "initiatives/bulk/", {"items": [{"title": "A", "entity": "$clinic"}]}),
    (
        "lee",
        "PATCH",
        "initiatives/bulk/",
        {"items": [{"id": "$initiative", "version": None, "problem": "Too few."}]},
    ),
    (
        "alice",
        "POST",
        "commitments/bulk/",
        {"items": [{"title": "A", "owner": "$bob", "due_on": SOON, "initiative": "$initiative"}]},
    ),
    (
        "charlie",
        "POST",
        "shortfalls/bulk/",
        {
            "items": [
                {"title": "A", "entity": "$clinic", "principle": "$principle", "severity": "high"}
                | {"affected": "All."}
            ]
        },
    ),
    (
        "lee",
        "PATCH",
        "shortfalls/bulk/",
        {"items": [{"id": "$answered", "version": None, "explanation": "No room."}]},
    ),
    (
        "alice",
        "POST",
        "alignments/bulk/",
        {
            "items": [
                {"initiative": "$initiative", "principle": "$other_principle"}
                | {"rationale": "It does."}
            ]
        },
    ),
    (
        "alice",
        "PATCH",
        "alignments/bulk/",
        {"items": [{"id": "$alignment", "version": None, "rationale": "It does, so."}]},
    ),
    (
        "root",
        "POST",
        "entities/bulk/",
        {"items": [{"name": "New", "short_name": "N", "kind": "clinic"} | {"parent": "$system"}]},
    ),
    (
        "root",
        "PATCH",
        "entities/bulk/",
        {"items": [{"id": "$clinic", "version": None, "name": "Old clinic"}]},
    ),
    ("root", "POST", "people/bulk/", {"items": [{"email": "a@example.org", "name": "A"}]}),
)
