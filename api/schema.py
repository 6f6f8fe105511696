"""The schema tells the truth: problems, versions, and the filters that lists really use."""

from functools import cache
from typing import Any

from django_filters import filters
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_parameter_type, get_doc
from drf_spectacular.utils import OpenApiParameter

from api.parameters import IF_NONE_MATCH
from api.serializers.fields import Given, ProblemSerializer
from api.shaping import expandable, fields_of
from api.switched import feature_of
from initiatives.base.filtering import KeyFilter

PROBLEM = "application/problem+json"
PROBLEMS = {
    "400": "The query string or the body cannot be read.",
    "401": "Nobody, or a token that is unknown, expired or revoked.",
    "403": "The caller, or the scope of the token, may not do this.",
    "404": "There is no such record, the caller may not see it, or its part is switched off.",
    "406": "Another type than application/json was asked for.",
    "409": "A gate is closed; `missing` says what would open it.",
    "412": "If-Match, `instead_of` or `seen` names another version than the one that stands.",
    "413": "The body is too large.",
    "415": "The body is of another type than the ones named here.",
    "422": "A field cannot be taken; `errors` says why.",
    "428": "If-Match is missing.",
    "429": "Too many requests; wait as long as Retry-After says.",
    "500": "It failed on our side.",
    "503": "A part of the system is away for a moment; wait as long as Retry-After says.",
}
ALWAYS = {"401", "403", "406", "429", "500", "503"}
JSON = "application/json"
SHAPES = {
    "fields": "Only these fields of each record, and `id`; all of them where it is not sent.",
    "expand": "Whole records in the place of these names, as far as the caller may see them.",
}


def header(name: str) -> dict[str, Any]:
    """A header of the shared ones (see contract.py)."""
    return {name: {"$ref": f"#/components/headers/{name}"}}


class Schema(AutoSchema):
    """As drf-spectacular makes it, with what it cannot see."""

    view: Any

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Status answers one matrix where other collections answer a list."""
        one = getattr(self.view, "answers_one", False) and self.view.action == "list"
        return not one and bool(super()._is_list_view(serializer))

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        """The filters of a list, from the FilterSet that the list itself uses."""
        filter_set = getattr(self.view, "filter_set", None)
        if self.view.action != "list" or filter_set is None:
            return []
        return [parameter_of(name, item) for name, item in filter_set.base_filters.items()]

    def get_override_parameters(self) -> list[Any]:
        """What every read takes, beside what is said of this one."""
        if self.method != "GET" or self.view.action in getattr(self.view, "files", ()):
            return list(super().get_override_parameters())
        shapes = [self.shape_parameter(name) for name in getattr(self.view, "shaping", tuple)()]
        return [*super().get_override_parameters(), *shapes, IF_NONE_MATCH]

    def shape_parameter(self, name: str) -> OpenApiParameter:
        """`fields` or `expand`, with the names that there are."""
        alone = self.view.whole_serializer if self.view.action == "retrieve" else None
        serializer = (alone or self.view.serializer_class)()
        known = expandable(serializer) if name == "expand" else list(fields_of(serializer))
        return OpenApiParameter(
            name, str, enum=known, many=True, style="form", explode=False, description=SHAPES[name]
        )

    def get_description(self) -> str:  # type: ignore[override]
        """The docstring of the action, or of the collection."""
        action = getattr(self.view, self.view.action or "", None)
        return get_doc(action) if action and action.__doc__ else get_doc(type(self.view))

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """What a service answers, and the problems that it can run into."""
        bodies = super()._get_response_bodies(direction)
        for code, body in bodies.items():
            body["description"] = body["description"] or get_doc(type(self.view))
            body["headers"] = self.headers_of(code, body)
        if self.takes("If-None-Match"):
            headers = header("ETag")
            bodies["304"] = {"description": "It is as If-None-Match says.", "headers": headers}
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        for code in sorted(self.problems()):
            content = {PROBLEM: {"schema": problem}}
            bodies[code] = {"description": PROBLEMS[code], "content": content}
        return bodies

    def headers_of(self, code: str, body: dict[str, Any]) -> dict[str, Any]:
        """A record that has a version carries it; a new one says where it is."""
        read = self.method == "GET" and code == "200"
        versioned = read or "version" in self.properties_of(body)
        headers = header("ETag") if versioned and JSON in body.get("content", {}) else {}
        if code == "201":
            headers |= header("Location")
        return (
            headers | header("Idempotency-Replayed") if self.takes("Idempotency-Key") else headers
        )

    def properties_of(self, body: dict[str, Any]) -> dict[str, Any]:
        """The fields of an answer that is one record."""
        shape = body.get("content", {}).get(JSON, {}).get("schema", {})
        name = shape.get("$ref", "").rpartition("/")[2]
        for component in self.registry._components.values():
            if component.name == name:
                found: dict[str, Any] = component.schema.get("properties", {})
                return found
        return {}

    def takes(self, name: str) -> bool:
        """Whether the operation reads this header or this part of the query string."""
        return any(getattr(item, "name", "") == name for item in self.get_override_parameters())

    def problems(self) -> set[str]:
        """The codes of the problems of this operation."""
        codes = set(ALWAYS)
        if "{id}" in self.path or self.takes("entity") or feature_of(self.path):
            codes.add("404")
        asked = self.view.action in getattr(self.view, "questions", ())
        shaped = self.takes("fields")
        if shaped or self._is_list_view() or getattr(self.view, "answers_one", False) or asked:
            codes.add("400")
        if self.method in ("POST", "PUT", "PATCH"):
            codes |= {"400", "413", "415", "422"}
        if self.view.action in getattr(self.view, "gates", ()):
            codes.add("409")
        if self.takes("If-Match") or self.view.action in getattr(self.view, "replaces", ()):
            codes.add("412")
        return codes | {"428"} if self.method == "PATCH" and self.takes("If-Match") else codes


class Strict(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """What may be sent has these fields and no others."""

    target_class = Given
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        shape: dict[str, Any] = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        if shape.get("description") == get_doc(Given):
            del shape["description"]
        return shape | {"additionalProperties": False} if direction == "request" else shape


class Kept(SchemaGenerator):
    """Generates the schema once a process: it follows from the code alone."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        return whole_schema()


@cache
def whole_schema() -> dict[str, Any]:
    """The schema of the whole API."""
    generator: Any = SchemaGenerator
    found: dict[str, Any] = generator().get_schema(request=None, public=True)
    return found


def parameter_of(name: str, item: Any) -> dict[str, Any]:
    """One filter as a query parameter."""
    parameter: dict[str, Any] = build_parameter_type(
        name=name, schema=schema_of(item), location="query", description=str(item.label or "")
    )
    if isinstance(item, filters.OrderingFilter):
        parameter |= {"style": "form", "explode": False}
        parameter["description"] = "Order; `-` before a name reverses it."
    return parameter


def schema_of(item: Any) -> dict[str, Any]:
    """The JSON schema of a filter's value."""
    choices = [value for value, _ in getattr(item.field, "choices", ()) if value]
    if isinstance(item, filters.BooleanFilter):
        return {"type": "boolean"}
    if isinstance(item, KeyFilter):
        return {"type": "integer", "minimum": 1}
    if isinstance(item, filters.DateFilter):
        return {"type": "string", "format": "date"}
    shape = {"type": "string", "enum": choices} if choices else {"type": "string"}
    several = isinstance(item, (filters.MultipleChoiceFilter, filters.OrderingFilter))
    return {"type": "array", "items": shape} if several else shape
