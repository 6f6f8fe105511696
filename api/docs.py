"""The schema for people: a page made on the server, without any script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator

METHODS = ("get", "post", "patch", "delete")


def docs(request: HttpRequest) -> HttpResponse:
    """Every operation: what it does, what it takes, what it answers."""
    generator: Any = SchemaGenerator
    schema = generator().get_schema(request=None, public=True)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method in METHODS:
            if method in operations:
                groups.setdefault(group_of(path), []).append(
                    operation(schema, path, method, operations[method])
                )
    return render(request, "api/docs.html", {"groups": groups})


def group_of(path: str) -> str:
    """The collection of an address."""
    return path.removeprefix("/api/v1/").split("/")[0]


def operation(
    schema: dict[str, Any], path: str, method: str, described: dict[str, Any]
) -> dict[str, Any]:
    """One operation as the page shows it."""
    return {
        "id": described["operationId"],
        "method": method.upper(),
        "path": path,
        "says": described.get("description", ""),
        "parameters": described.get("parameters", []),
        "fields": fields_of(schema, described.get("requestBody")),
        "answers": sorted(described["responses"]),
    }


def fields_of(schema: dict[str, Any], body: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The fields of a request's body, with whether each is required."""
    if not body:
        return []
    reference = next(iter(body["content"].values()))["schema"].get("$ref", "")
    shape = schema["components"]["schemas"].get(reference.rsplit("/", 1)[-1], {})
    required = set(shape.get("required", ()))
    return [
        {"name": name, "type": type_of(value), "required": name in required}
        for name, value in shape.get("properties", {}).items()
        if not value.get("readOnly")
    ]


def type_of(value: dict[str, Any]) -> str:
    """A type in a word or two."""
    kind = value.get("type", "object" if "$ref" in value else "choice")
    kinds = kind if isinstance(kind, list) else [kind]
    words = " or ".join(kinds)
    return f"{words} ({value['format']})" if "format" in value else words
