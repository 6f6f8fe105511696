"""The schema tells the truth: problems for errors, and the filters that lists really use."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_parameter_type, get_doc

from api.serializers.fields import ProblemSerializer

PROBLEM = "application/problem+json"
ALWAYS = ("401", "403")
READ_ONE, WRITE = ("404",), ("409", "412", "422")


class Schema(AutoSchema):
    """As drf-spectacular makes it, with what it cannot see."""

    view: Any

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Status answers one matrix where other collections answer a list."""
        one = getattr(self.view, "answers_one", False) and self.view.action == "list"
        return not one and bool(super()._is_list_view(serializer))

    def get_filter_parameters(self) -> list[dict[str, Any]]:
        """The filters of a list, from the FilterSet that the list itself uses."""
        filters = getattr(self.view, "filter_set", None)
        if not self._is_list_view() or filters is None or self.view.action != "list":
            return []
        return [self.filter_parameter(name, item) for name, item in filters.base_filters.items()]

    def filter_parameter(self, name: str, item: Any) -> dict[str, Any]:
        """One filter as a query parameter."""
        return build_parameter_type(
            name=name,
            schema=schema_of(item),
            location="query",
            description=str(item.label or ""),
        )

    def get_description(self) -> str:  # type: ignore[override]
        """The docstring of the action, or of the collection."""
        action = getattr(self.view, self.view.action or "", None)
        return get_doc(action) if action and action.__doc__ else get_doc(type(self.view))

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """What a service answers, and the problems that it can run into."""
        bodies = super()._get_response_bodies(direction)
        codes = [*ALWAYS, *(READ_ONE if "{id}" in self.path else ()), "400"]
        if self.method in ("POST", "PATCH"):
            codes += WRITE
        if self.method == "PATCH":
            codes.append("428")
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        for code in codes:
            bodies[code] = {
                "description": "A problem (RFC 9457).",
                "content": {PROBLEM: {"schema": problem}},
            }
        return bodies


def schema_of(item: Any) -> dict[str, Any]:
    """The JSON schema of a filter's value."""
    field = item.field
    choices = [str(value) for value, _ in getattr(field, "choices", ()) if value not in ("", None)]
    kind = type(item).__name__
    if kind == "BooleanFilter":
        return {"type": "boolean"}
    if kind == "KeyFilter":
        return {"type": "integer"}
    if kind == "DateFilter":
        return {"type": "string", "format": "date"}
    if kind == "MultipleChoiceFilter":
        return {"type": "array", "items": {"type": "string", "enum": choices}}
    return {"type": "string", "enum": choices} if choices else {"type": "string"}
