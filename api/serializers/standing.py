"""The rules of the status, and its other layouts."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import Given, ListOf, NamedSerializer, OneOf
from initiatives.portfolio.choices import Rating
from initiatives.status.choices import RuleKey, State
from initiatives.status.queries.by_initiative import NOT_ASSESSED

RATED = ("", NOT_ASSESSED, *Rating.values)


class StatusRuleSerializer(serializers.Serializer[Any]):
    """A rule as it is in force."""

    key = serializers.ChoiceField(choices=RuleKey.choices)
    looks_at = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    days = serializers.IntegerField(help_text="Its limit; 0 where it has none.")
    may_be = serializers.ListField(
        child=serializers.ChoiceField(choices=State.choices),
        help_text="What an administrator may have it make.",
    )


class StatusRulesSerializer(serializers.Serializer[Any]):
    """A version of the rules."""

    rules_version = serializers.CharField()
    rules = StatusRuleSerializer(many=True)


class StatusTermsSerializer(Given):
    """What a rule is to make, after how many days."""

    key = OneOf(RuleKey.choices)
    state = OneOf(State.choices)
    days = serializers.IntegerField(default=0, min_value=0, max_value=10_000)


class StatusAdjustSerializer(Given):
    """Rules that are to be others; those that are left out stay."""

    rules = ListOf(child=StatusTermsSerializer(), max_length=len(RuleKey))
    because = serializers.CharField(max_length=2000)
    seen = serializers.CharField(
        max_length=20, required=False, help_text="The version that you looked at."
    )


class ServedByPrincipleSerializer(serializers.Serializer[Any]):
    """An initiative under way, with the latest rating under each principle."""

    id = serializers.IntegerField(source="initiative.pk")
    title = serializers.CharField(source="initiative.title")
    ratings = serializers.ListField(
        child=serializers.ChoiceField(choices=RATED),
        help_text="In the order of the principles; empty where it does not serve one.",
    )


class ByInitiativeSerializer(serializers.Serializer[Any]):
    """A page of initiatives by principle."""

    principles = NamedSerializer(many=True)
    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    rows = ServedByPrincipleSerializer(many=True)


class PlaceByMonthSerializer(serializers.Serializer[Any]):
    """An entity, with its state on the last night of each month."""

    entity = NamedSerializer()
    states = serializers.ListField(
        child=serializers.ChoiceField(choices=State.choices, allow_null=True),
        help_text="In the order of the months; null where none was kept.",
    )


class ByMonthSerializer(serializers.Serializer[Any]):
    """Entities by month."""

    months = serializers.ListField(child=serializers.DateField())
    rows = serializers.SerializerMethodField()

    @extend_schema_field(PlaceByMonthSerializer(many=True))
    def get_rows(self, found: Any) -> Any:
        rows = [{"entity": entity, "states": states} for entity, states in found.rows]
        return PlaceByMonthSerializer(rows, many=True, context=self.context).data
