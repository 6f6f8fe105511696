"""Measures, their definitions, vocabularies and observations."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    KeysField,
    ListOf,
    NamedSerializer,
    OneOf,
)
from initiatives.measures.choices import (
    Chart,
    Direction,
    Frequency,
    MeasureKind,
    ObservationState,
)
from initiatives.measures.models import Measure, OperationalDefinition, Stratification, Stratum
from initiatives.measures.queries import measures, stratifications
from initiatives.measures.rules.figures import MOST
from initiatives.measures.spc import RULE_SETS
from initiatives.people.queries import people
from initiatives.portfolio.queries import initiatives


class StratumSerializer(serializers.ModelSerializer[Stratum]):
    absent = serializers.CharField(
        read_only=True, help_text="Why the group is not known; empty for a group."
    )

    class Meta:
        model = Stratum
        fields = ("code", "label", "absent")
        read_only_fields = fields


class StratificationSerializer(serializers.ModelSerializer[Stratification]):
    strata = StratumSerializer(many=True, read_only=True)

    class Meta:
        model = Stratification
        fields = (
            *("id", "key", "edition", "title", "source", "ordered", "overlapping", "in_force"),
            "strata",
        )
        read_only_fields = fields


class OperationalDefinitionSerializer(serializers.ModelSerializer[OperationalDefinition]):
    class Meta:
        model = OperationalDefinition
        fields = (
            *("id", "number", "text", "numerator", "denominator", "inclusions", "exclusions"),
            *("unit", "multiplier", "direction", "baseline", "target", "target_on", "source"),
            *("frequency", "due_days", "chart", "rules", "rules_version", "screen"),
            "freeze",
            *("written_by", "written_at", "approved_by", "approved_at", "in_force"),
        )
        read_only_fields = fields


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    initiative = NamedSerializer(read_only=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    definition = serializers.SerializerMethodField(help_text="The one in force.")
    latest = serializers.DateField(
        read_only=True, allow_null=True, help_text="The start of the latest period with data."
    )

    class Meta:
        model = Measure
        fields = (
            *("id", "reference", "initiative", "name", "kind", "why", "owner", "threshold"),
            *("floor", "definition", "latest", "created_at", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(OperationalDefinitionSerializer(allow_null=True))
    def get_definition(self, measure: Any) -> Any:
        found = measure.in_force
        return OperationalDefinitionSerializer(found[0]).data if found else None


class TermsSerializer(Given):
    """How it is counted and charted."""

    text = serializers.CharField(max_length=10_000)
    chart = OneOf(Chart.choices)
    direction = OneOf(Direction.choices, required=False)
    frequency = OneOf(Frequency.choices, required=False)
    due_days = serializers.IntegerField(required=False)
    numerator = serializers.CharField(max_length=300, **WORDS)
    denominator = serializers.CharField(max_length=300, **WORDS)
    inclusions = serializers.CharField(max_length=10_000, **WORDS)
    exclusions = serializers.CharField(max_length=10_000, **WORDS)
    unit = serializers.CharField(max_length=60, **WORDS)
    multiplier = serializers.FloatField(required=False)
    baseline = serializers.FloatField(required=False, allow_null=True)
    target = serializers.FloatField(required=False, allow_null=True)
    target_on = serializers.DateField(required=False, allow_null=True)
    source: Any = serializers.CharField(max_length=300, **WORDS)
    rules = OneOf([(name, one.title) for name, one in RULE_SETS.items()], required=False)
    screen = serializers.BooleanField(required=False)
    freeze = serializers.IntegerField(
        required=False, allow_null=True, help_text="Centre and limits come from the first so many."
    )


class NewMeasureSerializer(Given):
    initiative = KeyField(initiatives)
    name = serializers.CharField(max_length=200)
    kind = OneOf(MeasureKind.choices)
    terms = TermsSerializer()
    why = serializers.CharField(max_length=10_000, **WORDS)
    owner = KeyField(people, required=False, allow_null=True)
    stratifications = KeysField(stratifications, required=False)
    threshold = serializers.IntegerField(required=False)
    floor = serializers.IntegerField(required=False)


class MeasureChangeSerializer(Given):
    """What may be changed; what is left out stays as it is."""

    name = serializers.CharField(max_length=200, required=False)
    kind = OneOf(MeasureKind.choices, required=False)
    why = serializers.CharField(max_length=10_000, **WORDS)
    owner = KeyField(people, required=False, allow_null=True)
    stratifications = KeysField(
        stratifications, required=False, help_text="To add; those that are there stay."
    )
    threshold = serializers.IntegerField(required=False)
    floor = serializers.IntegerField(required=False)


class EntrySerializer(Given):
    """What was counted in a period: of everybody, or of the groups named."""

    starts = serializers.DateField()
    groups = serializers.DictField(
        child=serializers.CharField(max_length=60),
        required=False,
        help_text="The code of a group by the key of its vocabulary; two where groups meet.",
    )
    numerator = serializers.IntegerField(required=False, allow_null=True)
    denominator = serializers.IntegerField(required=False, allow_null=True)
    value = serializers.FloatField(required=False, allow_null=True)
    state = OneOf(ObservationState.choices, required=False)
    source: Any = serializers.CharField(max_length=200, **WORDS)
    note = serializers.CharField(max_length=500, **WORDS)
    excluded_because = serializers.CharField(max_length=300, **WORDS)
    because = serializers.CharField(
        max_length=300, help_text="Why what stood there as final is wrong.", **WORDS
    )


class NewObservationsSerializer(Given):
    measure = KeyField(measures)
    entries = ListOf(child=EntrySerializer(), min_length=1, max_length=MOST)


class RecordedSerializer(serializers.Serializer[Any]):
    new = serializers.IntegerField()
    corrected = serializers.IntegerField()
    same = serializers.IntegerField()


class FigureSerializer(serializers.Serializer[Any]):
    """A masked cell holds no number at all."""

    starts = serializers.DateField()
    ends = serializers.DateField()
    group = serializers.CharField(allow_null=True, help_text="The code; null for everybody.")
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    state = serializers.CharField()
    excluded = serializers.BooleanField()
    masked = serializers.BooleanField()


class FiguresSerializer(serializers.Serializer[Any]):
    stratification = serializers.CharField(allow_null=True)
    threshold = serializers.IntegerField(help_text="Counts from 1 to below this are masked.")
    masked = serializers.BooleanField(help_text="False for who holds the data role.")
    cells = FigureSerializer(many=True)
