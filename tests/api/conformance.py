"""Whether what is sent and served fits the schema: every call of every API test is checked."""

import json
import re
from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema

from api.schema import whole_schema

TOLD = {"ETag", "Location", "Retry-After"}


@cache
def schema() -> dict[str, Any]:
    """The schema, closed: a field that it does not name is a fault."""
    closed = in_place(whole_schema())
    for shape in closed["components"]["schemas"].values():
        if "properties" in shape:
            shape["additionalProperties"] = False
    return closed


def in_place(described: dict[str, Any]) -> dict[str, Any]:
    """A copy in which the answers that operations share stand where they refer to them."""
    copy = deepcopy(described)
    shared = copy["components"]["responses"]
    for answers in responses(copy):
        for code, answer in answers.items():
            answers[code] = shared.get(answer.get("$ref", "").rpartition("/")[2], answer)
    return copy


@cache
def plain() -> dict[str, Any]:
    """The same for who asked for no fields: an answer is whole, not of another shape."""
    whole: dict[str, Any] = whole_records(deepcopy(schema()["components"]))
    return whole


def whole_records(shape: Any) -> Any:
    """Without the choice that `fields` and `expand` give."""
    if isinstance(shape, list):
        return [whole_records(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    first, *others = shape.get("anyOf", [{}])
    if any(one.get("$ref", "").endswith("Shaped") for one in others):
        return first
    return {name: whole_records(inner) for name, inner in shape.items()}


def responses(described: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of every operation, by their codes."""
    return [one["responses"] for path in described["paths"].values() for one in path.values()]


@cache
def routes() -> list[tuple[re.Pattern[str], str]]:
    """The paths of the schema, as patterns."""
    return [
        (re.compile(re.escape(path).replace(r"\{id\}", r"\d{1,18}")), path)
        for path in schema()["paths"]
    ]


def operation_of(method: str, address: str) -> tuple[str, dict[str, Any]] | None:
    """The operation that answers there, by its path in the schema; None when there is none."""
    path = address.partition("?")[0].removeprefix("http://testserver")
    found = next((known for pattern, known in routes() if pattern.fullmatch(path)), "")
    described = schema()["paths"].get(found, {}).get(method.lower())
    return (found, described) if described else None


def fits(shape: dict[str, Any], value: Any, shaped: bool = False) -> None:
    """Raises jsonschema.ValidationError."""
    parts = schema()["components"] if shaped else plain()
    whole = (shape if shaped else whole_records(shape)) | {"components": parts}
    jsonschema.Draft202012Validator(
        whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(value)


def check(described: dict[str, Any], response: Any, sent: Any) -> None:
    """The status, the type, the body and the headers of an answer; and what was taken."""
    assert str(response.status_code) in described["responses"], response.status_code
    answer = described["responses"][str(response.status_code)]
    if content := answer.get("content"):
        shape = content[response["Content-Type"].partition(";")[0]]["schema"]
        if shape.get("format") != "binary":
            asked = set(response.wsgi_request.GET)
            fits(shape, response.json(), shaped=bool(asked & {"fields", "expand"}))
    else:
        assert response.content == b""
    promised = set(answer.get("headers", {}))
    assert {name for name in TOLD if name in response} == promised & TOLD
    assert ("RateLimit" in response) >= ("RateLimit" in promised)
    if response.status_code < 300:
        check_taken(described, response, sent)


def check_taken(described: dict[str, Any], response: Any, sent: Any) -> None:
    """What was taken is what the schema says may be sent."""
    query = set(response.wsgi_request.GET)
    assert query <= {item["name"] for item in described.get("parameters", ())}
    body = described.get("requestBody", {}).get("content", {}).get("application/json")
    if body and sent:
        fits(body["schema"], json.loads(sent))
