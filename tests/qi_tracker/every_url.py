"""Every address that the product answers, with something put in for what varies."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:(\w+):)?\w+>")
BY_PATTERN = {  # addresses that are written as regular expressions, by how those begin
    "^password/reset/key/(?P<uidb36>": "password/reset/key/1-x/",
    "^(?P<path>.*)$": "nowhere/at/all",
}
PROBES = ["/healthz/live", "/healthz/ready", "/metrics"]  # answered before any address is looked up


def paths() -> list[str]:
    """All of them, each once."""
    return sorted({*PROBES, *(f"/{path}" for path in below(get_resolver().url_patterns, ""))})


def below(patterns: Any, start: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from below(one.url_patterns, start + filled(str(one.pattern)))
        elif isinstance(one, URLPattern):
            yield start + filled(str(one.pattern))


def filled(route: str) -> str:
    """The route with a value for each part of it."""
    for beginning, path in BY_PATTERN.items():
        if route.startswith(beginning):
            return path
    plain = PART.sub(lambda part: "1" if part[1] == "int" else "x", route)
    plain = re.sub(r"\(\?P<\w+>[^)]*\)", "1", plain)
    return plain.replace("\\", "").strip("^$")
