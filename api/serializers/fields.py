"""Fields that several serializers share."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

LARGEST_KEY = 2**63 - 1
Query = Callable[[Any], QuerySet[Any]]


class KeyField(serializers.PrimaryKeyRelatedField[Any]):
    """The key of a record that the caller may see, by a query."""

    def __init__(self, query: Query | None = None, **kwargs: Any) -> None:
        self.query = query
        kwargs.setdefault("pk_field", serializers.IntegerField(min_value=1, max_value=LARGEST_KEY))
        if query is None:
            kwargs["read_only"] = True
        super().__init__(**kwargs)

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        many = kwargs.pop("many", False)
        if not many:
            return super().__new__(cls, *args, **kwargs)
        limits = {name: kwargs.pop(name) for name in ("required", "allow_empty") if name in kwargs}
        return serializers.ManyRelatedField(child_relation=cls(*args, **kwargs), **limits)

    def get_queryset(self) -> Any:
        if self.query is None:
            return None
        return self.query(self.context["request"].user)

    def use_pk_only_optimization(self) -> bool:
        return self.query is None

    def to_representation(self, value: Any) -> int:
        return int(value.pk)


class PageField(serializers.ReadOnlyField):
    """The address of a record's page, for people."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(source="pk")

    def to_representation(self, value: int) -> str:
        return str(self.context["request"].build_absolute_uri(reverse(self.name, args=[value])))


extend_schema_field({"type": "string", "format": "uri"})(PageField)


class NamedSerializer(serializers.Serializer[Any]):
    """A record by key and name."""

    id = serializers.IntegerField(source="pk", read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class ReasonSerializer(serializers.Serializer[Any]):
    """A change that needs a reason."""

    reason = serializers.CharField(max_length=10_000)


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.CharField(), required=False
    )
    missing = serializers.ListField(child=serializers.DictField(), required=False)
