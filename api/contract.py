"""What the schema as a whole says beside its operations: headers that they share, records of
fewer fields or with whole records in them, and an example of every body.
"""

from typing import Any

from api.examples import Examples
from api.shaping import KINDS, NAMES

Shape = dict[str, Any]
COMPONENT = "#/components/schemas/"
HEADERS = {
    "ETag": "What the answer looks like now; of a record with its version, for If-Match.",
    "Location": "Where the new record is.",
    "Idempotency-Replayed": "`true` where this is the first answer again.",
    "RateLimit": 'What is left of each limit: `"token";r=599;t=42`, `t` seconds until it is whole.',
    "RateLimit-Policy": 'The limits: `"token";q=600;w=60`, 600 requests in 60 seconds.',
    "Retry-After": "How many seconds to wait.",
}
LIMITS = ("RateLimit", "RateLimit-Policy")
WAITS = {"429": ("Retry-After",), "503": ("Retry-After",)}


def complete(result: Shape, generator: Any, request: Any, public: bool) -> Shape:
    """What drf-spectacular calls at the end."""
    headers = {
        name: {"schema": {"type": "string"}, "description": says} for name, says in HEADERS.items()
    }
    result["components"]["headers"] = headers
    operations = [one for path in result["paths"].values() for one in path.values()]
    for operation in operations:
        add_limits(operation)
    schemas = result["components"]["schemas"]
    for operation in operations:
        loosen(operation, schemas)
    examples = Examples(schemas)
    for operation in operations:
        examples.add_to(operation)
    share_answers(result, operations)
    return result


def share_answers(result: Shape, operations: list[Shape]) -> None:
    """What many operations answer is described once; they refer to it."""
    shared: Shape = result["components"].setdefault("responses", {})
    for operation in operations:
        for code, answer in operation["responses"].items():
            if "application/problem+json" in answer.get("content", {}):
                shared[f"Problem{code}"] = answer
                operation["responses"][code] = {"$ref": f"#/components/responses/Problem{code}"}
            elif code == "304":
                shared["Unchanged"] = answer
                operation["responses"][code] = {"$ref": "#/components/responses/Unchanged"}


def add_limits(operation: Shape) -> None:
    """The headers of the limits, where a request was counted, and how long to wait."""
    for code, answer in operation["responses"].items():
        names = (*(LIMITS if code < "400" or code == "429" else ()), *WAITS.get(code, ()))
        if names:
            refs = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
            answer["headers"] = answer.get("headers", {}) | refs


def loosen(operation: Shape, schemas: Shape) -> None:
    """An answer that may be asked for in another shape is whole, or of that shape."""
    taken = {item["name"] for item in operation.get("parameters", ())}
    if "fields" not in taken:
        return
    media = operation["responses"]["200"]["content"]["application/json"]
    name = media["schema"].get("$ref", "").removeprefix(COMPONENT)
    items = schemas[name]["properties"].get("results", {}) if name.startswith("Paginated") else {}
    holder, key = (items, "items") if items else (media, "schema")
    if "$ref" in holder[key]:
        whole = holder[key]["$ref"].removeprefix(COMPONENT)
        schemas.setdefault(f"{whole}Shaped", shaped(whole, schemas))
        holder[key] = {"anyOf": [ref(whole), ref(f"{whole}Shaped")]}


def shaped(whole: str, schemas: Shape) -> Shape:
    """A record of which only some fields are there, and some records within it whole."""
    properties = {}
    for name, shape in schemas[whole]["properties"].items():
        plain = ref(f"{whole}/properties/{name}")
        properties[name] = plain
        if name in NAMES and names_records(shape):
            kind = ref(component_of(NAMES[name]))
            properties[name] = (
                {"type": "array", "items": {"anyOf": [shape["items"], kind]}}
                if shape.get("type") == "array"
                else {"anyOf": [plain, kind]}
            )
    return {
        "type": "object",
        "description": f"{whole} with the fields that `fields` and `expand` ask for.",
        "properties": properties,
        "required": ["id"],
    }


def names_records(shape: Shape) -> bool:
    """Whether a field holds records by key and name."""
    parts = (shape, shape.get("items", {}), *shape.get("allOf", ()), *shape.get("oneOf", ()))
    return any(part.get("$ref") == f"{COMPONENT}Named" for part in parts)


def component_of(kind: str) -> str:
    """The name in the schema of the records of a kind."""
    return KINDS[kind].serializer.__name__.removesuffix("Serializer")


def ref(name: str) -> Shape:
    return {"$ref": f"{COMPONENT}{name}"}
