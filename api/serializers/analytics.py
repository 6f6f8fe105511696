"""How the portfolio as a whole fares, each number with its list and its definition."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import NamedSerializer
from initiatives.portfolio.choices import Stage
from initiatives.status.analytics import DEFINITIONS, Analytics, Line
from initiatives.status.analytics.found import Found
from initiatives.status.analytics.gaps import BECAME, Gaps
from initiatives.status.analytics.stages import Stay
from initiatives.status.analytics.sustained import Sustained

SHARE = "From 0 to 1; null where fewer than 11 are too few to say."
FEW = "Whether fewer than 11 are too few to say how long it takes."


def link(context: Mapping[str, Any], route: str, query: str) -> str:
    """The address of a list in this API."""
    return str(context["request"].build_absolute_uri(f"{reverse(route)}?{query}"))


class FigureScopeSerializer(serializers.Serializer[Any]):
    """Null where nothing was narrowed; both ends of the period are first days of months."""

    entity = NamedSerializer(allow_null=True)
    principle = NamedSerializer(allow_null=True)
    framework = NamedSerializer(allow_null=True)
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)


class FigureStaySerializer(serializers.Serializer[Any]):
    """Days by which a quarter, half and three quarters of stays had ended; null where not yet."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    stays = serializers.IntegerField()
    left = serializers.IntegerField()
    still_there = serializers.IntegerField()
    quarter = serializers.IntegerField(allow_null=True)
    median = serializers.IntegerField(allow_null=True)
    three_quarters = serializers.IntegerField(allow_null=True)
    too_few_to_say = serializers.SerializerMethodField(help_text=FEW)

    def get_too_few_to_say(self, stay: Stay) -> bool:
        return not stay.is_told


class FigureMarkSerializer(serializers.Serializer[Any]):
    """The share that came to it within so many months, with its 95 % limits."""

    months = serializers.IntegerField()
    at_risk = serializers.IntegerField(help_text="How many were followed until then.")
    reached = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class FigureSustainedSerializer(serializers.Serializer[Any]):
    followed = serializers.IntegerField()
    reached = serializers.IntegerField()
    taken_over = serializers.IntegerField(help_text="Left out: under way before they came here.")
    median_days = serializers.IntegerField(source="median", allow_null=True)
    too_few_to_say = serializers.SerializerMethodField(help_text=FEW)
    marks = FigureMarkSerializer(many=True)

    def get_too_few_to_say(self, found: Sustained) -> bool:
        return not found.is_told


class FigureLineSerializer(serializers.Serializer[Any]):
    """So many of so many; `list` is the list that the first number counts."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(source="numerator")
    out_of = serializers.IntegerField(source="denominator")
    share = serializers.FloatField(allow_null=True, help_text=SHARE)
    list = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_list(self, line: Line) -> str:
        return link(self.context, "api:initiative-list", line.query)


class FigureGapsSerializer(serializers.Serializer[Any]):
    """Gaps of the first data by what became of them; without a principle all, each once."""

    principle = NamedSerializer(allow_null=True)
    found = serializers.IntegerField()
    closing = serializers.IntegerField()
    judged = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True, help_text=SHARE)
    became = serializers.SerializerMethodField(help_text=f"By {', '.join(BECAME)}.")

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_became(self, gaps: Gaps) -> dict[str, int]:
        return {key: number for key, _, number in gaps.lines}


class FigureFoundSerializer(serializers.Serializer[Any]):
    """Shortfalls found in one way, or `all`; days are null where too few to say."""

    found_by = serializers.CharField(source="key")
    found = serializers.IntegerField()
    open = serializers.IntegerField()
    closed = serializers.IntegerField()
    reopened = serializers.IntegerField()
    median_days_open = serializers.FloatField(source="days_open", allow_null=True)
    median_days_to_close = serializers.FloatField(source="days_to_close", allow_null=True)
    lists = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(child=serializers.URLField()))
    def get_lists(self, way: Found) -> dict[str, str]:
        queries = {"found": way.query, "open": way.open_query, "closed": way.closed_query}
        return {
            name: link(self.context, "api:shortfall-list", query) for name, query in queries.items()
        }


class FigureHeardSerializer(serializers.Serializer[Any]):
    """People answered in time, from places where no number of them is small."""

    due = serializers.IntegerField()
    in_time = serializers.IntegerField()
    late = serializers.IntegerField()
    unanswered = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    places_left_out = serializers.IntegerField(source="left_out")


class FigureDefinitionSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    what = serializers.CharField()
    out_of = serializers.CharField()
    small = serializers.CharField(help_text="What is not told of small numbers, and why.")
    source = serializers.CharField()  # type: ignore[assignment]


class PortfolioSerializer(serializers.Serializer[Any]):
    """Every figure of a cohort."""

    as_of = serializers.DateTimeField()
    scope = FigureScopeSerializer(source="cohort")
    initiatives = serializers.IntegerField()
    initiatives_list = serializers.SerializerMethodField()
    stays = FigureStaySerializer(many=True)
    sustained = FigureSustainedSerializer()
    covered = FigureLineSerializer(many=True)
    gaps = FigureGapsSerializer(many=True)
    found = FigureFoundSerializer(many=True)
    heard = serializers.SerializerMethodField(help_text="Null for who does not read feedback.")
    lasting = FigureLineSerializer(many=True)
    definitions = serializers.SerializerMethodField(help_text="By the name of the figure.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_initiatives_list(self, found: Analytics) -> str:
        return link(self.context, "api:initiative-list", found.initiatives_query)

    @extend_schema_field(FigureHeardSerializer(allow_null=True))
    def get_heard(self, found: Analytics) -> Any:
        return FigureHeardSerializer(found.heard).data if found.heard.is_shown else None

    @extend_schema_field(serializers.DictField(child=FigureDefinitionSerializer()))
    def get_definitions(self, found: Analytics) -> dict[str, Any]:
        return {name: FigureDefinitionSerializer(said).data for name, said in DEFINITIONS.items()}
