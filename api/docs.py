"""The schema for people: pages made on the server, without any script."""

from functools import cache
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from api.schema import PROBLEMS, whole_schema
from initiatives.base.references import LARGEST_KEY

METHODS = ("get", "post", "put", "patch", "delete")
PLAIN = {
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
FORMATS = {
    "date": "date",
    "date-time": "date and time",
    "uri": "address",
    "email": "e-mail address",
}
Shape = dict[str, Any]


def docs(request: HttpRequest) -> HttpResponse:
    """How to call it, and the collections."""
    return render(request, "api/docs.html", {"groups": groups(), "problems": PROBLEMS})


def docs_of(request: HttpRequest, group: str) -> HttpResponse:
    """Every operation of a collection: what it does, what it takes, what it answers."""
    operations = groups().get(group)
    if operations is None:
        raise Http404("There is no such collection.")
    context = {"group": group, "operations": operations, "records": records_of(operations)}
    return render(request, "api/collection.html", context)


@cache
def groups() -> dict[str, list[Shape]]:
    """Operations by collection."""
    found: dict[str, list[Shape]] = {}
    for path, operations in whole_schema()["paths"].items():
        for method in filter(operations.__contains__, METHODS):
            found.setdefault(group_of(path), []).append(operation(path, method, operations[method]))
    return found


def records_of(operations: list[Shape]) -> dict[str, list[Shape]]:
    """The records that operations take and answer with, and those within them, by name."""
    used = {one["answers"] for one in operations}
    used |= {item["record"] for one in operations for item in one["takes"]}
    names = nested(used)
    return {name: rows(shape) for name, shape in shapes().items() if name in names}


def shapes() -> dict[str, Shape]:
    """The components of the schema by name."""
    found: dict[str, Shape] = whole_schema()["components"]["schemas"]
    return found


def nested(names: set[str]) -> set[str]:
    """These records and those within them."""
    fields = [shapes().get(name, {}).get("properties", {}).values() for name in names]
    inner = {name_in(value) for values in fields for value in values}
    return names if inner <= names else nested(names | inner)


def group_of(path: str) -> str:
    """The collection of an address."""
    return path.removeprefix("/api/v1/").split("/")[0]


def operation(path: str, method: str, described: Shape) -> Shape:
    """One operation as the page shows it."""
    good = min(described["responses"])
    answer = media(described["responses"][good])
    return {
        "id": described["operationId"],
        "method": method.upper(),
        "path": path,
        "says": described["description"],
        "takes": [*map(parameter, described.get("parameters", ())), *body_of(described)],
        "good": good,
        "answers": record_of(answer),
        "pages": "results" in resolved(answer).get("properties", {}),
        "problems": [code for code in described["responses"] if code in PROBLEMS],
    }


def parameter(item: Shape) -> Shape:
    """A parameter of the address, the query string or the headers."""
    return {
        "name": item["name"],
        "where": {"path": "address", "query": "query string"}.get(item["in"], item["in"]),
        "type": words(item["schema"]),
        "record": "",
        "required": item.get("required", False),
        "says": item.get("description", ""),
    }


def body_of(described: Shape) -> list[Shape]:
    """The fields of the body of a request."""
    return [{"where": "body", **row} for row in rows(media(described.get("requestBody", {})))]


def rows(shape: Shape) -> list[Shape]:
    """The fields of an object."""
    found = resolved(shape)
    return [
        {
            "name": name,
            "type": words(value),
            "record": name_in(value),
            "required": name in found.get("required", ()),
            "says": value.get("description", ""),
        }
        for name, value in found.get("properties", {}).items()
    ]


def media(described: Shape) -> Shape:
    """The shape of a body, whatever its type."""
    return next((item["schema"] for item in described.get("content", {}).values()), {})


def record_of(shape: Shape) -> str:
    """The record that an answer holds: itself, or each row of its page."""
    results = resolved(shape).get("properties", {}).get("results")
    return name_in(results or shape)


def name_in(shape: Shape) -> str:
    """The name of the record in a shape, in a list of them, or in what may be null."""
    items = shape.get("items", {})
    several = [one.get(key, ()) for one in (shape, items) for key in ("allOf", "oneOf", "anyOf")]
    parts = (shape, items, *chain.from_iterable(several))
    names = (part.get("$ref", "").rpartition("/")[2] for part in parts)
    return next((name for name in names if "properties" in shapes().get(name, {})), "")


def resolved(shape: Shape) -> Shape:
    """What a reference stands for; of a choice its first."""
    shape = shape.get("anyOf", [shape])[0]
    return shapes()[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape


def words(shape: Shape) -> str:
    """A type in a few words."""
    if several := shape.get("oneOf") or shape.get("allOf"):
        return " or ".join(filter(None, map(words, several)))
    if name := name_in(shape):
        return f"list of {name}" if "items" in shape else name
    found = resolved(shape)
    if "enum" in found:
        return (
            "empty text"
            if found["enum"] == [""]
            else f"one of {', '.join(map(str, found['enum']))}"
        )
    kinds = found["type"] if isinstance(found.get("type"), list) else [found.get("type", "object")]
    if "array" in kinds:
        return f"list: {words(found['items'])}"
    plain = PLAIN | {"string": FORMATS.get(found.get("format", ""), "text")}
    if found.get("maximum") == LARGEST_KEY:
        plain["integer"] = "key"
    kind = " or ".join(plain[kind] for kind in kinds)
    return f"{kind}, at most {found['maxLength']} characters" if "maxLength" in found else kind
