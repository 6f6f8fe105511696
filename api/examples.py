"""An example of every body, made from its shape: so none can be missing or out of date.

Fields of the same name have the same example everywhere; what a name does not tell, its type does.
"""

from typing import Any

Shape = dict[str, Any]
COMPONENT = "#/components/schemas/"
DEEPEST = 6  # a record within a record within a record is example enough
TEXTS = {
    "title": "An interpreter at every visit",
    "name": "Harbor Hospital",
    "short_name": "Harbor",
    "reason": "The clinic moved to another building.",
    "rationale": "Patients understand what is said to them.",
    "reference": "QI-15",
    "time_zone": "America/Los_Angeles",
    "list_name": "initiatives",
    "query": "overdue=true",
    "term": "equity",
    "email": "ana.ruiz@example.org",
    "evidence": "The minutes of May show it.",
    "detail": "Letters go out in the six languages that most patients read.",
    "problem": "Patients who do not speak English wait longer.",
    "file_name": "figures.csv",
    "starts": "2027-03-01",
    "type": "urn:qi-tracker:problem:invalid",
}
FORMATS = {
    "date": "2027-03-31",
    "date-time": "2027-03-31T17:30:00Z",
    "time": "07:30:00",
    "uri": "https://tracker.example.org/initiatives/15/",
    "email": "ana.ruiz@example.org",
    "uuid": "0b0f4f2e-3f59-4d1c-9a52-4f6d2f1f2a10",
    "decimal": "12.50",
    "binary": "period,events,n\n2027-03,9,90\n",
}
PATTERNS = {r"^[0-2]?\d:[0-5]?\d$": "07:30"}
PROBLEM_TITLES = {
    "400": ("bad-query", "Bad Request", "colour: There is no such filter here."),
    "401": ("authentication-failed", "Unauthorized", "Send Authorization: Bearer and your token."),
    "403": ("not-allowed", "Forbidden", "Only an equity lead of Harbor Hospital may do this."),
    "404": ("not-found", "Not Found", "There is no such record, or you may not see it."),
    "406": ("not-acceptable", "Not Acceptable", "This API answers application/json."),
    "409": ("blocked", "Conflict", "Name an accountable owner."),
    "412": ("stale", "Precondition Failed", "It was changed by someone else. Read it again."),
    "413": ("too-large", "Content Too Large", "The body is larger than 10 MB."),
    "415": ("unsupported-media-type", "Unsupported Media Type", "Send application/json."),
    "422": ("invalid", "Unprocessable Content", "title: This field is required."),
    "428": ("precondition-required", "Precondition Required", "Send If-Match with the ETag."),
    "429": ("throttled", "Too Many Requests", "Wait as long as Retry-After says."),
    "500": ("failed", "Internal Server Error", "Something went wrong on our side."),
    "503": ("unavailable", "Service Unavailable", "A part of this system is away for a moment."),
}
MORE: dict[str, Shape] = {
    "400": {"errors": {"colour": "There is no such filter here."}},
    "409": {
        "errors": {"owner": "Name an accountable owner."},
        "missing": [{"field": "owner", "message": "Name an accountable owner."}],
    },
    "422": {"errors": {"title": "This field is required."}},
}


class Examples:
    """Makes the examples of one schema."""

    def __init__(self, schemas: Shape) -> None:
        self.schemas = schemas

    def add_to(self, operation: Shape) -> None:
        """Give every body that the operation takes or answers an example."""
        for media in operation.get("requestBody", {}).get("content", {}).values():
            media["example"] = self.of(media["schema"])
        for code, answer in operation["responses"].items():
            for kind, media in answer.get("content", {}).items():
                if kind == "application/problem+json":
                    media["example"] = problem(code)
                elif media["schema"].get("format") != "binary":
                    media["example"] = self.of(media["schema"])

    def of(self, shape: Shape, name: str = "", depth: int = 0) -> Any:
        """A value of this shape, for a field of this name."""
        if "$ref" in shape:
            return self.of(self.found(shape["$ref"]), name, depth)
        if "example" in shape or "default" in shape or "const" in shape:
            return next(shape[key] for key in ("example", "default", "const") if key in shape)
        for several in ("allOf", "oneOf", "anyOf"):
            if several in shape:
                return self.of(shape[several][0], name, depth)
        if "enum" in shape:
            return shape["enum"][0]
        kinds = shape.get("type", "object")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if kind == "object":
            return self.object(shape, depth)
        if kind == "array":
            return self.array(shape, name, depth)
        return plain(shape, kind, name)

    def found(self, ref: str) -> Shape:
        """What a reference leads to, be it a part of a component."""
        shape: Shape = self.schemas
        for part in ref.removeprefix(COMPONENT).split("/"):
            shape = shape[part]
        return shape

    def object(self, shape: Shape, depth: int) -> Shape:
        if "properties" not in shape:
            more = shape.get("additionalProperties")
            return {"a": self.of(more, "", depth + 1)} if isinstance(more, dict) and more else {}
        required = shape.get("required", ())
        return {
            name: self.of(inner, name, depth + 1)
            for name, inner in shape["properties"].items()
            if depth < DEEPEST or name in required
        }

    def array(self, shape: Shape, name: str, depth: int) -> list[Any]:
        if depth >= DEEPEST and not shape.get("minItems"):
            return []
        return [self.of(shape["items"], name, depth + 1)] * max(1, shape.get("minItems", 1))


def plain(shape: Shape, kind: str, name: str) -> Any:
    """A value of a plain type."""
    if kind in ("integer", "number"):
        smallest = shape.get("minimum", 1)
        value = min(max(15 if name.endswith("id") else 3, smallest), shape.get("maximum", 15))
        return value if kind == "integer" else float(value)
    if kind == "boolean":
        return True
    if kind == "null":
        return None
    if shape.get("pattern") in PATTERNS:
        return PATTERNS[shape["pattern"]]
    text = FORMATS.get(shape.get("format", "")) or TEXTS.get(name) or name.replace("_", " ")
    return text[: shape.get("maxLength", len(text))] or "text"


def problem(code: str) -> Shape:
    """A problem with this status."""
    kind, title, detail = PROBLEM_TITLES[code]
    return {
        "type": f"urn:qi-tracker:problem:{kind}",
        "title": title,
        "status": int(code),
        "detail": detail,
        **MORE.get(code, {}),
    }
