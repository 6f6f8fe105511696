"""What several serializers share: keys, choices, links, and the strictness of what is sent."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from initiatives.base.references import LARGEST_KEY

MOST_KEYS = 100
NO_SUCH = "There is no such record, or you may not see it."
WORDS: dict[str, Any] = {"required": False, "allow_blank": True}
Query = Callable[[Any], QuerySet[Any]]


class Given(serializers.Serializer[Any]):
    """What may be sent. A field that is not among them is refused, not dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            words = f"There is no such field here; there are {', '.join(self.fields)}."
            raise serializers.ValidationError(dict.fromkeys(sorted(map(str, unknown)), words))
        return super().to_internal_value(data)


class OneOf(serializers.ChoiceField):
    """A choice that says what there is to choose from."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        words = ", ".join(str(value) for value in self.choices)
        self.error_messages["invalid_choice"] = f"Choose one of: {words}."


class KeyField(serializers.PrimaryKeyRelatedField[Any]):
    """The key of a record that the caller may see, by a query."""

    default_error_messages = {"does_not_exist": NO_SUCH}

    def __init__(self, query: Query | None = None, **kwargs: Any) -> None:
        self.query = query
        kwargs.setdefault("pk_field", serializers.IntegerField(min_value=1, max_value=LARGEST_KEY))
        if query is None:
            kwargs["read_only"] = True
        super().__init__(**kwargs)

    def get_queryset(self) -> Any:
        return self.query(self.context["request"].user) if self.query else None

    def use_pk_only_optimization(self) -> bool:
        return self.query is None

    def to_representation(self, value: Any) -> int:
        return int(value.pk)


class ListOf(serializers.ListField):
    """A list that is counted before what it holds is looked at."""

    def run_child_validation(self, data: Any) -> list[Any]:
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        checked: list[Any] = super().run_child_validation(data)
        return checked


class KeysField(ListOf):
    """The keys of records that the caller may see, found together."""

    child = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)

    def __init__(self, query: Query, **kwargs: Any) -> None:
        self.query = query
        super().__init__(max_length=MOST_KEYS, **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        keys = dict.fromkeys(super().to_internal_value(data))
        found = {
            record.pk: record
            for record in self.query(self.context["request"].user).filter(pk__in=keys)
        }
        if len(found) < len(keys):
            raise serializers.ValidationError(NO_SUCH)
        return [found[key] for key in keys]


class HourField(serializers.TimeField):
    """A time of day to the minute, such as 07:30."""

    default_error_messages = {"invalid": "Write a time of day like 07:30."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **kwargs)


extend_schema_field({"type": "string", "pattern": r"^[0-2]?\d:[0-5]?\d$"})(HourField)


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


class ReasonSerializer(Given):
    """A change that needs a reason."""

    reason = serializers.CharField(max_length=10_000)


class MissingSerializer(serializers.Serializer[Any]):
    """One thing that a closed gate asks for."""

    field = serializers.CharField()
    message = serializers.CharField()


class PlainProblemSerializer(serializers.Serializer[Any]):
    """A problem (RFC 9457)."""

    type = serializers.CharField(help_text="A stable name: urn:qi-tracker:problem:….")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do, for a person.")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.CharField(),
        required=False,
        help_text="What is wrong by field; fields within lists and objects by dotted path.",
    )
    missing = MissingSerializer(
        many=True, required=False, help_text="What a closed gate asks for, with status 409."
    )


class ItemProblemSerializer(PlainProblemSerializer):
    """What is wrong with one of many items."""

    index = serializers.IntegerField(help_text="Which item, from 0.")


class ProblemSerializer(PlainProblemSerializer):
    """A problem (RFC 9457)."""

    items = ItemProblemSerializer(
        many=True, required=False, help_text="The problem of each item that cannot be taken."
    )
